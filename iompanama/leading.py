"""Where a result leads, and the language it is shown in."""

from django.urls import reverse
from django.utils.translation import override

from iompanama.finding.keys import LANGUAGES, Kind, Type, key
from iompanama.publishing.languages import current, other_than

ADDRESSES = {
    Kind.RELEASE: "news:detail",
    Kind.AGREEMENT: "partners:agreement",
    Kind.DOCUMENT: "partners:document",
    Kind.SHEET: "partners:document_page",
    Kind.INSTITUTION: "partners:institution",
    Kind.OFFICIAL: "partners:official",
    Kind.TOPIC: "vocabulary:topic",
    Kind.PAGE: "pages:page",
}


def code_of(row, hit):
    """The language the record is shown in: the reader's, where it is there."""
    ordered = [current(), *other_than(current())]
    if row.kind in (Kind.OFFICIAL, Kind.DOCUMENT, Kind.SHEET, Kind.INSTITUTION):
        there = [code for code in ordered if row.slug[code]]
    else:
        there = [c for c in ordered if key(Type.LANGUAGE, LANGUAGES[c]) in hit.keys]
    return there[0] if there else current()


def address_of(row, code):
    paper = [row.facts["document"]] if "document" in row.facts else []
    number = [row.layer] if row.kind == Kind.SHEET else []
    with override(code):
        return reverse(ADDRESSES[row.kind], args=[row.slug[code], *paper, *number])
