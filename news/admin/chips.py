"""Conditions as a word with a shape before it (static/css/admin.css, ``cond``)."""

from django.utils.html import format_html, format_html_join

from iompanama.publishing.languages import codes

from .. import standing as standings
from ..condition import condition, standing


def chip(shape, words):
    return format_html('<span class="cond cond-{}">{}</span>', shape, words)


def of_languages(release):
    """“ES live”, “EN draft”."""
    return format_html_join(
        " ",
        "{}",
        (
            (chip(found, f"{code.upper()} {found.label}"),)
            for code in codes()
            for found in [condition(release, code)]
        ),
    )


def of_edition(release):
    return chip(*standing(release))


def by_language(release):
    """Code and chip of each language, for the heads of the columns of a form."""
    return {
        code: chip(found, found.label)
        for code in codes()
        for found in [condition(release, code)]
    }


def of_work(newest):
    """The whole work in words: “live, changes in draft”."""
    return chip(*standings.of_work(newest))


def of_work_by_language(newest):
    """“ES live”, “EN live, changes in draft”."""
    return format_html_join(
        " ",
        "{}",
        (
            (chip(shape, f"{code.upper()} {words}"),)
            for code in codes()
            for shape, words in [standings.in_language(newest, code)]
        ),
    )
