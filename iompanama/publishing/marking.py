"""The words somebody looked for, marked in what was found."""

import re
import unicodedata
from functools import lru_cache
from html import escape

from django.utils.safestring import mark_safe

WORD = re.compile(r"\w+")
BEGINNING = 4  # letters from which on another ending is the same word
BETWEEN = r"\W+"
NOTHING = re.compile(r"(?!)")


def marked(text, asked):
    """The text with the words that were asked for in ``<mark>``, accents aside.

    ``asked`` is what was typed, or a list of words.
    """
    pieces, end = [], 0
    for found in pattern(asked).finditer(text):
        pieces += (
            escape(text[end : found.start()]),
            "<mark>",
            escape(found[0]),
            "</mark>",
        )
        end = found.end()
    return mark_safe("".join([*pieces, escape(text[end:])]))


def excerpt(text, asked, before=90, after=170):
    """What stands around the first of the words that were asked for, marked."""
    text = " ".join(text.split())
    found = pattern(asked).search(text)
    place = found.start() if found else 0
    start = text.find(" ", place - before, place) + 1 if place > before else 0
    end = text.rfind(" ", place, place + after) if place + after < len(text) else None
    cut = f"{'… ' if start else ''}{text[start:end]}{' …' if end else ''}"
    return marked(cut, asked)


def pattern(asked):
    """Finds the words, each the same or with another ending: cruce, cruces. Of a list,
    what has several words is a phrase."""
    words = WORD.findall(asked) if isinstance(asked, str) else asked
    return _pattern(tuple(sorted({folded(word) for word in words if word})))


@lru_cache(maxsize=1024)
def phrase(text):
    """Finds the words one after the other, each just as it is."""
    words = map(_letters, WORD.findall(folded(text)))
    return re.compile(rf"\b{BETWEEN.join(words)}\b", re.IGNORECASE)


@lru_cache(maxsize=1024)
def _pattern(words):
    if not words:
        return NOTHING
    ways = "|".join(map(_with_endings, words))
    return re.compile(rf"\b(?:{ways})\b", re.IGNORECASE)


def _with_endings(word):
    if " " in word:
        return BETWEEN.join(map(_with_endings, word.split()))
    if len(word) < BEGINNING:
        return _letters(word)
    return rf"{_letters(word[: max(BEGINNING, len(word) - 2)])}\w*"


def _letters(word):
    """Each letter with the accents it may carry: a text is looked through as it is."""
    return "".join(
        f"[{letter}{WITH[letter]}]" if letter in WITH else re.escape(letter)
        for letter in word
    )


def folded(text):
    """Lower case without accents."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def _accented():
    """Of the scripts of Europe: the letters that are another one with an accent."""
    found = {}
    for code in (*range(0xC0, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000)):
        letter, plain = chr(code).lower(), folded(chr(code))
        if len(letter) == len(plain) == 1 and letter != plain:
            found[plain] = found.get(plain, "") + letter
    return {plain: "".join(dict.fromkeys(letters)) for plain, letters in found.items()}


WITH = _accented()


def in_place(text):
    """Folded letter by letter: places in it are places in the text."""
    return "".join(map(_letter, text))


def _letter(character):
    plain = folded(character)
    return plain if len(plain) == 1 else character
