"""How long an agreement runs, how it goes on and what it covers, as amended.

Each rule stands twice, here for one record and in SQL for lists (migration
0011_amendments_kept); tests hold them equal on days of every kind.
"""

import datetime as dt
from dataclasses import dataclass, field, fields, replace

from iompanama.publishing.dates import Precision, add_months

ONE_DAY = dt.timedelta(days=1)
# Some write "without end" as the last day there is: nothing follows it.
LATEST = dt.date(9000, 1, 1)
AUTOMATIC = "automatic"


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


@dataclass(frozen=True)
class Amendment:
    """What one amendment changes from the day it takes effect; None leaves it alone.

    ``by`` is the key of its relation. Of an amendment of an amendment the day is the
    later one of both.
    """

    on: dt.date
    by: int = 0
    ends_on: dt.date | None = None
    ends_on_precision: str = Precision.DAY
    is_open_ended: bool = False
    renewal: str | None = None
    renewal_months: int | None = None
    notice_days: int | None = None
    areas: dict = field(default_factory=dict)

    @classmethod
    def kept(cls, values):
        """As the database keeps it beside the agreement it changes."""
        days = {
            name: dt.date.fromisoformat(values[name])
            for name in ("on", "ends_on")
            if name in values
        }
        return cls(**{**values, **days})

    def areas_after(self, areas, code):
        """The areas in one language without those it removes, with those it adds."""
        changed = self.areas.get(code, {})
        removed = changed.get("removed", ())
        left = [area for area in areas if area not in removed]
        for area in changed.get("added", ()):
            if area not in left:
                left.append(area)
        return left


@dataclass(frozen=True)
class Terms:
    """The end of one term, and what happens there."""

    ends_on: dt.date | None = None
    ends_on_precision: str = Precision.UNKNOWN
    is_open_ended: bool = False
    renewal: str = "unknown"
    renewal_months: int | None = None
    notice_days: int | None = None

    @classmethod
    def of(cls, agreement):
        """The first term, as the text itself has it."""
        return cls(**{each.name: getattr(agreement, each.name) for each in fields(cls)})

    @property
    def renews_itself(self):
        return self.renewal == AUTOMATIC

    @property
    def notice_by(self):
        """The last day to give notice in this term."""
        if self.ends_on is None or self.notice_days is None:
            return None
        return self.ends_on - dt.timedelta(days=self.notice_days)

    @property
    def following(self):
        """The term after this one, where it renews by itself."""
        if not self.renews_itself or (self.ends_on or LATEST) >= LATEST:
            return None
        return self.running(self.ends_on + ONE_DAY)

    def running(self, day):
        """The term that runs on the day, of those that follow one another from this
        one. A later end is known as precisely as the first."""
        if not self.renews_itself:
            return self
        return replace(self, ends_on=term_end(self.ends_on, self.renewal_months, day))

    def after(self, amendment):
        """As the amendment leaves them. A new renewal counts from the end of the term
        that runs on the day it takes effect."""
        terms = self
        if amendment.renewal is not None:
            terms = replace(
                terms.running(amendment.on),
                renewal=amendment.renewal,
                renewal_months=amendment.renewal_months,
            )
        if amendment.is_open_ended or amendment.ends_on:
            terms = replace(
                terms,
                ends_on=amendment.ends_on,
                ends_on_precision=amendment.ends_on_precision
                if amendment.ends_on
                else Precision.UNKNOWN,
                is_open_ended=amendment.is_open_ended,
            )
        if amendment.notice_days is not None:
            terms = replace(terms, notice_days=amendment.notice_days)
        return terms
