"""What the lint finds, and what it is told before."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Finding:
    """One difference: which rule, in which text, what, and a sentence about it."""

    rule: str
    field: str
    language: str
    what: str
    sentence: Promise

    def __str__(self):
        return str(self.sentence) % {"what": self.what}


@dataclass(frozen=True)
class Known:
    """What the office knows besides the texts.

    ``terms`` are dicts of all forms of one thing by language, ``names`` tuples of the
    ways one person is written, ``year`` the year of the dateline.
    """

    terms: tuple = ()
    names: tuple = ()
    year: int | None = None

    def forms_of(self, word, code, other):
        """What the other language may call the thing that ``word`` names."""
        return [
            form
            for term in self.terms
            if word in term.get(code, ())
            for form in (*term.get(other, ()), *term.get(code, ()))
        ]
