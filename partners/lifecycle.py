"""The state of an agreement on a day, from its dates alone: nothing of it is stored.

Each rule stands twice, in Python for one record and in SQL for lists, side by side
and in the same order; one test runs both over every boundary day.
"""

import datetime as dt
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, DateField, F, Func, Q, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.languages import codes, localized

from .terms import AUTOMATIC, ONE_DAY, Amendment, Terms

# Staff want to hear of an end half a year ahead (design.md 4.4, reminders).
SOON = dt.timedelta(days=180)


class State(models.TextChoices):
    ENDING_SOON = "ending_soon", _("Ending soon")
    IN_FORCE = "in_force", _("In force")
    SIGNED = "signed", _("Signed, not yet in force")
    NEGOTIATION = "negotiation", _("In negotiation")
    UNKNOWN = "unknown", _("Unconfirmed")
    TERMINATED = "terminated", _("Ended early")
    EXPIRED = "expired", _("Expired")
    SUPERSEDED = "superseded", _("Replaced")


@dataclass(frozen=True)
class Facts:
    """What one record says about time, with those that amend or replace it.

    ``amendments`` come in the order they take effect.
    """

    is_signed: bool = False
    signed_on: dt.date | None = None
    takes_effect_on: dt.date | None = None
    terminated_on: dt.date | None = None
    replaced_on: dt.date | None = None
    terms: Terms = Terms()
    amendments: tuple = ()

    @classmethod
    def of(cls, agreement):
        return cls(
            is_signed=agreement.is_signed,
            signed_on=agreement.signed_on,
            takes_effect_on=takes_effect_on(agreement),
            terminated_on=agreement.terminated_on,
            replaced_on=agreement.replaced_since,
            terms=Terms.of(agreement),
            amendments=tuple(map(Amendment.kept, agreement.amendments or ())),
        )

    def amendments_by(self, day):
        """Those in effect on the day."""
        return [each for each in self.amendments if each.on <= day]

    def terms_on(self, day):
        """The term that runs on the day."""
        terms = self.terms
        for amendment in self.amendments_by(day):
            terms = terms.after(amendment)
        return terms.running(day)


def takes_effect_on(agreement):
    """From when it binds (SQL twins: ``_takes_effect_on``, ``public.effect_of``).

    A signature nobody doubts counts where the entry into force is not on record; a
    reported one does not.
    """
    if not agreement.is_signed:
        return None
    is_confirmed = agreement.confidence == "confirmed"
    return agreement.in_force_on or (agreement.signed_on if is_confirmed else None)


def _takes_effect_on():
    return Coalesce(
        "in_force_on", Case(When(confidence="confirmed", then=F("signed_on")))
    )


# The first rule that holds says the state; _state_case has them in the same order.
RULES = (
    (State.NEGOTIATION, lambda facts, day, end: not facts.is_signed),
    (State.NEGOTIATION, lambda facts, day, end: _after(facts.signed_on, day)),
    (State.SUPERSEDED, lambda facts, day, end: _reached(facts.replaced_on, day)),
    (State.TERMINATED, lambda facts, day, end: _reached(facts.terminated_on, day)),
    (State.EXPIRED, lambda facts, day, end: _reached(end, day - ONE_DAY)),
    (State.UNKNOWN, lambda facts, day, end: facts.takes_effect_on is None),
    (State.SIGNED, lambda facts, day, end: _after(facts.takes_effect_on, day)),
    (State.ENDING_SOON, lambda facts, day, end: _reached(end, day + SOON)),
    (State.IN_FORCE, lambda facts, day, end: True),
)


def state_on(facts, day):
    end = facts.terms_on(day).ends_on
    return next(state for state, holds in RULES if holds(facts, day, end))


def _reached(moment, day):
    return moment is not None and moment <= day


def _after(moment, day):
    return moment is not None and moment > day


def _state_case(day):
    return Case(
        When(is_signed=False, then=Value(State.NEGOTIATION)),
        When(signed_on__gt=day, then=Value(State.NEGOTIATION)),
        When(replaced_on__isnull=False, then=Value(State.SUPERSEDED)),
        When(terminated_on__lte=day, then=Value(State.TERMINATED)),
        When(term_ends_on__lt=day, then=Value(State.EXPIRED)),
        When(takes_effect_on__isnull=True, then=Value(State.UNKNOWN)),
        When(takes_effect_on__gt=day, then=Value(State.SIGNED)),
        When(term_ends_on__lte=day + SOON, then=Value(State.ENDING_SOON)),
        default=Value(State.IN_FORCE),
        output_field=models.CharField(),
    )


# What can still be acted upon comes first in a list. CASE asks for the state once.
URGENCY = """(CASE %(expressions)s
    WHEN 'negotiation' THEN 1 WHEN 'unknown' THEN 2
    WHEN 'terminated' THEN 3 WHEN 'expired' THEN 3 WHEN 'superseded' THEN 3
    ELSE 0 END)"""


# Of most agreements nothing was ever amended: those are not asked about.
UNAMENDED = Q(amendments__isnull=True)


def annotate_state(queryset, day):
    """Adds ``state``, ``term_ends_on``, ``notice_by``, ``replaced_on``, ``urgency``.

    What others change of an agreement the database keeps beside it (0005_effects), so
    that a list of any length asks one table.
    """
    return queryset.annotate(
        replaced_on=Case(When(replaced_since__lte=day, then=F("replaced_since"))),
        takes_effect_on=_takes_effect_on(),
        term_ends_on=_term_ends_on(day),
        notice_by=Func(
            F("term_ends_on"),
            Case(
                When(UNAMENDED, then=_whole("notice_days")),
                default=_amended("notice_days", day),
            ),
            template="(%(expressions)s)",
            arg_joiner=" - ",
            output_field=DateField(),
        ),
        state=_state_case(day),
        urgency=Func(F("state"), template=URGENCY, output_field=models.IntegerField()),
    )


def _term_ends_on(day):
    renewed = Func(
        F("ends_on"),
        _whole("renewal_months"),
        Value(day, output_field=DateField()),
        function="public.term_end",
        output_field=DateField(),
    )
    return Case(
        When(UNAMENDED & Q(renewal=AUTOMATIC, ends_on__lt=day), then=renewed),
        When(UNAMENDED, then=F("ends_on")),
        default=_amended("ends_on", day),
    )


def _amended(name, day):
    """One of the terms of an amended agreement, as it is on the day."""
    kinds = {"ends_on": DateField(), "notice_days": models.IntegerField()}
    return Func(
        F("amendments"),
        Value(day, output_field=DateField()),
        F("ends_on"),
        F("renewal"),
        _whole("renewal_months"),
        _whole("notice_days"),
        function="public.terms_on",
        template=f"(%(function)s(%(expressions)s)).{name}",
        output_field=kinds[name],
    )


def _whole(name):
    return Cast(name, models.IntegerField())


def annotate_areas(queryset, day):
    """Adds ``areas_then`` in each language: what it covers on the day."""
    return queryset.annotate(
        **{
            localized("areas_then", code): Case(
                When(UNAMENDED, then=F(localized("areas", code))),
                default=Func(
                    F("amendments"),
                    Value(day, output_field=DateField()),
                    Value(code),
                    F(localized("areas", code)),
                    function="public.areas_on",
                    output_field=ArrayField(models.CharField()),
                ),
            )
            for code in codes()
        }
    )
