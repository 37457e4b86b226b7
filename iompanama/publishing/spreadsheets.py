"""Tables as files that spreadsheets open well, and that can do them no harm.

Rows are taken one by one as the file is written: a long table costs no more memory than
a short one.
"""

import csv
import tempfile
from numbers import Number

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from django.utils.translation import get_language, override

# A cell that begins so would be run as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# Without it Excel reads UTF-8 as something else.
BYTE_ORDER_MARK = "\ufeff"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Wide enough for a title; of a workbook, in letters.
WIDTH = 24


def as_file(name, rows):
    """The rows as a CSV file to download; the first one holds the heads."""
    return StreamingHttpResponse(
        lines(said_in(get_language(), rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def lines(rows):
    table = csv.writer(Echo())
    start = BYTE_ORDER_MARK
    for row in rows:
        yield start + table.writerow(map(harmless, row))
        start = ""


class Echo:
    """What the table writes, handed back instead of kept."""

    def write(self, line):
        return line


def said_in(language, rows):
    """The rows, each made in the language of the request: it has ended by then."""
    rows = iter(rows)
    while True:
        with override(language):
            row = next(rows, None)
        if row is None:
            return
        yield row


def as_workbook(name, rows):
    """The rows as an XLSX file; a text is a text, whatever it begins with."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    how = {"constant_memory": True, "strings_to_formulas": False}
    book = xlsxwriter.Workbook(file, {**how, "strings_to_urls": False})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(rows):
        if line == 0:
            sheet.set_column(0, len(row) - 1, WIDTH)
        for place, cell in enumerate(row):
            write = sheet.write_number if _is_number(cell) else sheet.write_string
            empty = "" if cell is None else cell
            write(line, place, cell if _is_number(cell) else str(empty), *[bold][line:])
    book.close()
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX
    )


def _is_number(cell):
    return isinstance(cell, Number) and not isinstance(cell, bool)


def harmless(cell):
    """A text that begins like a formula begins with an apostrophe; numbers stay."""
    if cell is None or isinstance(cell, Number):
        return cell
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
