"""The terms of an agreement one after another, as renewals and amendments made them."""

from dataclasses import dataclass
from datetime import date

from .terms import ONE_DAY


@dataclass(frozen=True)
class Period:
    """A term: from its first day to its last one; None where it has none."""

    first: date
    last: date | None
    is_renewed: bool = False


def periods(facts, day):
    """From the day it takes effect to the term that runs on the day."""
    found, start, renewed = [], facts.takes_effect_on, False
    while start is not None and start <= day:
        last = _last_day(facts, start, day)
        if last is not None and last < start:
            break
        found.append(Period(start, last, renewed))
        if last is None or last >= day:
            break
        renewed = facts.terms_on(last).renews_itself
        start = last + ONE_DAY if renewed else _taken_up(facts, last, day)
    return found


def _last_day(facts, start, day):
    """Of the term that begins on ``start``, with what amended it while it ran."""
    last = facts.terms_on(start).ends_on
    for amendment in facts.amendments_by(day):
        if amendment.on <= start or (last is not None and amendment.on > last):
            continue
        last = facts.terms_on(amendment.on).ends_on
        if last is not None:
            # It was in force until the day that took its end back.
            last = max(last, amendment.on - ONE_DAY)
    return last


def _taken_up(facts, last, day):
    """The day on which an amendment came after the end and moved it."""
    for amendment in facts.amendments_by(day):
        end = facts.terms_on(amendment.on).ends_on
        if amendment.on > last and (end is None or end >= amendment.on):
            return amendment.on
    return None
