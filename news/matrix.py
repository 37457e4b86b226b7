"""Works by languages: where each language stands, and for how long."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from iompanama.publishing.languages import codes, localized

from .condition import Condition, condition
from .models import PressRelease

# What may be asked, with its words; an unknown question asks for all.
QUESTIONS = {
    "": gettext_lazy("all"),
    "stale": gettext_lazy("stale"),
    "missing": gettext_lazy("missing"),
    "held": gettext_lazy("held back"),
}


def releases(question=""):
    """The newest editions asked for: the newest texts first, but what fell behind
    long ago before what did lately."""
    asked = PressRelease.objects.to_translate().for_matrix()
    match question:
        case "stale":
            return asked.stale().order_by("source_changed_at", "pk")
        case "missing":
            asked = asked.missing()
        case "held":
            asked = asked.held_back()
    return asked.order_by("-dateline_on", "-pk")


@dataclass(frozen=True)
class Cell:
    """One language of one work."""

    release: PressRelease
    code: str

    @property
    def condition(self):
        return condition(self.release, self.code)

    @property
    def is_source(self):
        return self.code == self.release.source_language

    @property
    def is_held(self):
        """Not to go out, and not begun either: its condition does not say so."""
        is_released = getattr(self.release, localized("released", self.code))
        return self.condition == Condition.NONE and not is_released

    @property
    def since(self):
        """From when it has been so, where somebody has to do something."""
        if self.condition == Condition.STALE:
            return self.release.source_changed_at
        if self.condition in (Condition.NONE, Condition.DRAFT, Condition.HELD):
            return self.release.work.begun_at
        return None

    @property
    def days(self):
        if self.since is None:
            return None
        return (timezone.localdate() - timezone.localdate(self.since)).days

    @property
    def age(self):
        if not self.days:
            return _("today") if self.days == 0 else ""
        return ngettext("for %s day", "for %s days", self.days) % self.days


def cells(release):
    return [Cell(release, code) for code in codes()]


def table(releases, address):
    """Rows for a spreadsheet, one a language: works, conditions, days."""
    yield [
        _("Title"),
        _("Day"),
        _("Edition"),
        _("Language"),
        _("Source"),
        _("Condition"),
        _("Held back"),
        _("Days"),
        _("Address"),
    ]
    for release in releases:
        for cell in cells(release):
            yield [
                release,
                release.dateline_on or "",
                release.edition,
                cell.code,
                _("yes") if cell.is_source else "",
                cell.condition.label,
                _("yes") if cell.is_held else "",
                cell.days,
                address(release),
            ]
