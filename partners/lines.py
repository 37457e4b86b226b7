"""Time drawn as a line: where days lie on an axis, in percent of its width.

Pure numbers for the templates ``lifeline``, ``axis`` and ``life``; what they look
like is the style sheet's, what they mean in words is ``wording``.
"""

import datetime as dt
from dataclasses import dataclass

from iompanama.publishing.dates import add_months

from .lifecycle import State

# At most so many years stand on one axis; the last four lie ahead.
MOST_YEARS = 15
FEWEST_YEARS = 9
YEARS_AHEAD = 5
LABELS = 5
# In percent: nearer to "today" a year would touch it, nearer to the edge be cut.
ROOM_BEFORE, ROOM_AFTER, EDGE = 13, 7, 93
# Some write "without end" as the last day there is; an axis needs a day after it.
LATEST = dt.date(9000, 1, 1)
# Numbers of a large line nearer than this stand above and below in turn.
NEAR = 6


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


def line(agreement, axis, renewed="doubt"):
    """The strokes of one agreement, as it stands on the day of the axis.

    Needs the words of ``with_state``. ``renewed`` is how the next term is drawn.
    """
    end = ends_on(agreement)
    return Line(
        state=agreement.state,
        strokes=tuple(_drawn(axis, _strokes(agreement, axis.day, renewed))),
        points=tuple(axis.at(day) for day in [agreement.signed_on] if axis.shows(day)),
        end=axis.at(end) if axis.shows(end) else None,
        today=axis.today,
    )


def starts_on(agreement):
    return agreement.takes_effect_on or agreement.signed_on


def ends_on(agreement):
    """The day it ended, or its present term will; none where no day is on record."""
    if agreement.state in (State.NEGOTIATION, State.UNKNOWN):
        return None
    ends = [agreement.term_ends_on]
    if agreement.state == State.TERMINATED:
        ends = [agreement.terminated_on]
    if agreement.state == State.SUPERSEDED:
        ends += [agreement.replaced_on, agreement.terminated_on]
    return min(filter(None, ends), default=None)


def next_term_ends_on(agreement):
    """Last day of the term after the present one, where it renews by itself."""
    end = agreement.term_ends_on
    if agreement.renewal != agreement.Renewal.AUTOMATIC or (end or LATEST) >= LATEST:
        return None
    start = end + dt.timedelta(days=1)
    return add_months(start, agreement.renewal_months) - dt.timedelta(days=1)


def _strokes(agreement, day, renewed):
    """Triples of a kind, a first and a last day; none is the edge of the axis."""
    start, end = starts_on(agreement), ends_on(agreement)
    if agreement.state == State.NEGOTIATION:
        return [("doubt", day, add_months(day, 12))]
    if agreement.state == State.UNKNOWN:
        return [("doubt", start, None)]
    if agreement.state in (State.TERMINATED, State.EXPIRED, State.SUPERSEDED):
        return [("past", start, end)]
    waiting = [("doubt", agreement.signed_on or day, start)]
    return [
        *(waiting if agreement.state == State.SIGNED else []),
        *_term(start, end, day),
        *([(renewed, end, after)] if (after := next_term_ends_on(agreement)) else []),
    ]


def _term(start, end, day):
    if end:
        return [("term", start, end)]
    return [("term", start, max(start, day)), ("open", max(start, day), None)]


def _drawn(axis, strokes):
    for kind, first, last in strokes:
        start = axis.at(first or axis.first)
        end = axis.at(last or axis.last)
        if start < end:
            yield Stroke(kind, start, end)


@dataclass(frozen=True)
class Ring:
    """A numbered point of a large line, its number above or below."""

    number: int
    x: float
    is_below: bool


def rings(days, axis):
    """Rings for days in their order, numbers above and below in turn where near."""
    drawn = []
    for number, day in enumerate(days, 1):
        x = axis.at(day)
        before = drawn[-1] if drawn and x - drawn[-1].x < NEAR else None
        drawn.append(Ring(number, x, before is not None and not before.is_below))
    return drawn
