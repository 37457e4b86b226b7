"""What is new, for readers of RSS and Atom: one feed of each per language."""

import uuid

from django.contrib.syndication.views import Feed
from django.db.models import F, OuterRef
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from iompanama.publishing.languages import current, localized
from iompanama.publishing.xml import for_xml
from iompanama.vocabulary.models import Topic

from .models import PressRelease

LENGTH = 30


class NewsFeed(Feed):
    def title(self):
        return _("IOM Panama: news")

    def description(self):
        return _("Press releases, joint statements and news from the office in Panama.")

    def link(self):
        return reverse("news:list")

    def feed_url(self):
        return reverse("news:feed")

    def items(self):
        topics = Topic.objects.filter(press_releases=OuterRef("pk")).in_order()
        # A reader of feeds looks for what is new to the site, whatever its dateline.
        order = F(localized("first_published_at")).desc(nulls_last=True), "-pk"
        keys = PressRelease.objects.listed().order_by(*order).values("pk")[:LENGTH]
        found = PressRelease.objects.filter(pk__in=keys).for_lists().order_by(*order)
        return found.gathering("topics_here", topics, ("id", "name"))

    def item_title(self, item):
        return for_xml(item.title)

    def item_description(self, item):
        return for_xml(item.lead)

    def item_guid(self, item):
        """The same for every edition of a text in a language, wherever it moves."""
        return uuid.uuid5(item.work_id, current()).urn

    item_guid_is_permalink = False

    def item_pubdate(self, item):
        return item.first_published_at or item.published_at

    def item_updateddate(self, item):
        return item.published_at

    def item_categories(self, item):
        return [topic.name for topic in item.topics_here]


class AtomNewsFeed(NewsFeed):
    feed_type = Atom1Feed

    def subtitle(self):
        return self.description()

    def feed_url(self):
        return reverse("news:atom")
