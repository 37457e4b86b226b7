"""What a page shows of what was found: one query for all the records on it.

The text a snippet is cut from is the record's own, of the language it is shown in; of
a confidential record that does not open it is title and summary.
"""

import json
from dataclasses import dataclass
from functools import lru_cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, models
from django.db.models import Count, F, Func, OuterRef, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, JSONObject, Left

from iompanama.finding.keys import Kind
from iompanama.pages.models import Page
from iompanama.publishing.languages import codes, localized
from iompanama.vocabulary.models import Topic
from news.models import PressRelease
from partners.models import (
    Agreement,
    Appointment,
    Document,
    Institution,
    Official,
    PageText,
)

LETTERS = 40_000  # of a text, looked through for a snippet
TEXT = models.TextField()
TEXTS = ("title", "slug", "text")
# Named, because Django puts them in an order of its own.
COLUMNS = ", ".join(
    [
        *("shown_kind", "shown_pk", "shown_layer", "shown_facts"),
        *(localized(f"shown_{name}", code) for name in TEXTS for code in codes()),
    ]
)


@dataclass
class Row:
    """One record: its texts by language, and what its kind tells besides."""

    kind: Kind
    id: int
    layer: int
    facts: dict
    title: dict
    slug: dict
    text: dict


# The keys of one page, filled in when the query is asked.
KEYS = "the keys of one page"
HERE = RawSQL("SELECT unnest(%s::bigint[])", (KEYS,))


def rows(hits, day):
    """What is shown of the hits, on a day: a row by each hit's kind and key."""
    wanted = {}
    for hit in hits:
        wanted.setdefault(_sort(hit), []).append(hit.object_id)
    parts, parameters = [], []
    for (kind, is_cover), keys in wanted.items():
        sql, values = _said(kind, is_cover, day)
        parts.append(f"SELECT {COLUMNS} FROM ({sql}) AS shown")
        parameters += [keys if value == KEYS else value for value in values]
    if not parts:
        return {}
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        for kind, pk, layer, facts, *texts in cursor:
            row = Row(Kind(kind), pk, layer, json.loads(facts), *_by_language(texts))
            found[row.kind, bool(layer), pk] = row
    return found


@lru_cache(maxsize=64)
def _said(kind, is_cover, day):
    """The query of a kind: to write it takes longer than to answer it."""
    return SHOWN[kind](is_cover, day).query.sql_with_params()


def row_of(found, hit):
    """The row of a hit; none if it went meanwhile."""
    return found.get((*_sort(hit), hit.object_id))


def _sort(hit):
    is_sheet = hit.kind == Kind.DOCUMENT and hit.layer
    return Kind.SHEET if is_sheet else hit.kind, bool(hit.layer)


def states(agreements, day):
    """How many of the agreements, by their keys, are in each state on the day."""
    sql, values = _counted_by_state(day)
    with connection.cursor() as cursor:
        cursor.execute(
            sql, [agreements if value == KEYS else value for value in values]
        )
        return dict(cursor.fetchall())


@lru_cache(maxsize=8)
def _counted_by_state(day):
    found = Agreement.objects.filter(pk__in=HERE).with_state(day).order_by()
    counted = found.values_list("state").annotate(Count("pk"))
    return counted.query.sql_with_params()


def _by_language(texts):
    pairs = zip(*[iter(texts)] * len(codes()), strict=True)
    return [dict(zip(codes(), (t or "" for t in pair), strict=True)) for pair in pairs]


def _row(rows, kind, facts, texts, layer=0):
    """Columns alike for all kinds, so that one query brings them."""
    columns = {
        localized(f"shown_{name}", code): _text(texts(name, code))
        for name in TEXTS
        for code in codes()
    }
    number = models.IntegerField()
    told = rows.annotate(
        shown_kind=Value(int(kind), number),
        shown_pk=F("pk"),
        shown_layer=layer
        if hasattr(layer, "resolve_expression")
        else Value(layer, number),
        shown_facts=JSONObject(**facts),
        **columns,
    )
    names = ("shown_kind", "shown_pk", "shown_layer", "shown_facts", *columns)
    return told.order_by().values_list(*names)


def _text(part):
    part = Value("", TEXT) if part is None else part
    return models.ExpressionWrapper(
        part if not isinstance(part, str) else F(part), TEXT
    )


def _joined(*names):
    parts = [Coalesce(F(name), Value(""), output_field=TEXT) for name in names]
    return Left(Func(*parts, function="public.join_text", output_field=TEXT), LETTERS)


def _plainly(title, slug, *text):
    """A title and an address, and a text of several columns."""

    def texts(name, code):
        if name == "text":
            return _joined(*(localized(each, code) for each in text))
        return localized({"title": title, "slug": slug}[name], code)

    return texts


def _named(*path):
    return {
        code: F("__".join([*path[:-1], localized(path[-1], code)])) for code in codes()
    }


def _releases(_is_cover, _day):
    facts = {
        "kind": "kind",
        "day": "dateline_on",
        "is_sample": "is_sample",
        "place": JSONObject(**_named("dateline_place", "name")),
    }
    found = PressRelease.objects.filter(pk__in=HERE)
    return _row(found, Kind.RELEASE, facts, _plainly("title", "slug", "lead", "body"))


def _agreements(is_cover, day):
    found = Agreement.objects.filter(pk__in=HERE)
    if is_cover:
        facts = {"access": "access", "is_sample": "is_sample"}
        texts = _plainly("title", "slug", "summary")
        return _row(found, Kind.AGREEMENT, facts, texts, layer=1)
    facts = {
        "kind": "kind",
        "day": "signed_on",
        "precision": "signed_on_precision",
        "state": "state",
        "access": "access",
        "reference": "reference",
        "is_sample": "is_sample",
    }
    texts = _plainly("title", "slug", "summary", "body", "on_data")
    return _row(found.with_state(day), Kind.AGREEMENT, facts, texts)


def _documents(_is_cover, _day):
    found = Document.objects.filter(pk__in=HERE)

    def texts(name, code):
        return {
            "title": localized("title", code),
            "slug": localized("agreement__slug", code),
        }.get(name)

    facts = {
        "document": "pk",
        "access": "access",
        "agreement": JSONObject(**_named("agreement", "title")),
    }
    return _row(found, Kind.DOCUMENT, facts, texts)


def _sheets(_is_cover, _day):
    found = PageText.objects.filter(pk__in=HERE)

    def texts(name, code):
        return {
            "title": localized("version__document__title", code),
            "slug": localized("version__agreement__slug", code),
            "text": Left("text", LETTERS),
        }[name]

    facts = {
        "document": "version__document_id",
        "access": "version__document__access",
        "agreement": JSONObject(**_named("version", "agreement", "title")),
        "number": "number",
    }
    return _row(found, Kind.SHEET, facts, texts, layer=F("number"))


def _institutions(_is_cover, _day):
    facts = {"kind": "kind", "acronym": JSONObject(**_named("acronym"))}
    facts["is_sample"] = "is_sample"
    found = Institution.objects.filter(pk__in=HERE)
    return _row(found, Kind.INSTITUTION, facts, _plainly("name", "slug", "description"))


def _officials(_is_cover, _day):
    posts = Appointment.objects.filter(official=OuterRef("pk")).newest_first()[:1]
    posts = posts.annotate(
        json=JSONObject(
            post=JSONObject(**_named("post")),
            institution=JSONObject(**_named("institution", "name")),
        )
    )
    found = Official.objects.filter(pk__in=HERE)

    def texts(name, code):
        return {"title": "name", "slug": "slug"}.get(name, localized("biography", code))

    facts = {"posts": ArraySubquery(posts.values("json")), "is_sample": "is_sample"}
    return _row(found, Kind.OFFICIAL, facts, texts)


def _topics(_is_cover, _day):
    found = Topic.objects.filter(pk__in=HERE)
    return _row(found, Kind.TOPIC, {}, _plainly("name", "slug", "description"))


def _pages(_is_cover, _day):
    found = Page.objects.filter(pk__in=HERE)
    return _row(found, Kind.PAGE, {}, _plainly("title", "slug", "lead", "body"))


SHOWN = {
    Kind.RELEASE: _releases,
    Kind.AGREEMENT: _agreements,
    Kind.DOCUMENT: _documents,
    Kind.SHEET: _sheets,
    Kind.INSTITUTION: _institutions,
    Kind.OFFICIAL: _officials,
    Kind.TOPIC: _topics,
    Kind.PAGE: _pages,
}
