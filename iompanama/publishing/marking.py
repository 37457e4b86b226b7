"""The words somebody looked for, marked in what was found."""

import re
import unicodedata
from functools import lru_cache

from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import mark_safe

WORD = re.compile(r"\w+")
BEGINNING = 4  # letters from which on another ending is the same word
NOTHING = re.compile(r"(?!)")


def marked(text, asked):
    """The text with the words that were asked for in ``<mark>``, accents aside.

    ``asked`` is what was typed, or a list of words and beginnings of words.
    """
    pieces, end = [], 0
    for found in pattern(asked).finditer(in_place(text)):
        pieces.append((text[end : found.start()], text[found.start() : found.end()]))
        end = found.end()
    rest = conditional_escape(text[end:])
    return format_html_join("", "{}<mark>{}</mark>", pieces) + mark_safe(rest)


def excerpt(text, asked, before=90, after=170):
    """What stands around the first of the words that were asked for, marked."""
    text = " ".join(text.split())
    found = pattern(asked).search(in_place(text))
    place = found.start() if found else 0
    start = text.find(" ", place - before, place) + 1 if place > before else 0
    end = text.rfind(" ", place, place + after) if place + after < len(text) else None
    cut = f"{'… ' if start else ''}{text[start:end]}{' …' if end else ''}"
    return marked(cut, asked)


def holds(text, asked):
    """Is one of the words there?"""
    return pattern(asked).search(in_place(text)) is not None


def pattern(asked):
    """Finds the words, each the same or with another ending: cruce, cruces."""
    words = WORD.findall(asked) if isinstance(asked, str) else asked
    return _pattern(tuple(sorted({folded(word) for word in words if word})))


@lru_cache(maxsize=256)
def _pattern(words):
    if not words:
        return NOTHING
    return re.compile(rf"\b(?:{'|'.join(map(_with_endings, words))})\b")


def _with_endings(word):
    if len(word) < BEGINNING:
        return re.escape(word)
    least = re.escape(word[: max(BEGINNING, len(word) - 2)])
    return rf"{least}\w*"


def folded(text):
    """Lower case without accents."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def _letter(character):
    plain = folded(character)
    return plain if len(plain) == 1 else character


# Every letter that has another case or an accent, in the scripts of Europe.
LETTERS = {
    code: _letter(chr(code))
    for code in (*range(0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000))
    if _letter(chr(code)) != chr(code)
}


def in_place(text):
    """Folded letter by letter: places in it are places in the text."""
    return text.translate(LETTERS)
