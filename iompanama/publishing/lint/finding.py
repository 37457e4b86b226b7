"""What the lint finds, and what it is told before."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What each rule is about, in two or three words.
HEADINGS = {
    "acronyms": gettext_lazy("Acronym"),
    "alike": gettext_lazy("Title like another"),
    "alternative text": gettext_lazy("Alternative text"),
    "days": gettext_lazy("Day"),
    "heading order": gettext_lazy("Order of headings"),
    "headings": gettext_lazy("Headings"),
    "identity": gettext_lazy("Number of a document"),
    "links": gettext_lazy("Links"),
    "names": gettext_lazy("Name"),
    "number form": gettext_lazy("Form of a number"),
    "numbers": gettext_lazy("Number"),
    "position": gettext_lazy("Exact place"),
    "private name": gettext_lazy("Private name"),
    "quotations": gettext_lazy("Quotations"),
    "subheadings": gettext_lazy("Subheadings"),
    "weekdays": gettext_lazy("Day of the week"),
    "words": gettext_lazy("Word to avoid"),
}


@dataclass(frozen=True)
class Finding:
    """One thing noticed: which rule, in which text, what, and a sentence about it.

    The sentence may name ``what`` and, for what is right instead, ``beside``.
    """

    rule: str
    field: str
    language: str
    what: str
    sentence: Promise
    beside: str = ""

    def __str__(self):
        return str(self.sentence) % {"what": self.what, "beside": self.beside}

    @property
    def heading(self):
        if self.rule == "number form":
            return {
                "es": _("Number in English form"),
                "en": _("Number in Spanish form"),
            }[self.language]
        return HEADINGS[self.rule]

    @property
    def marked(self):
        """The sentence with what was found marked, for a page."""
        parts = {
            "what": format_html("<mark>{}</mark>", self.what),
            "beside": conditional_escape(self.beside),
        }
        return mark_safe(conditional_escape(self.sentence) % parts)


@dataclass(frozen=True)
class Known:
    """What the office knows besides the texts.

    ``terms`` are dicts of all forms of one thing by language, ``names`` tuples of the
    ways one person is written, ``year`` the year of the dateline. ``avoided`` are words
    the glossary warns of, {language: {word: its entry}}, ``stations`` names of places
    where people are lodged.
    """

    terms: tuple = ()
    names: tuple = ()
    year: int | None = None
    avoided: dict = field(default_factory=dict)
    stations: tuple = ()

    def forms_of(self, word, code, other):
        """What the other language may call the thing that ``word`` names."""
        return [
            form
            for term in self.terms
            if word in term.get(code, ())
            for form in (*term.get(other, ()), *term.get(code, ()))
        ]
