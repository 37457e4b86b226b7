"""The state of an agreement on a day, from its dates alone: nothing of it is stored.

Each rule stands twice, in Python for one record and in SQL for lists, side by side
and in the same order; one test runs both over every boundary day.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.db.models import Case, DateField, F, Func, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.dates import add_months

# Staff want to hear of an end half a year ahead (design.md 4.4, reminders).
SOON = dt.timedelta(days=180)
ONE_DAY = dt.timedelta(days=1)


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
    """What one record, and those that amend or replace it, say about time.

    ``amendments`` are (day it takes effect, new last day); ``replacements`` the days
    on which a replacing agreement takes effect; both oldest first.
    """

    is_signed: bool = False
    is_confirmed: bool = True
    signed_on: dt.date | None = None
    in_force_on: dt.date | None = None
    first_end: dt.date | None = None
    renewal_months: int | None = None
    terminated_on: dt.date | None = None
    amendments: tuple = ()
    replacements: tuple = ()

    @classmethod
    def of(cls, agreement, relations_in):
        effects = [
            (day, relation.pk, relation)
            for relation in relations_in
            if (day := takes_effect_on(relation.source))
        ]
        effects.sort(key=lambda effect: effect[:2])
        return cls(
            is_signed=agreement.is_signed,
            is_confirmed=agreement.confidence == "confirmed",
            signed_on=agreement.signed_on,
            in_force_on=agreement.in_force_on,
            first_end=agreement.ends_on,
            renewal_months=renews_every(agreement),
            terminated_on=agreement.terminated_on,
            amendments=tuple(
                (day, relation.new_ends_on)
                for day, _pk, relation in effects
                if relation.kind == "amends" and relation.new_ends_on
            ),
            replacements=tuple(
                day for day, _pk, relation in effects if relation.kind == "replaces"
            ),
        )

    @property
    def takes_effect_on(self):
        """From when it binds. A signature nobody doubts counts where the entry into
        force is not on record; a reported one does not."""
        if not self.is_signed:
            return None
        return self.in_force_on or (self.signed_on if self.is_confirmed else None)

    @property
    def replaced_on(self):
        return min(self.replacements, default=None)

    def ends_on(self, day):
        """Last day of the first term, with the amendments in effect on the day."""
        ends = [end for effect, end in self.amendments if effect <= day]
        return ends[-1] if ends else self.first_end


def renews_every(agreement):
    return agreement.renewal_months if agreement.renewal == "automatic" else None


def takes_effect_on(agreement):
    return Facts.of(agreement, ()).takes_effect_on


def _takes_effect_on():
    return Coalesce(
        "in_force_on", Case(When(confidence="confirmed", then=F("signed_on")))
    )


def term_end(end, months, day):
    """Last day of the term that runs on ``day`` (SQL twin: migration 0001_functions).

    ``end`` is the last day of the first term; where it renews by itself every
    ``months`` months, each term ends the day before a date counted from the first
    end, so that a term that began on 1 March ends on 28 or 29 February.
    """
    if end is None or not months or day <= end:
        return end
    start = end + ONE_DAY
    terms = ((day.year - start.year) * 12 + day.month - start.month) // months
    last = add_months(start, terms * months) - ONE_DAY
    return last if day <= last else add_months(start, (terms + 1) * months) - ONE_DAY


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
    end = term_end(facts.ends_on(day), facts.renewal_months, day)
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


def annotate_state(queryset, day):
    """Adds ``state``, ``term_ends_on``, ``notice_by``, ``replaced_on``, ``urgency``.

    What others change of an agreement the database keeps beside it (0005_effects), so
    that a list of any length asks one table.
    """
    term = Func(
        F("first_ends_on"),
        Cast("renewal_months", models.IntegerField()),
        Value(day, output_field=DateField()),
        function="public.term_end",
        output_field=DateField(),
    )
    return queryset.annotate(
        replaced_on=Case(When(replaced_since__lte=day, then=F("replaced_since"))),
        takes_effect_on=_takes_effect_on(),
        first_ends_on=Case(
            When(
                end_moves=Value([], output_field=models.JSONField()), then=F("ends_on")
            ),
            default=Func(
                F("end_moves"),
                F("ends_on"),
                Value(day, output_field=DateField()),
                function="public.moved_end",
                output_field=DateField(),
            ),
        ),
        term_ends_on=Case(
            When(renewal="automatic", first_ends_on__lt=day, then=term),
            default=F("first_ends_on"),
        ),
        notice_by=Func(
            F("term_ends_on"),
            Cast("notice_days", models.IntegerField()),
            template="(%(expressions)s)",
            arg_joiner=" - ",
            output_field=DateField(),
        ),
        state=_state_case(day),
        urgency=Func(F("state"), template=URGENCY, output_field=models.IntegerField()),
    )
