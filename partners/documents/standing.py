"""How far a file has been read, said to the people of the office."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import DocumentVersion
from .reading import MOST_TRIES

State = DocumentVersion.State


def in_words(version):
    """Nothing where there is nothing to say: all of it was read."""
    say = {State.WAITING: waiting, State.READING: being_read, State.FAILED: failed}
    return say.get(version.state, as_read)(version)


def waiting(version):
    if not version.reason:
        return _("It waits to be read; its pages appear one by one.")
    words = {
        "reason": version.get_reason_display(),
        "time": timezone.localtime(version.due_at).strftime("%H:%M"),
        "tries": version.tries,
        "most": MOST_TRIES,
    }
    return (
        _("%(reason)s It is tried again at %(time)s (try %(tries)s of %(most)s).")
        % words
    )


def being_read(version):
    done = version.pages.filter(read_at__gte=version.asked_at).count()
    words = ngettext(
        "It is being read: %(done)s page of %(all)s is done.",
        "It is being read: %(done)s pages of %(all)s are done.",
        done,
    )
    return words % {"done": done, "all": version.page_count}


def failed(version):
    words = _("%(reason)s It is not tried again by itself.")
    return words % {"reason": version.get_reason_display()}


def as_read(version):
    if not version.lacks_ocr:
        return ""
    return _(
        "Some pages are pictures, and the program that recognizes text is not "
        "installed on this server: their words are not found. They are read as soon "
        "as it is there."
    )
