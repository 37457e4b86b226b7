"""When the term of a day ends, in SQL over the columns that stand beside an agreement
(``Settled``): twin of ``Terms.running`` and ``Terms.after``."""

import datetime as dt

from django.db import models
from django.db.models import Case, DateField, F, Func, Q, Value, When
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import LessThanOrEqual

NEVER = Value(dt.date.max)


def is_settled(day):
    """The terms beside it are those of the day: no amendment changes them later."""
    return Q(settled_on__isnull=True) | Q(settled_on__lte=day)


def term_ends_by(last, day):
    """Condition: the term that runs on the day, or ran last, has its last day by then.

    Twin of the comparison with ``term_ends_on``, of columns as far as it can be.
    """
    found = is_settled(day) & Q(settled_months=None, settled_ends_on__lte=last)
    if last >= day:  # before it a term that renews by itself has ended and begun anew
        renews = Q(settled_months__isnull=False, settled_ends_on__lte=last)
        found |= is_settled(day) & renews & LessThanOrEqual(_renewed(day), last)
    # CASE, because AND would ask the function of every row whose day is NULL.
    end = Case(
        When(settled_on__gt=day, then=Coalesce(amended("ends_on", day), NEVER)),
        default=NEVER,
    )
    return found | LessThanOrEqual(end, last)


def term_ends_then(day):
    """The last day of the term that runs on the day, or ran last."""
    is_renewed = Q(settled_months__isnull=False, settled_ends_on__lt=day)
    return Case(
        When(Q(settled_on__gt=day), then=amended("ends_on", day)),
        When(is_renewed, then=_renewed(day)),
        default=F("settled_ends_on"),
    )


def _renewed(day):
    return Func(
        F("settled_ends_on"),
        whole("settled_months"),
        Value(day, output_field=DateField()),
        function="public.term_end",
        output_field=DateField(),
    )


def amended(name, day):
    """One of the terms of an agreement to be amended after the day."""
    kinds = {"ends_on": DateField(), "notice_days": models.IntegerField()}
    return Func(
        F("pk"),
        Value(day, output_field=DateField()),
        function="public.terms_of",
        template=f"(%(function)s(%(expressions)s)).{name}",
        output_field=kinds[name],
    )


def whole(name):
    return Cast(name, models.IntegerField())
