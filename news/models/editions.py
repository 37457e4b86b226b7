"""The words to ask for editions: which are visible, waiting, open, the newest."""

from django.db import models
from django.utils import timezone

from iompanama.publishing.languages import codes, localized
from iompanama.publishing.workflow import OPEN, Status

from .desk import DeskQuerySet
from .listing import ListingQuerySet
from .shown import ShownQuerySet
from .translating import TranslatingQuerySet

PHOTO_COLUMNS = (
    "id",
    "caption",
    "alt",
    "is_decorative",
    "photo__id",
    "photo__picture",
    "photo__credit",
)


class PressReleaseQuerySet(
    ShownQuerySet, DeskQuerySet, ListingQuerySet, TranslatingQuerySet
):
    def live(self, at=None):
        """The edition of each work that visitors see at the moment."""
        at = at or timezone.now()
        return self.filter(
            status=Status.PUBLISHED, published_at__lte=at, visible_until__gt=at
        )

    def readable(self, at=None):
        """What a visitor can read at its address in the language of the request."""
        return self.live(at).in_language()

    def listed(self, at=None):
        """What lists, feeds and the sitemap show; archived texts keep their page."""
        return self.readable(at).current(at)

    def current(self, at=None):
        return self.exclude(archived_at__lte=at or timezone.now())

    def waiting(self, at=None):
        """Published for a moment that has not come."""
        return self.filter(
            status=Status.PUBLISHED, published_at__gt=at or timezone.now()
        )

    def open(self):
        """Being written or waiting for a second reader."""
        return self.filter(status__in=OPEN)

    def newest_editions(self):
        """One row a work, the last edition of each."""
        return self.filter(is_newest=True)

    def newest_first(self):
        return self.order_by("-dateline_on", "-published_at", "-pk")

    def end_at(self, moment):
        """Close the period of what would still be visible at the moment."""
        return self.live(moment).update(superseded_at=moment)

    def for_lists(self):
        """What a list shows, in a constant number of queries."""
        return (
            self.newest_first()
            .without_vectors()
            .defer("body", *(localized("body", code) for code in codes()))
            .select_related("dateline_place")
            .with_lead_photo()
        )

    def with_lead_photo(self):
        """With ``photos_shown``: the first photo that may be shown."""
        return self.with_photos(1)

    def with_photos(self, most=None):
        uses = self.model.photo_uses.rel.related_model.objects.showable()
        here = uses.filter(release=models.OuterRef("pk")).order_by("position", "pk")
        return self.gathering("photos_shown", here[:most], PHOTO_COLUMNS)

    def newest(self, most, after=0):
        """What a list shows of the newest texts: they are found by their keys, and
        nothing is brought of those passed over."""
        keys = self.newest_first().values("pk")[after : after + most]
        return self.model.objects.filter(pk__in=keys).for_lists()
