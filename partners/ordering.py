"""In which order the register stands.

As asked, else what ends first comes first; what has nothing to be sorted by comes
after, what does not open last, where its place says nothing.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F
from django.db.models.expressions import OrderBy

from . import columns
from .lifecycle import RUNNING, URGENCY


@dataclass(frozen=True)
class Ordering:
    day: dt.date
    sort: str = ""
    # All are in one state, or run: equally urgent.
    is_of_one_urgency: bool = False
    # There may be, among what is found, what does not open to the reader.
    may_be_closed: bool = False

    @classmethod
    def of(cls, register):
        chosen, user = register.asked.filters, register.user
        sees_all = user.has_perm("partners.read_confidential")
        return cls(
            day=register.asked.day,
            sort=register.asked.sort,
            is_of_one_urgency="state" in chosen or "ends" in chosen,
            may_be_closed=register.is_for_staff and not (chosen or sees_all),
        )

    @property
    def is_backwards(self):
        return self.sort.startswith("-")

    @property
    def by(self):
        """The column that is sorted by, if any."""
        by = columns.BY_NAME.get(self.sort.removeprefix("-"))
        return by if by and by.order else None

    @property
    def is_one(self):
        """Do all rows stand in one order, as one query answers them?"""
        if self.by is None:
            return not self.may_be_closed
        return self.by.is_for_all or (self.by.is_always and not self.may_be_closed)

    def parts(self, rows, runs_apart=False):
        """The rows in parts that follow one another, each in its order. What runs may
        be a part of its own, whose rows an index holds: few are read to the end."""
        if self.by and self.by.is_for_all:
            how = OrderBy(self.by.order(), descending=self.is_backwards)
            return [rows.order_by(how, "-pk")]
        if not self.may_be_closed:
            return self._open_parts(rows, runs_apart)
        closed = rows.filter(is_open=False).order_by("-pk")
        return [*self._open_parts(rows.filter(is_open=True), runs_apart), closed]

    def _open_parts(self, rows, runs_apart):
        if self.by is None:
            return self._ending_first(rows, runs_apart)
        rows = rows.alias(by=self.by.order())
        how = OrderBy(F("by"), descending=self.is_backwards)
        if self.by.is_always:
            return [rows.order_by(how, "-pk")]
        return [
            rows.filter(by__isnull=False).order_by(how, "-pk"),
            rows.filter(by__isnull=True).order_by("-pk"),
        ]

    def _ending_first(self, rows, runs_apart):
        by_end = (F("term_ends_on").asc(nulls_last=True), "-pk")
        if self.is_of_one_urgency:
            return [rows.order_by(*by_end)]
        if not runs_apart:
            return [rows.ending_first()]
        return [
            rows.in_state(self.day, *RUNNING).order_by(*by_end),
            rows.in_state(self.day, *URGENCY).ending_first(),
        ]
