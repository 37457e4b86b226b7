"""What a reader asks of the register, as it stands in the address of the list.

Parameters are the same words in both languages and their values are keys, so that
the language switch keeps them; what cannot be read is left out, not refused.
"""

import datetime as dt
from dataclasses import dataclass, field

from iompanama.publishing.dates import asked_day

from . import columns, filters

MOST_LETTERS = 200
WAYS = ("list", "table", "timeline")


@dataclass(frozen=True)
class Asked:
    """Words, day and filters say what is found; the rest, how it is shown."""

    day: dt.date
    day_was_read: bool = True
    words: str = ""
    filters: dict = field(default_factory=dict)
    show: str = "list"
    columns: tuple = ()
    sort: str = ""

    @classmethod
    def of(cls, parameters, reader):
        """What this reader may ask: a visitor has fewer filters, and the list alone."""
        kinds = filters.for_(reader)
        words, *values = (
            parameters.get(name, "").replace("\x00", "").strip()[:MOST_LETTERS]
            for name in ("words", *(kind.name for kind in kinds))
        )
        chosen = {
            kind.name: value for kind, value in zip(kinds, values, strict=True) if value
        }
        is_staff = reader.has_perm("partners.read_internal")
        how = _how(parameters) if is_staff else {}
        return cls(*asked_day(parameters), words, chosen, **how)


def _how(parameters):
    show, sort = parameters.get("show"), parameters.get("sort", "")
    by = columns.BY_NAME.get(sort.removeprefix("-"))
    return {
        "show": show if show in WAYS else "list",
        "columns": columns.named(parameters.getlist("column"), usual=()),
        "sort": sort if by and by.order else "",
    }
