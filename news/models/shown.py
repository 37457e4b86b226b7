"""What pages show of press releases, brought in one query each."""

import datetime as dt

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from iompanama.publishing.languages import BilingualQuerySet
from iompanama.publishing.search import SearchableQuerySet
from iompanama.publishing.workflow import Status

PERSON_COLUMNS = (
    "id",
    "name",
    "printed_title",
    "printed_in",
    "official__id",
    "official__name",
    "official__slug",
    "official__portrait",
    "appointment__id",
    "appointment__post",
    "appointment__institution__id",
    "appointment__institution__name",
    "appointment__institution__slug",
)
NAMED = ("id", "name", "slug")


class ShownQuerySet(SearchableQuerySet, BilingualQuerySet):
    def announced(self, at=None):
        """What lists show in any language: for the sitemap and the search."""
        return self.live(at).current(at).in_some_language()

    def once_public(self, at=None):
        """Editions visitors may have seen, whose addresses were handed on."""
        return self.filter(
            Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=F("published_at")),
            status__in=(Status.PUBLISHED, Status.WITHDRAWN),
            published_at__lte=at or timezone.now(),
        )

    def withdrawn(self):
        """Taken back after visitors could read it."""
        return self.once_public().filter(status=Status.WITHDRAWN)

    def in_year(self, year):
        if not dt.MINYEAR <= year <= dt.MAXYEAR:
            return self.none()
        return self.filter(dateline_on__year=year)

    def on_topic(self, key):
        return self.filter(topics__key=key)

    def with_institution(self, key):
        return self.filter(institutions__key=key)

    def featured_first(self):
        """The newest featured text, which opens the home page, then the newest."""
        opening = self.filter(is_featured=True).newest_first().values("pk")[:1]
        is_opening = Case(When(pk=Subquery(opening), then=0), default=1)
        return self.order_by(is_opening, "-dateline_on", "-published_at", "-pk")

    def for_page(self):
        """Everything a release's own page shows of it."""
        topics = self._rows("topics").filter(press_releases=OuterRef("pk"))
        partners = self._rows("institutions").filter(press_releases=OuterRef("pk"))
        people = self._rows("mentions").filter(release=OuterRef("pk"))
        return (
            self.without_vectors()
            .select_related("dateline_place")
            .with_photos()
            .gathering("topics_here", topics.in_order(), NAMED)
            .gathering(
                "institutions_here", partners.order_by("pk"), (*NAMED, "acronym")
            )
            .gathering("people_here", people.order_by("position", "pk"), PERSON_COLUMNS)
        )

    def related_to(self, release):
        """Texts named as related from either side, then those with most topics."""
        named = self.model.related.through.objects
        shared = self.model.topics.through.objects.filter(
            pressrelease=OuterRef("pk"),
            topic__in=[topic.pk for topic in release.topics_here],
        )
        counted = shared.values("pressrelease").annotate(n=Count("pk")).values("n")
        return (
            self.exclude(work=release.work_id)
            .for_lists()
            .annotate(
                is_named=ExpressionWrapper(
                    Exists(named.filter(pressrelease=release.pk, work=OuterRef("work")))
                    | Exists(
                        named.filter(pressrelease=OuterRef("pk"), work=release.work_id)
                    ),
                    output_field=BooleanField(),
                ),
                shared=Coalesce(Subquery(counted), 0),
            )
            .filter(Q(is_named=True) | Q(shared__gt=0))
            .order_by("-is_named", "-shared", "-dateline_on", "-pk")
        )

    def _rows(self, name):
        """The rows at the other end of a relation."""
        return self.model._meta.get_field(name).related_model.objects
