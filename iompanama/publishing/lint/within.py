"""Rules over each text by itself: what a careful reader would ask about."""

import re

from django.utils.translation import gettext_lazy as _

from ..typography import number
from .finding import Finding
from .reading import FOREIGN_FIGURE, IDENTITY, days, has, lowered, plain

# Style of the Organization: a person is not illegal (A/RES/3449, and IOM's glossary).
AVOIDED = {
    "es": re.compile(
        r"\b(?:migra\w+|inmigra\w+|extranjer\w+|person\w+) ilegal\w*"
        r"|\bilegal(?:es)?\b|\bindocumentad\w+",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:illegal (?:im)?migra\w+|illegals?\b|illegal aliens?)", re.IGNORECASE
    ),
}
# In the language of the text, whoever reads it.
INSTEAD = {"es": "en situación irregular", "en": "in an irregular situation"}
POSITION = re.compile(
    r"-?\d{1,2}[.,]\d{4,}\s*°?\s*[NS]?\s*[,;]\s*-?\d{1,3}[.,]\d{4,}"
    r"|\d{1,3}°\s*\d{1,2}[′']"
)
# Beside the name of a station a rough position, or a link to a map, is enough.
ROUGH_POSITION = re.compile(
    r"-?\d{1,2}[.,]\d{2,}\s*°?\s*[ns]?\s*[,;]\s*-?\d{1,3}[.,]\d{2,}"
)
MAP = re.compile(
    r"(?:maps\.app\.goo\.gl|goo\.gl/maps|google\.\w+/maps|maps\.google"
    r"|openstreetmap\.org|w3w\.co|what3words\.com)[^\s\"<]*"
)
LINK = re.compile(r"<a\b[^>]*>(?P<words>.*?)</a>", re.IGNORECASE | re.DOTALL)
EMPTY_WORDS = {
    "es": {
        "aquí",
        "aqui",
        "clic aquí",
        "haga clic aquí",
        "este enlace",
        "enlace",
        "más",
    },
    "en": {"here", "click here", "this link", "link", "more", "read more"},
}
NAME = r"(?P<name>[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+(?: [A-ZÁÉÍÓÚÑ][a-záéíóúñü]+){0,2})"
# How reports name those they write about: “María, de 23 años,”, “Maria, 23,”.
PRIVATE = {
    "es": re.compile(rf"{NAME},? (?:de )?\d{{1,2}} años"),
    "en": re.compile(rf"{NAME}(?:, \d{{1,2}}(?=, )|,? aged \d{{1,2}})"),
}
HEADING = re.compile(r"<h(?P<level>[23])\b", re.IGNORECASE)


def foreign_numbers(field, texts, known):
    for code, text in texts.items():
        for found in FOREIGN_FIGURE[code].finditer(plain(text)):
            yield Finding(
                "number form",
                field,
                code,
                found[0],
                _("“%(what)s” is written %(beside)s in this language."),
                number(int(re.sub(r"\D", "", found[0])), code),
            )


def wrong_weekdays(field, texts, known):
    for code, text in texts.items():
        for day in days(plain(text), code):
            if not day.falls_on_its_weekday(known.year):
                right = day.weekday_in(code, known.year)
                yield Finding(
                    "weekdays",
                    field,
                    code,
                    day.words,
                    _("“%(what)s”: that day is a %(beside)s.")
                    if right
                    else _("“%(what)s”: there is no such day."),
                    right,
                )


def _matches(rule, pattern, sentence):
    """A rule that finds a pattern, one for all languages or one for each."""

    def found(field, texts, known):
        for code, text in texts.items():
            one = pattern[code] if isinstance(pattern, dict) else pattern
            for match in one.finditer(plain(text)):
                yield Finding(rule, field, code, match[0], sentence)

    return found


def avoided_words(field, texts, known):
    for code, text in texts.items():
        for match in AVOIDED[code].finditer(plain(text)):
            yield Finding(
                "words",
                field,
                code,
                match[0],
                _("“%(what)s”: of a person one says “%(beside)s”."),
                INSTEAD[code],
            )


def glossary_words(field, texts, known):
    for code, text in texts.items():
        for word, entry in known.avoided.get(code, {}).items():
            if has(plain(text), word) and not AVOIDED[code].search(word):
                yield Finding(
                    "words",
                    field,
                    code,
                    word,
                    _("The glossary advises against “%(what)s”; see “%(beside)s”."),
                    entry,
                )


identity_numbers = _matches(
    "identity", IDENTITY, _("%(what)s looks like the number of a document.")
)
exact_positions = _matches(
    "position", POSITION, _("%(what)s tells an exact place; is it safe for the people?")
)


def stations_on_the_map(field, texts, known):
    """The name of a place where people are lodged, and where exactly it lies."""
    for code, text in texts.items():
        named = [name for name in known.stations if name in plain(text)]
        where = named and on_a_map(text)
        if where and not POSITION.search(plain(text)):
            yield Finding(
                "position",
                field,
                code,
                where,
                _("“%(what)s” shows where %(beside)s lies: is it safe for the people?"),
                named[0],
            )


def on_a_map(text):
    """The first rough position or link to a map, as it is written."""
    small = lowered(text)
    found = ROUGH_POSITION.search(small) or MAP.search(small)
    return found and text[found.start() : found.end()]


def unclear_links(field, texts, known):
    for code, text in texts.items():
        for link in LINK.finditer(text or ""):
            words = plain(link["words"]).strip()
            if not words:
                yield Finding(
                    "links", field, code, "", _("A link has no words to press.")
                )
            elif words.lower().strip(" .»”") in EMPTY_WORDS[code]:
                yield Finding(
                    "links",
                    field,
                    code,
                    words,
                    _("The link “%(what)s” does not say where it leads."),
                )


def heading_order(field, texts, known):
    for code, text in texts.items():
        levels = [int(found["level"]) for found in HEADING.finditer(text or "")]
        if levels and levels[0] == 3:
            yield Finding(
                "heading order",
                field,
                code,
                "",
                _("A subheading stands before the first heading."),
            )


def possible_private_names(field, texts, known):
    """A capitalized name with an age behind it, and in nobody's register."""
    for code, text in texts.items():
        for match in PRIVATE[code].finditer(plain(text)):
            if not any(match["name"] in forms for forms in known.names):
                yield Finding(
                    "private name",
                    field,
                    code,
                    match["name"],
                    _("“%(what)s” may be a private person: is there a consent?"),
                )


RULES = (
    foreign_numbers,
    wrong_weekdays,
    avoided_words,
    glossary_words,
    identity_numbers,
    exact_positions,
    stations_on_the_map,
    unclear_links,
    heading_order,
    possible_private_names,
)
