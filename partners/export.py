"""The register as a file for a spreadsheet, as it stands on a day.

Rows are read as the file is written, a part at a time: a long list needs no more memory
than a short one.
"""

from itertools import chain

from django.utils.translation import gettext as _

from iompanama.publishing.dates import Precision

from . import columns

ISO = {Precision.DAY: "%Y-%m-%d", Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y"}
PART = 500


def rows(register, address):
    """Heads, then what is found, exactly as filtered and sorted; ``address`` makes a
    whole address of a path. Without a choice of columns there are the usual ones of a
    file, which visitors have too."""
    names, day = register.asked.columns or columns.IN_A_FILE, register.asked.day
    chosen = [columns.BY_NAME[name] for name in names]
    yield [*(str(column.label) for column in chosen), _("Address")]
    parts = (register.with_columns(part, names) for part in register.rows())
    for agreement in chain.from_iterable(part.iterator(PART) for part in parts):
        terms = agreement.terms_on(day)
        cells = (column.of(agreement, terms, day) for column in chosen)
        yield [*map(_written, cells), address(agreement.get_absolute_url())]


def _written(cell):
    if isinstance(cell, tuple):
        day, precision = cell
        return day.strftime(ISO[precision]) if day else ""
    return str(cell)
