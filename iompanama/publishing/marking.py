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
    return _finding([folded(text)], _letters)


@lru_cache(maxsize=1024)
def _pattern(texts):
    return _finding(texts, _with_endings)


def _finding(texts, written):
    """Finds any of the texts, as whole words.

    First stands nothing but the letters that any of them begins with. For these alone
    a text is run through three times as fast as for a border of a word, or for letters
    of either case; what follows is looked at only where one of them stands.
    """
    ways = [words for text in texts if (words := WORD.findall(text))]
    if not ways:
        return NOTHING
    first = "".join(SAME.get(words[0][0], words[0][0]) for words in ways)
    told = "|".join(_way(words, written) for words in ways)
    return re.compile(rf"[{first}](?<!\w.)(?:{told})\b")


def _way(words, written):
    """What follows the first letter, which is read already."""
    first = _letters(words[0][0])
    told = BETWEEN.join(map(written, words))
    return f"(?<={first}){told.removeprefix(first)}"


def _with_endings(word):
    if len(word) < BEGINNING:
        return _letters(word)
    return rf"{_letters(word[: max(BEGINNING, len(word) - 2)])}\w*"


def _letters(word):
    """Each letter small or large, with any accent: as texts may have it."""
    return "".join(f"[{SAME[c]}]" if c in SAME else c for c in word)


def folded(text):
    """Lower case without accents."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def _same():
    """Of the scripts of Europe: each letter with those a reader takes for it."""
    found = {}
    for code in (*range(0x41, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000)):
        letter, plain = chr(code), folded(chr(code))
        if letter.isalpha() and len(plain) == 1:
            found[plain] = found.get(plain, "") + letter
    return {plain: letters for plain, letters in found.items() if len(letters) > 1}


SAME = _same()


def in_place(text):
    """Folded letter by letter: places in it are places in the text."""
    return "".join(map(_letter, text))


def _letter(character):
    plain = folded(character)
    return plain if len(plain) == 1 else character
