"""Who is told of a step, and in which words.

Written as messages in the transaction of the step (``outbox.tell``); a command sends
them later. Nobody is told of what she did herself.
"""

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from iompanama.outbox.models import tell


def concerned(key, release, user):
    """Whom a step concerns, and the words for them. Asked before it is taken: giving
    up an hour forgets who had set it."""
    return [
        ({each.pk: each for each in who(release) if each and each != user}, words)
        for who, words in TOLD.get(key, ())
    ]


def tell_of(people_and_words, release, user, reason):
    """Tell them of the step; steps that concern nobody else tell nobody."""
    for people, words in people_and_words:
        if people:
            tell(people.values(), Words(words, release, user, reason))


class Words:
    """Subject and text of a message, said in the language it is asked in."""

    def __init__(self, words, release, user, reason):
        self.words, self.release, self.reason = words, release, reason
        self.name = user.get_full_name() or user.get_username()

    def __call__(self):
        subject, sentence = self.words(self.release)
        parts = {"title": self.release, "who": self.name}
        text = [sentence % parts, self.reason, address_of(self.release)]
        return subject % parts, "\n\n".join(filter(None, text))


def address_of(release):
    path = reverse("admin:news_pressrelease_change", args=[release.pk])
    return f"{settings.SITE_URL}{path}"


# To whom.


def readers(release):
    """Those who may publish it; an administrator only if her role says so."""
    return User.objects.with_perm(
        "news.publish_pressrelease",
        backend="django.contrib.auth.backends.ModelBackend",
        include_superusers=False,
    )


def senders(release):
    return [release.submitted_by or release.written_by]


def authors(release):
    return [release.written_by, release.submitted_by, release.published_by]


# In which words.


def to_read(release):
    return _("To read: %(title)s"), _("%(who)s sent “%(title)s” to review.")


def to_read_afterwards(release):
    return (
        _("To read: %(title)s"),
        _("%(who)s published “%(title)s” without a second reader. Read it now."),
    )


def came_back(release):
    return _("Came back: %(title)s"), _("%(who)s returned “%(title)s” with this note:")


def went_out(release):
    if not release.is_waiting:
        return _("Published: %(title)s"), _("%(who)s published “%(title)s”.")
    sentence = _("%(who)s scheduled “%(title)s”.")
    return _("Scheduled: %(title)s"), f"{sentence} {when(release)}"


def when(release):
    moment = date_format(localtime(release.published_at), "DATETIME_FORMAT")
    return _("It goes out on %s, time of Panama.") % moment


def was_moved(release):
    if not release.is_waiting:
        return went_out(release)
    sentence = _("%(who)s set another hour for “%(title)s”.")
    return _("Another hour: %(title)s"), f"{sentence} {when(release)}"


def was_cancelled(release):
    return (
        _("Does not go out yet: %(title)s"),
        _("%(who)s gave up the hour of “%(title)s”. It is a draft again."),
    )


def was_withdrawn(release):
    return (
        _("Withdrawn: %(title)s"),
        _("%(who)s withdrew “%(title)s” for this reason:"),
    )


TOLD = {
    "submit": [(readers, to_read)],
    "return": [(senders, came_back)],
    "publish": [(authors, went_out)],
    "publish_alone": [(authors, went_out), (readers, to_read_afterwards)],
    "move": [(authors, was_moved)],
    "cancel": [(authors, was_cancelled)],
    "withdraw": [(authors, was_withdrawn)],
}
