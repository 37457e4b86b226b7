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

from iompanama.publishing.arrays import Each
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
# Of the texts on a topic, how many are looked at for what else they share.
COMPARED = 100


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

    def on_topic(self, topic):
        """By the key itself: so the planner knows how many there are."""
        return self.filter(topic_ids__contains=[topic.pk])

    def about(self, institution):
        return self.filter(institution_ids__contains=[institution.pk])

    def institutions_named(self):
        """Keys of the institutions the texts name, for a subquery."""
        return self.annotate(named=Each("institution_ids")).values("named")

    def featured_first(self, most):
        """The newest featured text, which opens the home page, then the newest."""
        opening = self.filter(is_featured=True).newest_first().values("pk")[:1]
        newest = self.newest_first().values("pk")[:most]
        is_opening = Case(When(pk=Subquery(opening), then=0), default=1)
        shown = self.model.objects.filter(pk__in=opening.union(newest)).for_lists()
        return shown.order_by(is_opening, *shown.query.order_by)[:most]

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

    def related_to(self, release, most):
        """Texts named as related from either side, then those with most topics.

        Topics are compared in the newest texts that share one or all of them: what
        else there is on a topic is on its page.
        """
        named = self.model.related.through.objects
        shared = self.model.topics.through.objects.filter(
            pressrelease=OuterRef("pk"),
            topic__in=[topic.pk for topic in release.topics_here],
        )
        counted = shared.values("pressrelease").annotate(n=Count("pk")).values("n")
        return (
            self.model.objects.filter(pk__in=self._near(release, most))
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
            .order_by("-is_named", "-shared", "-dateline_on", "-pk")[:most]
        )

    def _near(self, release, most):
        """Keys of what may be related: named from either side, or on its topics."""
        others = self.exclude(work=release.work_id).newest_first().values("pk")
        works = self.model.related.through.objects.filter(pressrelease=release.pk)
        found = [
            others.filter(work__in=works.values("work"))[:COMPARED],
            others.filter(related=release.work_id)[:COMPARED],
        ]
        if topics := [topic.pk for topic in release.topics_here]:
            found += [
                others.filter(topic_ids__overlap=topics)[:COMPARED],
                others.filter(topic_ids__contains=topics)[:most],
            ]
        return found[0].union(*found[1:])

    def _rows(self, name):
        """The rows at the other end of a relation."""
        return self.model._meta.get_field(name).related_model.objects
