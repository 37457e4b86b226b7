"""What the database keeps beside an agreement, whoever writes what it follows from."""

import datetime as dt

from django.db import models
from django.db.models import Case, DateField, F, Func, Value, When
from django.db.models.functions import Greatest, Least


def _day():
    return models.DateField(null=True, blank=True, editable=False)


def _number():
    return models.PositiveSmallIntegerField(null=True, blank=True, editable=False)


# Of those that are there the first: replaced, ended early, or the day after the last.
# What amends it counts from its own day on, and says nothing of the days before.
OVER = Greatest(
    Least(
        "replaced_since",
        "terminated_on",
        Case(
            When(
                settled_months__isnull=True,
                then=Func(
                    F("settled_ends_on"),
                    template="(%(expressions)s + 1)",
                    output_field=DateField(),
                ),
            )
        ),
        Value(dt.date.max),
    ),
    "settled_on",
)


class Settled(models.Model):
    """The columns from which the state of any day follows, by comparison alone."""

    # From the relations that point here (0011_amendments_kept): since when another
    # agreement replaces this one, and what amendments change of it, each an Amendment
    # (terms.py); none is NULL.
    replaced_since = _day()
    amendments = models.JSONField(null=True, blank=True, editable=False)
    # From these and its own dates (0025_terms_settled): when it takes effect; and from
    # the day of the last amendment on the end of its term, every how many months it
    # renews by itself, the notice.
    takes_effect_on = _day()
    settled_on = _day()
    settled_ends_on = _day()
    settled_months = _number()
    settled_notice = _number()
    # From all of these: from this day on it is over for good. Earlier only what an
    # amendment changes later may be; what nothing ends is not, for as long as days go.
    over_on = models.GeneratedField(
        expression=OVER, output_field=DateField(), db_persist=True, editable=False
    )

    class Meta:
        abstract = True
