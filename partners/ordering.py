"""In which order the register stands.

As asked, else what ends first comes first; what has nothing to be sorted by comes
after, what does not open last, where its place says nothing.
"""

from dataclasses import dataclass

from django.db.models import F
from django.db.models.expressions import OrderBy

from . import columns


@dataclass(frozen=True)
class Ordering:
    sort: str
    # All are in one state, and equally urgent.
    is_of_one_state: bool
    # There may be, among what is found, what does not open to the reader.
    may_be_closed: bool

    @classmethod
    def of(cls, register):
        chosen, user = register.asked.filters, register.user
        sees_all = user.has_perm("partners.read_confidential")
        return cls(
            sort=register.asked.sort,
            is_of_one_state="state" in chosen,
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

    def parts(self, rows):
        """The rows in parts that follow one another, each in its order."""
        if self.by and self.by.is_for_all:
            how = OrderBy(self.by.order(), descending=self.is_backwards)
            return [rows.order_by(how, "-pk")]
        if not self.may_be_closed:
            return self._open_parts(rows)
        closed = rows.filter(is_open=False).order_by("-pk")
        return [*self._open_parts(rows.filter(is_open=True)), closed]

    def _open_parts(self, rows):
        if self.by is None:
            return [self._ending_first(rows)]
        rows = rows.alias(by=self.by.order())
        how = OrderBy(F("by"), descending=self.is_backwards)
        if self.by.is_always:
            return [rows.order_by(how, "-pk")]
        return [
            rows.filter(by__isnull=False).order_by(how, "-pk"),
            rows.filter(by__isnull=True).order_by("-pk"),
        ]

    def _ending_first(self, rows):
        if self.is_of_one_state:
            return rows.order_by(F("term_ends_on").asc(nulls_last=True), "-pk")
        return rows.ending_first()
