"""Time drawn as a line: where days lie on an axis, in percent of its width.

Pure numbers for the templates ``lifeline``, ``axis`` and ``life``; what they look
like is the style sheet's, what they mean in words is ``wording``.
"""

import datetime as dt
from dataclasses import dataclass

from iompanama.publishing.dates import add_months

from .lifecycle import State
from .status import is_told, planned_end, planned_replacement
from .terms import LATEST

# At most so many years stand on one axis; the last four lie ahead.
MOST_YEARS = 15
FEWEST_YEARS = 9
YEARS_AHEAD = 5
LABELS = 5
# In percent: nearer to "today" a year would touch it, nearer to the edge be cut.
ROOM_BEFORE, ROOM_AFTER, EDGE = 13, 7, 93
# Numbers of a large line nearer than this stand above and below one another.
NEAR = 4
HEIGHTS = (36, 74, 22, 86)
OVER = (State.TERMINATED, State.EXPIRED, State.SUPERSEDED)


@dataclass(frozen=True)
class Axis:
    """From the first day to the last, with the day the state is asked for."""

    first: dt.date
    last: dt.date
    day: dt.date

    def at(self, day):
        """Where a day lies; before and after the axis, at its edge."""
        share = (day - self.first).days / (self.last - self.first).days
        return round(100 * min(max(share, 0), 1), 1)

    def shows(self, day):
        return day is not None and self.first <= day <= self.last

    @property
    def today(self):
        return self.at(self.day)

    @property
    def years(self):
        """Pairs of a place and a year, with room between them and around today."""
        span = range(self.first.year, self.last.year)
        marked = [
            (self.at(dt.date(year, 1, 1)), year)
            for year in span[:: -(-len(span) // LABELS)]
        ]
        return [
            (x, year)
            for x, year in marked
            if x < EDGE and not -ROOM_BEFORE < x - self.today < ROOM_AFTER
        ]

    @property
    def every_year(self):
        """Like ``years``, of an axis that begins at its own dates."""
        span = range(self.first.year, self.last.year + 1)
        days = [dt.date(year, 1, 1) for year in span[:: -(-len(span) // LABELS)]]
        return [
            (self.at(day), day.year)
            for day in days
            if self.shows(day) and self.at(day) < EDGE
        ]


@dataclass(frozen=True)
class Stroke:
    kind: str
    start: float
    end: float


@dataclass(frozen=True)
class Line:
    state: str
    strokes: tuple
    points: tuple
    end: float | None
    today: float


def list_axis(agreements, day):
    """One axis for all rows of a list."""
    last = dt.date(day.year + YEARS_AHEAD, 1, 1)
    years = [start.year for each in agreements if (start := starts_on(each))]
    first = min([*years, last.year - FEWEST_YEARS])
    return Axis(dt.date(max(first, last.year - MOST_YEARS), 1, 1), last, day)


def own_axis(days, day):
    """The axis of one agreement: half a year around its dates."""
    first, last = min([*days, day]), min(max([*days, day]), LATEST)
    start = dt.date(first.year, 7 if first.month > 6 else 1, 1)
    return Axis(start, add_months(last.replace(day=1), 6 - (last.month - 1) % 6), day)


def line(agreement, axis):
    """The strokes of one agreement, as it stands on the day of the axis.

    Needs the words of ``with_state``.
    """
    end, signed = ends_on(agreement, axis.day), agreement.signed_on
    is_signed = axis.shows(signed) and is_told(agreement, axis.day)
    return Line(
        state=agreement.state,
        strokes=tuple(drawn(axis, strokes(agreement, axis.day))),
        points=(axis.at(signed),) if is_signed else (),
        end=axis.at(end) if axis.shows(end) else None,
        today=axis.today,
    )


def starts_on(agreement):
    return agreement.takes_effect_on or agreement.signed_on


def ends_on(agreement, day):
    """The day it ended, or its present term will; none where no day is on record."""
    if agreement.state in (State.NEGOTIATION, State.UNKNOWN):
        return None
    ends = [agreement.term_ends_on]
    if agreement.state == State.TERMINATED:
        ends = [agreement.terminated_on]
    elif agreement.state == State.SUPERSEDED:
        ends += [agreement.replaced_on, agreement.terminated_on]
    else:
        ends += [planned_end(agreement, day), planned_replacement(agreement, day)]
    return min(filter(None, ends), default=None)


def next_term(agreement, day):
    """First and last day of the term after the present one; none, where none comes
    by itself."""
    terms = agreement.terms_on(day)
    following = terms.following
    if following is None or ends_on(agreement, day) != terms.ends_on:
        return None
    return terms.ends_on, following.ends_on


def strokes(agreement, day):
    """Triples of a kind, a first and a last day; none is the edge of the axis."""
    start, end = starts_on(agreement), ends_on(agreement, day)
    if agreement.state == State.NEGOTIATION:
        return [("doubt", day, add_months(day, 12))]
    if agreement.state == State.UNKNOWN:
        return [("doubt", start, None)]
    if agreement.state in OVER:
        return [("past", start, end)]
    waiting = [("doubt", agreement.signed_on or day, start)]
    after = next_term(agreement, day)
    return [
        *(waiting if agreement.state == State.SIGNED else []),
        *_term(start, end, day),
        *([("doubt", *after)] if after else []),
    ]


def _term(start, end, day):
    if end:
        return [("term", start, end)]
    return [("term", start, max(start, day)), ("open", max(start, day), None)]


def drawn(axis, strokes):
    for kind, first, last in strokes:
        start = axis.at(first or axis.first)
        end = axis.at(last or axis.last)
        if start < end:
            yield Stroke(kind, start, end)


@dataclass(frozen=True)
class Ring:
    """A numbered point of a large line, its number at a height of ``y`` pixels."""

    number: int
    x: float
    y: int


def rings(days, axis):
    """Rings for days in their order, each number at the first height where none near
    it stands."""
    drawn = []
    for number, day in enumerate(days, 1):
        x = axis.at(day)
        taken = [ring.y for ring in drawn if x - ring.x < NEAR]
        free = [y for y in HEIGHTS if y not in taken]
        drawn.append(Ring(number, x, free[0] if free else taken[0]))
    return drawn
