"""The first page of the admin: what this person can start, and what waits for her.

Each part costs one query, or two where it says what is missing; a part she can do
nothing about is not asked for.
"""

from itertools import groupby
from operator import attrgetter

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iompanama.publishing.languages import codes, localized
from news.models import PressRelease
from news.models.listing import CHECKED
from partners.models import Agreement

from . import repairs

# More than a desk holds is in the lists.
MOST = 10
# What tells two lines of the log apart, besides who.
WHAT = ("content_type_id", "object_id", "action_flag")
STARTS = (
    ("news.add_pressrelease", "news_pressrelease", "write"),
    ("partners.add_agreement", "partners_agreement", "register"),
    ("news.add_photo", "news_photo", "upload"),
)
# Where people go that nothing sends: whoever may, the page, its name.
PLACES = (
    (
        "news.view_pressrelease",
        "news_pressrelease_changelist",
        gettext_lazy("Press releases"),
    ),
    (
        "news.view_pressrelease",
        "news_pressrelease_translations",
        gettext_lazy("Translations"),
    ),
    ("news.view_photo", "news_photo_changelist", gettext_lazy("Photos")),
    (
        "partners.view_agreement",
        "partners_agreement_changelist",
        gettext_lazy("Agreements"),
    ),
)


class Desk:
    def __init__(self, request):
        self.user = request.user

    def places(self):
        return [
            (reverse(f"admin:{name}"), words)
            for permission, name, words in PLACES
            if self.user.has_perm(permission)
        ]

    def starts(self):
        words = {
            "write": _("Write a press release"),
            "register": _("Register an agreement"),
            "upload": _("Upload photos"),
        }
        return [
            (reverse(f"admin:{model}_add"), words[what])
            for permission, model, what in STARTS
            if self.user.has_perm(permission)
        ]

    @cached_property
    def writes(self):
        return self.user.has_perm("news.change_pressrelease")

    @cached_property
    def publishes(self):
        return self.user.has_perm("news.publish_pressrelease")

    @cached_property
    def reads_agreements(self):
        return self.user.has_perm("partners.read_internal")

    @cached_property
    def awaiting(self):
        return few(self.releases().awaiting(self.user).order_by("changed_at"))

    @cached_property
    def unread(self):
        """What others published alone: a second person reads it afterwards."""
        alone = self.releases().to_be_read_by(self.user)
        return few(alone.order_by("published_at"))

    @cached_property
    def drafts(self):
        mine = self.releases(*CHECKED).drafts_of(self.user).with_checks()
        return few(mine.order_by("-changed_at"))

    @cached_property
    def scheduled(self):
        return few(self.releases().waiting().order_by("published_at"))

    @cached_property
    def ending(self):
        """The office's own agreements whose term ends soon, the nearest first."""
        agreements = Agreement.objects.open_to(self.user).of_the_office()
        today = timezone.localdate()
        soon = agreements.with_state(today).in_state(today, "ending_soon")
        return few(soon.without_vectors().ending_first())

    @cached_property
    def repairs(self):
        return repairs.counted(self.user)

    @cached_property
    def recent(self):
        """What was done last with records this person may look at."""
        opened = Agreement.objects.open_to(self.user).annotate(
            word=Cast("pk", models.CharField())
        )
        entries = (
            LogEntry.objects.select_related("user", "content_type")
            .exclude(
                ~models.Q(object_id__in=opened.values("word")),
                content_type=ContentType.objects.get_for_model(Agreement),
            )
            .order_by("-pk")
        )
        shown = [each for each in entries[: 8 * MOST] if self.may_view(each)]
        return named_now(list(once_in_a_row(shown))[:8])

    def may_view(self, entry):
        kind = entry.content_type
        return kind and self.user.has_perm(f"{kind.app_label}.view_{kind.model}")

    def releases(self, *more):
        return PressRelease.objects.for_rows(*more)


def once_in_a_row(entries):
    """What somebody saved again and again is one line."""
    for _same, row in groupby(entries, key=attrgetter("user_id", *WHAT)):
        yield next(row)


def named_now(entries):
    """With the titles of today in the reader's language, where there are two."""
    for model in (PressRelease, Agreement):
        kind = ContentType.objects.get_for_model(model)
        own = {
            each.object_id: each for each in entries if each.content_type_id == kind.pk
        }
        titles = (localized("title", code) for code in codes())
        # Asked even of none, so that a desk always costs the same.
        for record in model.objects.filter(pk__in=[0, *own]).only(*titles):
            own[str(record.pk)].object_repr = str(record)
    return entries


class Few(list):
    """The first rows of a part; ``more`` when there are others in the list."""

    more = False


def few(rows):
    found = Few(rows[: MOST + 1])
    found.more = len(found) > MOST
    del found[MOST:]
    return found
