"""All that is told about an edition under its fields: what it needs to go out, what a
careful reader would notice, what fell behind."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from iompanama.publishing.languages import codes, localized

from .models import PhotoUse, PressRelease
from .translations import changes
from .warnings import by_field, warnings

PHOTO = re.compile(r"photo_uses-(?P<place>\d+)-(?P<name>\w+)")


@dataclass(frozen=True)
class Behind:
    """A text whose source changed since; ``pieces`` says how, where that is known."""

    column: str
    source: str
    pieces: list | None

    @property
    def heading(self):
        name = self.column.rpartition("_")[0]
        return {
            ("title", "es"): _("The Spanish title changed later."),
            ("lead", "es"): _("The Spanish lead changed later."),
            ("body", "es"): _("The Spanish text changed later."),
            ("title", "en"): _("The English title changed later."),
            ("lead", "en"): _("The English lead changed later."),
            ("body", "en"): _("The English text changed later."),
        }[name, self.source]


@dataclass
class Told:
    """What stands under one field; its length counts what keeps nothing in."""

    name: str
    behind: Behind | None = None
    findings: list = field(default_factory=list)
    missing: list = field(default_factory=list)

    def __len__(self):
        return len(self.findings) + bool(self.behind)

    def __bool__(self):
        return bool(len(self) or self.missing)

    @property
    def language(self):
        return self.name.rpartition("_")[2]

    @property
    def place(self):
        """The field in words, for a list away from the form."""
        return place_in_words(self.name)


@dataclass
class Noticed:
    release: PressRelease
    fields: dict

    def under(self, name):
        return self.fields.get(name)

    def count_in(self, code):
        """Warnings of a language; what fell behind has a chip of its own."""
        return sum(
            len(told.findings) for told in self.fields.values() if told.language == code
        )

    def __len__(self):
        return sum(map(len, self.fields.values()))

    @property
    def first(self):
        """The first field with a warning."""
        return next((name for name, told in self.fields.items() if len(told)), "")

    def places(self):
        """Each field with something under it, and its address in the form."""
        return [
            (told, address(self.release.pk, name)) for name, told in self.fields.items()
        ]


def noticed(release, *, with_stale=True, missing=()):
    """Everything under every field; ``missing`` are the reasons of the gate."""
    behind, needed = {}, defaultdict(list)
    for reason in missing:
        needed[getattr(reason, "field", "")].append(reason)
    if with_stale:
        for code in codes():
            behind.update(changes(release, code))
    findings = by_field(warnings(release))
    fields = {
        name: Told(
            name,
            Behind(name, release.source_language, behind[name])
            if name in behind
            else None,
            findings.get(name, []),
            needed.get(name, []),
        )
        for name in sorted({*behind, *findings, *needed} - {""}, key=_order)
    }
    return Noticed(release, fields)


ORDER = [localized(n, c) for n in ("title", "lead", "body") for c in ("es", "en")]


def _order(name):
    photo = PHOTO.fullmatch(name)
    if photo:
        return len(ORDER), int(photo["place"]), photo["name"]
    return (ORDER.index(name) if name in ORDER else len(ORDER)), 0, name


def place_in_words(name):
    """A field of the form in words: “Lead in English”, “Photo 2: …”."""
    if photo := PHOTO.fullmatch(name):
        return _("Photo %(number)s: %(field)s") % {
            "number": int(photo["place"]) + 1,
            "field": PhotoUse._meta.get_field(photo["name"]).verbose_name,
        }
    columns = {each.name: each for each in PressRelease._meta.get_fields()}
    return capfirst(columns[name].verbose_name) if name in columns else ""


def address(pk, name):
    """The place of the form where something is noticed."""
    page = reverse("admin:news_pressrelease_change", args=[pk])
    return f"{page}#id_{name}_warnings" if name else page
