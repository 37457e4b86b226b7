"""All lifelines of what was found, one under the other, with the table that goes with
them. A picture holds so many; of more, the first are drawn, and that is said."""

import datetime as dt
from dataclasses import dataclass

from . import lines, wording
from .models import Agreement

MOST_LINES = 200
HEIGHT, HEAD = 16, 24
# Further from the day asked for, lines run into the edge.
YEARS_BEFORE, YEARS_AFTER = 40, 15


@dataclass(frozen=True)
class Row:
    number: int
    agreement: Agreement
    line: lines.Line | None
    sentence: str

    @property
    def y(self):
        return HEAD + self.number * HEIGHT - HEIGHT // 2

    @property
    def top(self):
        return self.y - 5

    @property
    def bottom(self):
        return self.y + 5


class Timeline:
    def __init__(self, register):
        self.day, self.found = register.asked.day, register.count
        self.is_more = register.counts.is_more
        drawn = list(register.part(0, MOST_LINES))
        self.axis = axis([each for each in drawn if each.is_open], self.day)
        self.rows = [self.row(n, each) for n, each in enumerate(drawn, 1)]

    def row(self, number, agreement):
        if not agreement.is_open:
            return Row(number, agreement, None, agreement.get_access_display())
        line = lines.line(agreement, self.axis)
        return Row(number, agreement, line, wording.in_a_list(agreement, self.day))

    @property
    def is_cut(self):
        return self.found > len(self.rows)

    @property
    def height(self):
        return HEAD + len(self.rows) * HEIGHT + 4


def axis(agreements, day):
    """From the first beginning to the last end, within reach of the day."""
    starts = [lines.starts_on(each) for each in agreements]
    ends = [lines.ends_on(each, day) for each in agreements]
    first = min([day, *filter(None, starts)]).year
    last = max([day, *filter(None, ends)]).year + 1
    return lines.Axis(
        dt.date(max(first, day.year - YEARS_BEFORE), 1, 1),
        dt.date(min(last, day.year + YEARS_AFTER), 12, 31),
        day,
    )
