"""The rows of a file as a spreadsheet program saves it: XLSX, ODS or CSV."""

import csv
import datetime as dt
import io
import zipfile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from .columns import COLUMNS

MOST_BYTES = 5 * 1024 * 1024
# What a packed sheet may unfold to: a bomb is refused before anything reads it.
MOST_UNFOLDED = 100 * 1024 * 1024
MOST_ROWS = 1000
PIECE = 1024 * 1024


def rows_of(data):
    """Pairs of a row's number in the sheet and its cells by column name.

    Raises ValidationError, in words, where the file is no sheet, has no column that is
    known, none for a title, or too many rows.
    """
    if len(data) > MOST_BYTES:
        raise ValidationError(_("The file is larger than 5 MB."))
    table = _workbook(data) if data.startswith(b"PK") else _text(data)
    heads, *rows = table or [[]]
    columns = _columns(heads)
    found = [
        (number, dict(_cells(columns, row)))
        for number, row in enumerate(rows, 2)
        if any(_as_text(cell) for cell in row)
    ]
    if not found:
        raise ValidationError(_("The sheet has no row under its headings."))
    if len(found) > MOST_ROWS:
        raise ValidationError(
            _("A sheet may have %(most)s rows, this one has %(count)s: divide it.")
            % {"most": MOST_ROWS, "count": len(found)}
        )
    return found


def _workbook(data):
    try:
        _refuse_bombs(data)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, EOFError) as error:
        raise ValidationError(_("The file cannot be read as a spreadsheet.")) from error


def _refuse_bombs(data):
    """Unfold it piece by piece: what the file says of its own size may be a lie."""
    left = MOST_UNFOLDED
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for member in packed.infolist():
            if member.flag_bits & 1:
                raise ValidationError(_("The file is locked with a password."))
            with packed.open(member) as part:
                while piece := part.read(PIECE):
                    left -= len(piece)
                    if left < 0:
                        raise ValidationError(_("The file unfolds to too much."))


def _text(data):
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            break
    else:
        raise ValidationError(_("The file cannot be read as a spreadsheet."))
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error as error:
        raise ValidationError(_("The file cannot be read as a spreadsheet.")) from error


def _columns(heads):
    """For each place of a row the column that stands there, or none."""
    found = []
    for head in map(_as_text, heads):
        column = next((each for each in COLUMNS if each.answers_to(head)), None)
        if head and column is None:
            raise ValidationError(
                _("There is no column “%(head)s”: see the template.") % {"head": head}
            )
        if column and column in found:
            raise ValidationError(
                _("The column “%(head)s” stands there twice.") % {"head": head}
            )
        found.append(column)
    names = {each.name for each in found if each}
    if not names & {"title_es", "title_en"}:
        raise ValidationError(_("The sheet has no column for a title."))
    return found


def _cells(columns, row):
    for place, cell in enumerate(row):
        text = _as_text(cell)
        if place < len(columns) and columns[place]:
            yield columns[place].name, text


def _as_text(cell):
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, dt.datetime | dt.date):
        return f"{cell.day}/{cell.month}/{cell.year:04}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell if cell is not None else "").replace("\x00", "").strip()
