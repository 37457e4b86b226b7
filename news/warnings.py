"""What a careful second reader would notice in an edition, with its place in the form.

Warnings never keep a text from going out (``gate`` does that): they are shown beside
their field while it is written, and again before it is published.
"""

import re
from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from iompanama.publishing import lint
from iompanama.publishing.languages import codes, localized
from iompanama.publishing.lint import Finding, Known, pictures
from iompanama.vocabulary.models import Place, Term
from partners.models import Institution

from .models.columns import TRANSLATED
from .models.pressrelease import PressRelease
from .models.translating import ALIKE

# How the glossary's notes name a word to avoid: “No usar «ilegal»”, “avoid “illegal””.
ADVICE = {
    "es": re.compile(
        r"\b(?:no (?:usar|decir|escribir)|evitar|evítese)\b[^«“\"/;.]*[«“\"]([^»”\"]+)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:do not (?:use|say|write)|avoid)\b[^«“\"/;.]*[«“\"]([^»”\"]+)",
        re.IGNORECASE,
    ),
}


def warnings(release):
    """Everything noticed in the edition, in the order of its form."""
    return [*alike(release), *of_words(release, Office())]


def of_words(release, office):
    """What is noticed in its texts and under its photos, other works aside."""
    texts = {
        name: {code: getattr(release, localized(name, code)) or "" for code in codes()}
        for name in TRANSLATED
    }
    yield from lint.findings(texts, office.known_beside(release))
    for place, use in enumerate(release.uses_to_check):
        if not use.is_decorative:
            yield from pictures.findings(
                f"photo_uses-{place}-",
                {code: getattr(use, localized("caption", code)) for code in codes()},
                {code: getattr(use, localized("alt", code)) for code in codes()},
            )


def by_field(findings):
    """The findings under the name their field has in the form."""
    found = defaultdict(list)
    for finding in findings:
        found[localized(finding.field, finding.language)].append(finding)
    return dict(found)


def alike(release):
    """Other works whose title is nearly the same."""
    titles = {code: getattr(release, localized("title", code)) for code in codes()}
    others = PressRelease.objects.exclude(work=release.work_id).alike(titles)
    for other in others:
        for code, title in titles.items():
            if title and (getattr(other, f"likeness_{code}") or 0) >= ALIKE:
                yield Finding(
                    "alike",
                    "title",
                    code,
                    getattr(other, localized("title", code)),
                    _("“%(what)s” is the title of another text already."),
                )


class Office:
    """What the office knows: asked once, however many texts are looked at."""

    def __init__(self):
        terms = _by_language(Term, ("term", "acronym"), "synonyms", "usage_note")
        institutions = _by_language(Institution, ("name", "acronym"), "aliases")
        self.terms = tuple(forms for forms, *_more in (*terms, *institutions))
        self.avoided = {code: {} for code in codes()}
        for forms, note in terms:
            for code, advice in ADVICE.items():
                for found in advice.finditer(note):
                    self.avoided[code][found[1]] = (*forms[code], *forms[codes()[0]])[0]
        stations = Place.objects.filter(kind=Place.Kind.RECEPTION_STATION)
        names = stations.values_list(*(localized("name", code) for code in codes()))
        self.stations = tuple({name for row in names for name in row if name})

    def known_beside(self, release):
        """The same with the people of the text and the year of its day."""
        day = release.dateline_on
        return Known(
            terms=self.terms,
            names=tuple(map(_names, _mentions(release))),
            year=day.year if day else None,
            avoided=self.avoided,
            stations=self.stations,
        )


def _by_language(model, single, several, *more):
    """All forms of each record by language, and what else is asked of it."""
    columns = [localized(name, code) for code in codes() for name in (*single, several)]
    found = []
    for row in model.objects.order_by("pk").values_list(*columns, *more):
        cells = iter(row)
        forms = {}
        for code in codes():
            names = [next(cells) for _name in single]
            forms[code] = tuple(filter(None, (*names, *(next(cells) or ()))))
        found.append((forms, *cells))
    return found


def _mentions(release):
    if not hasattr(release, "mentions_here"):
        release.mentions_here = list(release.mentions.select_related("official"))
    return release.mentions_here


def _names(mention):
    """The ways a text may write one person: whole, by the surname, otherwise."""
    if mention.official is None:
        return (mention.name,)
    official = mention.official
    surname = official.sort_name.partition(",")[0]
    return tuple(filter(None, (official.name, surname, *official.aliases)))
