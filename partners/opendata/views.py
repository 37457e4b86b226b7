"""The files of the open data, written out as they are read, and their description."""

import json

from django.conf import settings
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from iompanama.publishing.languages import codes
from iompanama.publishing.spreadsheets import as_file

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
    return StreamingHttpResponse(
        _json(head, rows(day)),
        content_type="application/json; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{_name(day)}.json"',
            "Access-Control-Allow-Origin": "*",
        },
    )


def _json(head, found):
    """One object; its agreements are written one by one, whatever their number."""
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "agreements": ['
    for n, row in enumerate(found):
        yield (",\n" if n else "\n") + json.dumps(row, ensure_ascii=False)
    yield "\n]}\n"


def as_csv(request):
    day = timezone.localdate()
    response = as_file(_name(day), _csv(rows(day)))
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _csv(found):
    yield [column for column, _cell in _columns({})]
    for row in found:
        yield [cell for _column, cell in _columns(row)]


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


def _name(day):
    return f"{_('agreements')}-{day.isoformat()}"
