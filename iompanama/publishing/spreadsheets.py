"""Tables as files that spreadsheets open well, and that can do them no harm."""

import csv
from numbers import Number

from django.http import HttpResponse

# A cell that begins so would be run as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# Without it Excel reads UTF-8 as something else.
BYTE_ORDER_MARK = "\ufeff"


def as_file(name, rows):
    """The rows as a CSV file to download; the first one holds the heads."""
    response = HttpResponse(
        BYTE_ORDER_MARK,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
    table = csv.writer(response)
    for row in rows:
        table.writerow(map(harmless, row))
    return response


def harmless(cell):
    """A text that begins like a formula begins with an apostrophe; numbers stay."""
    if cell is None or isinstance(cell, Number):
        return cell
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
