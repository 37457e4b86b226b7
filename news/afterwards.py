"""What stands against a step with a text that was published, and against a moment."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext as _

from iompanama.publishing import dates, hours
from iompanama.publishing.workflow import Status

from .reasons import Idle, Reason

# The time of a slow click: "now" as somebody typed it may lie a little back.
SLOW_CLICK = dt.timedelta(minutes=1)
ABSOLUTE = URLValidator(schemes=["https"])


def is_over(moment):
    return moment < timezone.now() - SLOW_CLICK


def against_moment(release, at):
    """Reasons against becoming visible at the moment."""
    if reasons := dates.against_moment(at):
        return reasons
    out = release.others().filter(status=Status.PUBLISHED)
    if release.is_waiting:
        return [*_against_another(release, out, at)]
    if out.filter(published_at__gte=at).exists():
        return [_("A later edition is already published or scheduled.")]
    return []


def _against_another(release, out, at):
    """What waits is moved between the edition before it and the one after."""
    if is_over(at):
        yield Reason(_("This moment is over."), "at")
    span = sorted((release.published_at, at))
    if between := out.filter(published_at__range=span).order_by("edition").first():
        words = _("Edition %s goes out between the two moments.")
        yield Reason(words % between.edition, "at", between)


def against_address(address):
    """Reasons against sending readers there: a page of this site, or https."""
    if not address or _is_page_of_this_site(address) or _is_safe_address(address):
        return []
    return [
        Reason(
            _(
                "“%s” is not an address to go to. Write a path of this site, such as "
                "/en/news/, or an address that begins with https://."
            )
            % address,
            "instead",
        )
    ]


def _is_page_of_this_site(address):
    path = address.partition("#")[0].partition("?")[0]
    language = get_language_from_path(path)
    if not language or "\\" in address:
        return False
    with override(language):
        try:
            return resolve(path).namespace != "admin"
        except Resolver404:
            return False


def _is_safe_address(address):
    try:
        ABSOLUTE(address)
    except ValidationError:
        return False
    return True


def _against_withdrawing(release):
    if release.is_superseded:
        return [Idle(_("A later edition has taken its place."))]
    return []


def _against_moving(release):
    return [] if release.is_waiting else [Idle(_("It does not wait for an hour."))]


def _against_cancelling(release):
    reasons = [*_against_moving(release), *_against_editing(release)]
    after = release.others().filter(
        status=Status.PUBLISHED, published_at=release.superseded_at
    )
    if following := release.superseded_at and after.first():
        words = _("Edition %s is to follow it: cancel that one first.")
        reasons.append(Reason(words % following.edition, edition=following))
    return reasons


def _against_editing(release):
    if in_work := release.others().open().first():
        words = _("Edition %s of this text is in work already.")
        return [Reason(words % in_work.edition, edition=in_work)]
    return []


def _against_archiving(release):
    reasons = _against_withdrawing(release)
    return [*reasons, Idle(_("It is archived."))] if release.is_archived else reasons


def _against_unarchiving(release):
    return [] if release.is_archived else [Idle(_("It is not archived."))]


def _against_reading(release):
    if not release.alone_reason:
        return [Idle(_("A second person read it before it went out."))]
    return [Idle(_("Somebody has read it."))] if release.read_by_id else []


def cautions(release, key):
    """What to know before a step against which nothing stands."""
    waiting = release.others().waiting().order_by("published_at")
    if key == "withdraw" and (later := waiting.first()):
        words = _(
            "Edition %(edition)s still goes out on %(moment)s: if it must not, cancel "
            "it first."
        )
        told = {"edition": later.edition, "moment": hours.told(later.published_at)}
        return [Reason(words % told, edition=later)]
    return []


RULES = {
    "read": _against_reading,
    "move": _against_moving,
    "cancel": _against_cancelling,
    "withdraw": _against_withdrawing,
    "edit": _against_editing,
    "archive": _against_archiving,
    "unarchive": _against_unarchiving,
}
