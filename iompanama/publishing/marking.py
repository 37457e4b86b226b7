"""The words somebody looked for, marked in what was found."""

import re
import unicodedata

from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import mark_safe

WORD = re.compile(r"\w+")


def marked(text, asked):
    """The text with the words that were asked for in ``<mark>``, accents aside."""
    wanted = [folded(word) for word in WORD.findall(asked)]
    pieces, end = [], 0
    for found in WORD.finditer(text):
        if any(_alike(folded(found[0]), word) for word in wanted):
            pieces.append((text[end : found.start()], found[0]))
            end = found.end()
    rest = conditional_escape(text[end:])
    return format_html_join("", "{}<mark>{}</mark>", pieces) + mark_safe(rest)


def excerpt(text, asked, before=90, after=170):
    """What stands around the first of the words that were asked for, marked."""
    text = " ".join(text.split())
    wanted = [folded(word) for word in WORD.findall(asked)]
    places = (
        found.start()
        for found in WORD.finditer(text)
        if any(_alike(folded(found[0]), word) for word in wanted)
    )
    place = next(places, 0)
    start = text.find(" ", place - before, place) + 1 if place > before else 0
    end = text.rfind(" ", place, place + after) if place + after < len(text) else None
    cut = f"{'… ' if start else ''}{text[start:end]}{' …' if end else ''}"
    return marked(cut, asked)


def folded(text):
    """Lower case without accents."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def _alike(word, wanted):
    """The same word, or one with another ending: cruce, cruces."""
    if min(len(word), len(wanted)) < 4:
        return word == wanted
    return word.startswith(wanted[: max(4, len(wanted) - 2)])
