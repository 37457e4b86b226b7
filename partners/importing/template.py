"""The empty sheet to fill in, with what stands in each column beside it."""

import io

import xlsxwriter
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from iompanama.publishing.languages import codes

from .columns import COLUMNS

WIDTH = 28


def template():
    """An XLSX file: a sheet with the headings, and one that explains them."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(_name(_agreements))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(COLUMNS) - 1, WIDTH, wrapped)
    for place, column in enumerate(COLUMNS):
        sheet.write_string(0, place, column.headings, head)
        if labels := [label for label in _labels(column) if len(label) <= 255]:
            rule = {"validate": "list", "source": labels, "error_type": "warning"}
            if sum(map(len, labels)) + len(labels) <= 255:
                sheet.data_validation(1, place, 1000, place, rule)
    _explain(book.add_worksheet(_name(_meaning)), head, wrapped)
    book.close()
    return file.getvalue()


def _explain(sheet, head, wrapped):
    sheet.set_column(0, 0, 40, head)
    sheet.set_column(1, 1, 80, wrapped)
    for line, column in enumerate(COLUMNS):
        sheet.write_string(line, 0, column.headings)
        said = [_in_all(lambda column=column: str(column.help))]
        for key, _label in column.choices:
            said.append(_in_all(lambda c=column, k=key: str(dict(c.choices)[k])))
        sheet.write_string(line, 1, "\n".join(filter(None, said)))


def _labels(column):
    return [str(label) for _key, label in column.choices]


def _in_all(said):
    """A word in every language, once where they are the same."""
    texts = []
    for code in codes():
        with override(code):
            texts.append(said())
    return " / ".join(dict.fromkeys(filter(None, texts)))


def _name(said):
    """Of a sheet; a spreadsheet refuses a slash in it, and more than 31 letters."""
    return _in_all(said).replace(" / ", " · ")[:31]


def _agreements():
    return capfirst(_("agreements"))


def _meaning():
    return _("Explanation")
