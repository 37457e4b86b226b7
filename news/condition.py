"""Where one language of one edition stands, for the chips of lists and forms."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.languages import localized
from iompanama.publishing.workflow import Status

from .gate import begun


class Condition(models.TextChoices):
    NONE = "none", _("not begun")
    DRAFT = "draft", _("draft")
    READY = "ready", _("ready")
    STALE = "stale", _("stale")
    HELD = "held", _("held back")
    WAITING = "waiting", _("waiting")
    LIVE = "live", _("live")
    PAST = "past", _("replaced")
    WITHDRAWN = "withdrawn", _("withdrawn")


def condition(release, code):
    if not begun(release, code):
        return Condition.NONE
    if release.status == Status.WITHDRAWN:
        return Condition.WITHDRAWN
    if not getattr(release, localized("released", code)):
        return Condition.HELD
    if not release.reads_in(code):
        return Condition.DRAFT
    found = whole(release)
    is_behind = found != Condition.PAST and getattr(release, localized("stale", code))
    return Condition.STALE if is_behind else found


def whole(release):
    """The condition of a language that has all its texts."""
    if release.status != Status.PUBLISHED:
        return Condition.READY
    if release.is_waiting:
        return Condition.WAITING
    return Condition.PAST if release.is_superseded else Condition.LIVE


def standing(release):
    """The edition as a whole, in one word and the shape that goes with it."""
    if release.status == Status.PUBLISHED:
        found = whole(release)
        return found, found.label
    shapes = {
        Status.DRAFT: Condition.DRAFT,
        Status.REVIEW: Condition.WAITING,
        Status.WITHDRAWN: Condition.WITHDRAWN,
    }
    return shapes[release.status], release.get_status_display()
