"""Posts that change after the fact: what texts say of them changes by itself."""

from collections import defaultdict

from django.contrib.admin.models import CHANGE, LogEntry
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from partners.following import Change, Follower
from partners.models import Appointment

from .models import Mention, PressRelease, Work
from .posts import settle


def hold(officials):
    """The works they are mentioned in: before the people, as every save of a text."""
    named = PressRelease.objects.filter(mentions__official__in=officials)
    works = Work.objects.filter(pk__in=named.values("work"))
    list(works.select_for_update().order_by("pk").values_list("pk"))


def follow(officials, user):
    changed = settle(Mention.objects.filter(official__in=officials))
    if not changed:
        return []
    told = Told(changed)
    if user:
        told.write_down(user)
    return told.changes()


class Told:
    """What became of mentions, in words; editions of one work are told once."""

    def __init__(self, mentions):
        self.mentions = mentions
        releases = PressRelease.objects.without_vectors().in_bulk(
            {each.release_id for each in mentions}
        )
        self.release_of = {each: releases[each.release_id] for each in mentions}
        keys = {key for each in mentions for key in (each.before, each.appointment_id)}
        self.posts = Appointment.objects.select_related(
            "official", "institution"
        ).in_bulk(keys - {None})

    def changes(self):
        groups = defaultdict(list)
        for mention in self.mentions:
            release = self.release_of[mention]
            what = mention.official_id, mention.before, mention.appointment_id
            groups[release.work_id, what].append(mention)
        return [self.change(group) for group in groups.values()]

    def change(self, group):
        newest = max(group, key=lambda each: self.release_of[each].edition)
        words = self.words(newest)
        if len(group) > 1:
            counted = ngettext("%(n)s edition", "%(n)s editions", len(group))
            words += f" ({counted % {'n': len(group)}})"
        return Change(self.release_of[newest], words)

    def words(self, mention):
        return _("%(before)s → %(after)s") % {
            "before": self.named(mention.before),
            "after": self.named(mention.appointment_id),
        }

    def named(self, key):
        return str(self.posts[key]) if key else _("no post")

    def write_down(self, user):
        """In the history of every edition, in the office's language."""
        with override("es"):
            for words, releases in self.by_words().items():
                LogEntry.objects.log_actions(user.pk, releases, CHANGE, words)

    def by_words(self):
        found = defaultdict(list)
        for mention in self.mentions:
            words = _("Post held that day: %s") % self.words(mention)
            found[words].append(self.release_of[mention])
        return found


FOLLOWER = Follower(hold, follow)
