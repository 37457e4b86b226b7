"""Where a whole work stands, in words: what is live and what is on its way."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from iompanama.publishing.languages import localized
from iompanama.publishing.workflow import Status

from .condition import Condition
from .gate import begun

TEXTS = ("title", "slug", "lead", "body")


def of_work(newest):
    """Shape and words for the work: “live, changes in draft” (see ``with_out``)."""
    live, waiting, withdrawn = _parted(newest.out)
    found = [
        *_public(live, withdrawn if not live else None),
        *(_waits(each, live) for each in waiting),
        *(_in_work(newest, live or waiting) if newest.is_open else ()),
    ]
    return _together(found or [(Condition.WITHDRAWN, _("withdrawn"))])


def in_language(newest, code):
    """The same for one language of it, and whether its translation fell behind."""
    live, waiting, withdrawn = _parted(newest.out)
    live = live if live and live.reads_in(code) else None
    if withdrawn and not withdrawn.reads_in(code):
        withdrawn = None
    waiting = [each for each in waiting if _brings(each, live, code)]
    found = [
        *_public(live, withdrawn if not live else None),
        *(_waits(each, live) for each in waiting),
    ]
    if newest.is_open and _brings_words(newest, live, code):
        found += _open_language(newest, live or waiting, code)
    shape, words = _together(found or [_absent(newest, code)])
    if not getattr(newest, localized("stale", code)):
        return shape, words
    in_draft = newest.is_open and bool(newest.out)
    behind = _("stale in draft") if in_draft else Condition.STALE.label
    return Condition.STALE, f"{words}, {behind}"


def _parted(out):
    live = next((each for each in out if each.is_live()), None)
    withdrawn = [each for each in out if each.status == Status.WITHDRAWN]
    waiting = [each for each in out if each.is_waiting]
    return live, waiting, withdrawn[-1] if withdrawn else None


def _together(found):
    """The first shape leads; the words follow each other."""
    return found[0][0], ", ".join(str(words) for _shape, words in found)


def _public(live, withdrawn):
    if live and live.is_archived:
        yield Condition.PAST, _("archived")
    elif live:
        yield Condition.LIVE, _("live")
    elif withdrawn:
        yield Condition.WITHDRAWN, _("withdrawn")


def _waits(edition, live):
    moment = {"moment": hour(edition.published_at)}
    if live:
        return Condition.WAITING, _("changes scheduled for %(moment)s") % moment
    return Condition.WAITING, _("scheduled for %(moment)s") % moment


def _in_work(newest, public):
    if newest.status == Status.REVIEW:
        words = (
            _("changes wait for a second reader")
            if public
            else _("waiting for a second reader")
        )
        yield Condition.WAITING, words
    else:
        yield Condition.DRAFT, _("changes in draft") if public else _("draft")


def _open_language(newest, public, code):
    if not getattr(newest, localized("released", code)):
        yield Condition.HELD, Condition.HELD.label
    elif newest.status == Status.DRAFT and not public and newest.reads_in(code):
        yield Condition.READY, Condition.READY.label
    else:
        yield from _in_work(newest, public)


def _absent(newest, code):
    if not begun(newest, code):
        return Condition.NONE, Condition.NONE.label
    if newest.status == Status.WITHDRAWN:
        return Condition.WITHDRAWN, Condition.WITHDRAWN.label
    return Condition.HELD, Condition.HELD.label


def _brings(edition, live, code):
    return edition.reads_in(code) and _differs(edition, live, code)


def _brings_words(newest, live, code):
    """Is there something of the language in the edition that visitors do not read?"""
    return begun(newest, code) and _differs(newest, live, code)


def _differs(edition, live, code):
    return live is None or any(
        (getattr(edition, localized(name, code)) or "")
        != (getattr(live, localized(name, code)) or "")
        for name in TEXTS
    )


def hour(moment):
    """“14:00” today, with its day on another one."""
    local = timezone.localtime(moment)
    today = local.date() == timezone.localdate()
    return formats.date_format(local, "TIME_FORMAT" if today else "DATETIME_FORMAT")
