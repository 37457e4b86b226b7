"""The state of an agreement on a day, from its dates alone: it is never stored.

Each rule stands twice, in Python for one record and as a condition for lists, side by
side; one test runs both over every boundary day.
"""

import datetime as dt
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Case, DateField, F, Func, Q, Value, When
from django.utils.translation import gettext_lazy as _

from .ends import amended, is_settled, term_ends_by, term_ends_then, whole
from .terms import ONE_DAY, Amendment, Terms

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
    """From when it binds (SQL twin: ``public.effect_of``, kept as ``takes_effect_on``).

    A signature nobody doubts counts where the entry into force is not on record; a
    reported one does not.
    """
    if not agreement.is_signed:
        return None
    is_confirmed = agreement.confidence == "confirmed"
    return agreement.in_force_on or (agreement.signed_on if is_confirmed else None)


def effect_precision(agreement):
    """How precisely the day is known on which it takes effect."""
    if agreement.in_force_on:
        return agreement.in_force_on_precision
    return agreement.signed_on_precision


# The first rule that holds says the state: for one record, and as a condition.
RULES = (
    (
        State.NEGOTIATION,
        lambda facts, day, end: not facts.is_signed,
        lambda day: Q(is_signed=False),
    ),
    (
        State.NEGOTIATION,
        lambda facts, day, end: _after(facts.signed_on, day),
        lambda day: Q(signed_on__gt=day),
    ),
    (
        State.SUPERSEDED,
        lambda facts, day, end: _reached(facts.replaced_on, day),
        lambda day: Q(replaced_since__lte=day),
    ),
    (
        State.TERMINATED,
        lambda facts, day, end: _reached(facts.terminated_on, day),
        lambda day: Q(terminated_on__lte=day),
    ),
    (
        State.EXPIRED,
        lambda facts, day, end: _reached(end, day - ONE_DAY),
        lambda day: term_ends_by(day - ONE_DAY, day),
    ),
    (
        State.UNKNOWN,
        lambda facts, day, end: facts.takes_effect_on is None,
        lambda day: Q(takes_effect_on__isnull=True),
    ),
    (
        State.SIGNED,
        lambda facts, day, end: _after(facts.takes_effect_on, day),
        lambda day: Q(takes_effect_on__gt=day),
    ),
    (
        State.ENDING_SOON,
        lambda facts, day, end: _reached(end, day + SOON),
        lambda day: term_ends_by(day + SOON, day),
    ),
    (State.IN_FORCE, lambda facts, day, end: True, lambda day: Q(pk__isnull=False)),
)


def state_on(facts, day):
    end = facts.terms_on(day).ends_on
    return next(state for state, holds, _sql in RULES if holds(facts, day, end))


def _reached(moment, day):
    return moment is not None and moment <= day


def _after(moment, day):
    return moment is not None and moment > day


# The states of what is over for good, and the day kept beside it.
OVER = (State.SUPERSEDED, State.TERMINATED, State.EXPIRED)


def is_over(day):
    """Condition: in one of these states. Kept as ``over_on``, but for what an amendment
    changes after the day."""
    rules = (condition(day) for state, _python, condition in RULES if state in OVER)
    return Q(over_on__lte=day) | Q(settled_on__gt=day) & reduce(or_, rules)


def _rules(value):
    """Pairs of a state and its condition, in their order. Where ``value`` is the same
    for all that is over, one condition stands for the three."""
    is_one = len({value(state) for state in OVER}) == 1
    for state, _python, condition in RULES:
        if not is_one or state not in OVER:
            yield state, condition
        elif state == OVER[0]:
            yield state, is_over


def in_state(day, states):
    """Condition: in one of the states on the day. Days are compared with columns as
    they are, so that indexes serve; rules that decide nothing are not asked."""
    *earlier, (last, _condition) = _rules(lambda state: state in states)
    found = last in states
    for state, condition in reversed(earlier):
        is_one = state in states
        if found is is_one:
            continue
        if isinstance(found, bool):
            found = condition(day) if is_one else ~condition(day)
        else:
            found = condition(day) | found if is_one else ~condition(day) & found
    return Q(pk__isnull=not found) if isinstance(found, bool) else found


def _first_that_holds(day, values, default, **field):
    def value(state):
        return values.get(state, default)

    return Case(
        *(
            When(condition(day), then=Value(value(state)))
            for state, condition in _rules(value)
            if value(state) != default
        ),
        default=Value(default),
        **field,
    )


def state_then(day):
    states = {state: state for state in State}
    return _first_that_holds(
        day, states, State.IN_FORCE, output_field=models.CharField()
    )


# What can still be acted upon comes first in a list.
URGENCY = {
    State.NEGOTIATION: 1,
    State.UNKNOWN: 2,
    State.TERMINATED: 3,
    State.EXPIRED: 3,
    State.SUPERSEDED: 3,
}
# Those that come before all others, and the others.
RUNNING = tuple(state for state in State if state not in URGENCY)


# Of most agreements nothing was ever amended: those are not asked about.
UNAMENDED = Q(amendments__isnull=True)


def annotate_state(queryset, day):
    """Adds ``state``, ``term_ends_on``, ``notice_by``, ``replaced_on``, ``urgency``.

    When it takes effect, what others change of it and its terms as the last amendment
    leaves them the database keeps beside the agreement (0025_terms_settled), so that a
    list of any length asks one table.
    """
    return queryset.annotate(
        replaced_on=Case(When(replaced_since__lte=day, then=F("replaced_since"))),
        term_ends_on=term_ends_then(day),
        notice_by=Func(
            F("term_ends_on"),
            Case(
                When(is_settled(day), then=whole("settled_notice")),
                default=amended("notice_days", day),
            ),
            template="(%(expressions)s)",
            arg_joiner=" - ",
            output_field=DateField(),
        ),
        state=state_then(day),
        urgency=_first_that_holds(day, URGENCY, 0),
    )
