"""What somebody typed, taken apart: words, phrases, days, kinds; nothing is looked up.

``"acuerdo marco"`` is a phrase, ``-cruz`` leaves out, ``OR`` takes either; a year, a
month or a day asks for the date, the name of a kind for the kind. Anything at all may
be typed: what is left over is a word, or nothing.
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cached_property

from iompanama.publishing.marking import in_place

from .dates import days_in
from .keys import Kind

LONGEST = 200  # characters of a question
MOST_WORDS = 12
PIECE = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"?|(?P<plain>[^\s"]+))')
WORD = re.compile(r"[^\W_]+")
OR = ("OR", "|")
# Where it is typed, folded: what it asks for.
KINDS = {
    word: kind
    for kind, words in {
        Kind.RELEASE: "noticia noticias comunicado comunicados news release releases",
        Kind.AGREEMENT: "acuerdo acuerdos convenio convenios agreement agreements",
        Kind.DOCUMENT: "documento documentos document documents",
        Kind.INSTITUTION: "institucion instituciones institution institutions",
        Kind.OFFICIAL: "autoridad autoridades official officials",
        Kind.TOPIC: "tema temas topic topics",
        Kind.PAGE: "pagina paginas page pages",
    }.items()
    for word in words.split()
}


@dataclass(frozen=True)
class Term:
    """One part of the question: words in their order, folded, and how it was typed."""

    words: tuple
    typed: str
    is_phrase: bool = False
    is_without: bool = False
    joins: bool = False  # either the term before or this one
    kind: int = None
    day: str = None  # "2023", "2023-09" or "2023-09-06"

    @property
    def is_plain(self):
        """May it be part of a name of several words?"""
        return not (self.is_phrase or self.is_without or self.joins or self.day)


@dataclass
class Asked:
    text: str
    terms: list = field(default_factory=list)
    has_kinds: bool = True  # may a word be the name of a kind?

    @classmethod
    def of(cls, text):
        text = "".join(c if c.isprintable() else " " for c in text[: 4 * LONGEST])
        text = unicodedata.normalize("NFC", text)
        text = " ".join(text.split())[:LONGEST].strip()
        return cls(text, _terms(text))

    def of_one_kind(self):
        """The same among records of one kind, where its name is a word like others."""
        words = [replace(term, kind=None) for term in self.terms]
        return Asked(self.text, words, has_kinds=False)

    @cached_property
    def only_narrows(self):
        """Days and kinds alone: ``acuerdos 2023`` is no word to look for."""
        return all(t.day or t.kind or t.is_without for t in self.terms)

    @property
    def filters(self):
        """The terms that act as filters, to be shown and taken back."""
        return [
            term
            for term in self.terms
            if not term.is_without and (term.day or term.kind and self.only_narrows)
        ]

    @property
    def words_alone(self):
        """The question as typed, without the terms that act as filters."""
        return " ".join(t.typed for t in self.terms if t not in self.filters)

    def without(self, term):
        """The question as typed, without one of its terms."""
        return " ".join(other.typed for other in self.terms if other is not term)

    def otherwise(self, words):
        """With other words in the place of some: ``{"defensroia": "defensoría"}``."""
        other = Asked.of(" ".join(_respelled(t.typed, words) for t in self.terms))
        return other if self.has_kinds else other.of_one_kind()

    @property
    def reference(self):
        """What the question would be as a number of an agreement, or none."""
        letters = re.sub(r"[^a-z0-9]", "", in_place(self.text))
        is_one = len(letters) >= 4 and re.search(r"\d", letters)
        has_signs = any(t.is_phrase or t.is_without or t.joins for t in self.terms)
        return letters if is_one and not has_signs and not self.only_narrows else ""


def _terms(text):
    terms, end = [], 0
    for day, start, stop in days_in(text):
        terms += _words(text[end:start])
        terms.append(Term((), text[start:stop], day=day))
        end = stop
    terms += _words(text[end:])
    return _first_words(terms)


def _words(text):
    joins = False
    for found in PIECE.finditer(text):
        typed = found[0]
        if typed in OR:
            joins = True
            continue
        words = tuple(WORD.findall(in_place(found["phrase"] or found["plain"] or "")))
        is_phrase = found["phrase"] is not None
        if is_phrase or found["minus"]:
            parts = [words] if words else []
        else:
            parts = [(word,) for word in words]
        for part in parts:
            whole = len(parts) == 1
            yield Term(
                part,
                f"OR {typed}" if joins and whole else typed if whole else part[0],
                is_phrase=is_phrase,
                is_without=bool(found["minus"]),
                joins=joins,
                kind=KINDS.get(part[0]) if not is_phrase and len(part) == 1 else None,
            )
            joins = False


def _first_words(terms):
    kept, count = [], 0
    for term in terms:
        count += max(1, len(term.words))
        if count > MOST_WORDS:
            break
        kept.append(term)
    return kept


def _respelled(typed, words):
    return WORD.sub(lambda found: words.get(in_place(found[0]), found[0]), typed)
