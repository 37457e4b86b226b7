"""The files of the open data, written out as they are read, and their description."""

import csv
import json

from django.conf import settings
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from iompanama.publishing.languages import codes
from iompanama.publishing.spreadsheets import BYTE_ORDER_MARK, harmless

from .fields import FIELDS
from .rows import rows

TEXTS = {"title", "description"}


def description(request):
    context = {"section": "agreements", "fields": FIELDS, "day": timezone.localdate()}
    return render(request, "partners/open_data.html", context)


def as_json(request):
    day = timezone.localdate()
    head = {
        "uri": request.build_absolute_uri(request.path),
        "publishedDate": day.isoformat(),
        "publisher": {"name": _("IOM Panama"), "uri": settings.SITE_URL},
    }
    return _file(_json(head, rows(day)), "application/json", f"{_name(day)}.json")


def _json(head, found):
    """One object; its agreements are written one by one, whatever their number."""
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "agreements": ['
    for n, row in enumerate(found):
        yield (",\n" if n else "\n") + json.dumps(row, ensure_ascii=False)
    yield "\n]}\n"


def as_csv(request):
    day = timezone.localdate()
    return _file(_csv(rows(day)), "text/csv", f"{_name(day)}.csv")


def _csv(found):
    table = csv.writer(Echo())
    yield BYTE_ORDER_MARK + table.writerow(column for column, _cell in _columns({}))
    for row in found:
        yield table.writerow(harmless(cell) for _column, cell in _columns(row))


def _columns(row):
    """Texts have a column for each language; lists are JSON in their cell."""
    for field in FIELDS:
        value = row.get(field.name)
        if field.name in TEXTS:
            for code in codes():
                yield f"{field.name}_{code}", (value or {}).get(code)
        elif isinstance(value, list):
            yield field.name, json.dumps(value, ensure_ascii=False)
        else:
            yield field.name, str(value).lower() if isinstance(value, bool) else value


class Echo:
    """What the table writes, handed back instead of kept."""

    def write(self, line):
        return line


def _file(lines, media_type, name):
    return StreamingHttpResponse(
        lines,
        content_type=f"{media_type}; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Access-Control-Allow-Origin": "*",
        },
    )


def _name(day):
    return f"{_('agreements')}-{day.isoformat()}"
