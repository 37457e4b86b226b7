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


def folded(text):
    """Lower case without accents."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def _alike(word, wanted):
    """The same word, or one with another ending: cruce, cruces."""
    if min(len(word), len(wanted)) < 4:
        return word == wanted
    return word.startswith(wanted[: max(4, len(wanted) - 2)])
