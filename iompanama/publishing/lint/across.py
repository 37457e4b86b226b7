"""Rules over both languages of a text: do they say the same?

Only what can be compared without understanding is compared: numbers, days, acronyms,
names, and the count of quotations, links and headings. Each rule takes the texts of one
field, {"es": …, "en": …}, and what the office knows.
"""

import re

from django.utils.translation import gettext_lazy as _

from ..languages import other_than
from .finding import Finding
from .reading import days, figures, has, plain, spelled

ACRONYM = re.compile(r"\b(?![IVXLC]+\b)[A-ZÁÉÍÓÚÑ]{2,}(?:-[A-Z]+)?\b(?!\$)")


def different_numbers(field, texts, known):
    found = {code: figures(plain(text), code) for code, text in texts.items()}
    for code, other in _both_ways(texts):
        there = {*found[other], *spelled(plain(texts[other]), other)}
        for value, written in found[code].items():
            if value not in there:
                yield Finding(
                    "numbers",
                    field,
                    code,
                    written,
                    _("The number %(what)s is not in the other language."),
                )


def different_days(field, texts, known):
    found = {code: days(plain(text), code) for code, text in texts.items()}
    for code, other in _both_ways(texts):
        there = {day.key: day for day in found[other]}
        for day in found[code]:
            match = there.get(day.key)
            if match is None:
                sentence = _("The day “%(what)s” is not in the other language.")
            elif _disagree(day, match) and _both_right(day, match, known.year):
                sentence = _("“%(what)s” is another weekday or year over there.")
            else:
                continue
            yield Finding("days", field, code, day.words, sentence)


def _disagree(one, other):
    return any(
        None not in (mine, yours) and mine != yours
        for mine, yours in ((one.weekday, other.weekday), (one.year, other.year))
    )


def _both_right(one, other, year):
    """A weekday that is wrong by itself is told of already."""
    return one.falls_on_its_weekday(year) and other.falls_on_its_weekday(year)


def different_acronyms(field, texts, known):
    for code, other in _both_ways(texts):
        there = plain(texts[other])
        for acronym in sorted(set(ACRONYM.findall(plain(texts[code])))):
            forms = known.forms_of(acronym, code, other)
            if not any(has(there, form) for form in (acronym, *forms)):
                yield Finding(
                    "acronyms",
                    field,
                    code,
                    acronym,
                    _("%(what)s, or what it stands for, is not in the other language."),
                )


def different_names(field, texts, known):
    for code, other in _both_ways(texts):
        here, there = plain(texts[code]), plain(texts[other])
        for forms in known.names:
            if any(has(here, form) for form in forms) and not any(
                has(there, form) for form in forms
            ):
                yield Finding(
                    "names",
                    field,
                    code,
                    forms[0],
                    _("%(what)s is not named in the other language."),
                )


COUNTED = (
    ("quotations", "<blockquote"),
    ("links", "<a "),
    ("headings", "<h2"),
    ("subheadings", "<h3"),
)


def different_counts(field, texts, known):
    for rule, mark in COUNTED:
        counts = {code: (text or "").count(mark) for code, text in texts.items()}
        if len(set(counts.values())) > 1:
            code = max(counts, key=counts.get)
            yield Finding(
                rule,
                field,
                code,
                str(counts[code]),
                _("%(what)s here, %(beside)s in the other language."),
                str(min(counts.values())),
            )


RULES = (
    different_numbers,
    different_days,
    different_acronyms,
    different_names,
    different_counts,
)


def _both_ways(texts):
    for code in texts:
        for other in other_than(code):
            yield code, other
