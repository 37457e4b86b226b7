"""Two editions of a work side by side: both languages, and all that is no text."""

import re
from dataclasses import dataclass
from html import unescape

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iompanama.publishing import typography
from iompanama.publishing.comparing import Piece, differences, shortened
from iompanama.publishing.languages import codes, localized

TEXTS = ("title", "lead", "body", "slug", "contact_team", "change_note")
LISTS = ("topics", "institutions", "places", "goals", "related")
FACTS = ("kind", "dateline_place", "dateline_on", "contact_email", "source_language")
SWITCHES = ("is_featured", "is_small_change")
LINK = re.compile(r'<a\b[^>]*href="([^"]*)"[^>]*>(.*?)</a>', re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"<[^>]+>")
PHOTOS, PEOPLE = gettext_lazy("Photos"), gettext_lazy("People")
AGREEMENTS = gettext_lazy("Agreements")


@dataclass(frozen=True)
class Row:
    """One thing of which an edition is made, in its old and its new state.

    ``cells`` has for each language, or under "" for both, a list of entries, and each
    entry is made of pieces (see ``publishing.comparing``).
    """

    label: str
    cells: dict

    @property
    def is_changed(self):
        return any(map(changed, self.cells.values()))

    @property
    def shown(self):
        """The cells of which something is told: None for a language that stayed."""
        return {
            code: entries if changed(entries) else None
            for code, entries in self.cells.items()
        }


def changed(entries):
    return any(piece.kind != "same" for entry in entries for piece in entry)


def compared(old, new):
    """Everything of two editions (``for_comparing``), as rows."""
    return [
        *(_text(name, old, new) for name in TEXTS),
        _links_in_text(old, new),
        _by_language(_label(old, "released"), old, new, _released),
        *(_shared(_label(old, name), old, new, _fact(name)) for name in FACTS),
        _shared(_label(old, "event_days"), old, new, _days),
        *(_shared(_label(old, name), old, new, _listed(name)) for name in LISTS),
        *(_shared(_label(old, name), old, new, _switch(name)) for name in SWITCHES),
        _shared(str(PEOPLE), old, new, _people),
        _shared(str(PHOTOS), old, new, _photos),
        _shared(str(AGREEMENTS), old, new, _agreements),
    ]


def _label(release, name):
    return capfirst(str(release._meta.get_field(name).verbose_name))


def _text(name, old, new):
    cells = {}
    for code in codes():
        column = localized(name, code)
        pieces = shortened(differences(getattr(old, column), getattr(new, column)))
        cells[code] = [pieces] if pieces else []
    return Row(_label(old, name), cells)


def _by_language(label, old, new, entries):
    cells = {code: _entries(entries(old, code), entries(new, code)) for code in codes()}
    return Row(label, cells)


def _shared(label, old, new, entries):
    return Row(label, {"": _entries(entries(old), entries(new))})


def _entries(old, new):
    """Entries by key: those that stayed compared word by word, then those that went."""
    found = [
        differences(old[key], words) if key in old else [Piece("ins", words)]
        for key, words in new.items()
    ]
    return found + [[Piece("del", old[key])] for key in old if key not in new]


# What each part of an edition says, in words by key.


def _links_in_text(old, new):
    return _by_language(_("Links in the text"), old, new, _links)


def _links(release, code):
    """By address: the same link may stand in another place of the text."""
    found = LINK.findall(getattr(release, localized("body", code)) or "")
    return {
        address: f"{unescape(TAG.sub('', words))} → {unescape(address)}"
        for address, words in found
    }


def _released(release, code):
    held = not getattr(release, localized("released", code))
    return {"": _("held back") if held else _("yes")}


def _fact(name):
    def fact(release):
        display = getattr(release, f"get_{name}_display", None)
        value = display() if display else getattr(release, name)
        if name.endswith("_on"):
            value = value and typography.day(value)
        return {"": str(value)} if value else {}

    return fact


def _switch(name):
    return lambda release: {"": _("yes")} if getattr(release, name) else {}


def _days(release):
    return {day: typography.day(day) for day in release.event_days}


def _listed(name):
    return lambda release: {row.pk: str(row) for row in getattr(release, name).all()}


def _people(release):
    return {
        (row.official_id, row.name): "\n".join(
            filter(
                None,
                [
                    str(row),
                    *(
                        f"{code.upper()}: {title}"
                        for code in codes()
                        if (title := getattr(row, localized("printed_title", code)))
                    ),
                    str(row.appointment) if row.appointment else "",
                ],
            )
        )
        for row in release.mentions.all()
    }


def _photos(release):
    return {
        row.photo_id: "\n".join(
            [
                str(row.photo),
                *(
                    f"{_label(row, name)} {code.upper()}: {text}"
                    for name in ("caption", "alt")
                    for code in codes()
                    if (text := getattr(row, localized(name, code)))
                ),
                *([_("decorative")] if row.is_decorative else []),
            ]
        )
        for row in release.photo_uses.all()
    }


def _agreements(release):
    return {
        row.agreement_id: f"{row.agreement} · {row.get_role_display()}"
        for row in release.agreement_links.all()
    }
