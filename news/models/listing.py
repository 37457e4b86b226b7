"""One row a work: what the list of press releases shows, and editions to compare."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone

from iompanama.publishing.languages import localized
from iompanama.publishing.workflow import OPEN, Status

from .work import Work

# What says where a text stands, in whose hands: an edition has three times as much.
ROW = (
    "work",
    "edition",
    "status",
    "is_newest",
    "is_sample",
    *(
        localized(name, code)
        for name in ("title", "slug", "lead", "body", "released", "stale")
        for code in ("es", "en")
    ),
    "dateline_on",
    "published_at",
    "superseded_at",
    "archived_at",
    "withdrawn_at",
    "changed_at",
    "alone_reason",
    *(
        f"{person}__{name}"
        for person in ("written_by", "submitted_by", "published_by")
        for name in ("username", "first_name", "last_name")
    ),
)

# What the gate looks at besides (``with_checks``), and what is told of a draft.
CHECKED = (
    "dateline_place",
    "is_small_change",
    "returned_remark",
    *(localized("change_note", code) for code in ("es", "en")),
)


class ListingQuerySet(models.QuerySet):
    def out(self):
        """What visitors read, will read at an hour, or read until it was withdrawn."""
        return self.filter(
            Q(status=Status.PUBLISHED, visible_until__gt=timezone.now())
            | Q(status=Status.WITHDRAWN, withdrawn_at__gt=F("published_at"))
        )

    def in_state(self, state):
        """The newest editions of works that stand so.

        "live" is what is live with nothing after it; with a later edition in work it
        is found by "changes", with one that waits by "scheduled".
        """
        rows, work = self.newest_editions(), Q(work=OuterRef("work"))
        editions = self.model.objects
        match state:
            case "draft" | "review" | "withdrawn":
                return rows.filter(status=state)
            case "changes":
                return rows.filter(
                    Exists(editions.live().filter(work)), status__in=OPEN
                )
            case "scheduled":
                return rows.filter(work__in=editions.waiting().values("work"))
            case "live":
                return rows.live().filter(archived_at__isnull=True)
            case "archived":
                return rows.filter(archived_at__isnull=False)
        return rows

    def for_rows(self, *more):
        """What a row of the desk or of its lists shows, and who has it."""
        people = ("written_by", "submitted_by", "published_by")
        return self.select_related(None).select_related(*people).only(*ROW, *more)

    def years(self):
        """From the newest year of a dateline to the oldest: the two ends of an index,
        where naming each year that has a text would read them all."""
        ends = self.aggregate(
            first=models.Min("dateline_on"), last=models.Max("dateline_on")
        )
        if ends["first"] is None:
            return []
        return list(range(ends["last"].year, ends["first"].year - 1, -1))

    def for_comparing(self):
        """Everything an edition is made of, in a constant number of queries."""
        return (
            self.without_vectors()
            .select_related("dateline_place")
            .prefetch_related(
                *("topics", "goals", "places", "institutions"),
                Prefetch("related", Work.objects.titled()),
                "mentions__official",
                "mentions__appointment__institution",
                "mentions__appointment__official",
                "photo_uses__photo",
                "agreement_links__agreement",
            )
        )


def with_out(releases):
    """Give each newest edition ``out``: what the public has or will have of its work.

    One query for all the rows of a page.
    """
    releases = list(releases)
    of_work = {release.work_id: [] for release in releases}
    rows = type(releases[0]).objects.out() if releases else ()
    if releases:
        rows = rows.filter(work__in=of_work).for_rows().order_by("edition")
    for row in rows:
        of_work[row.work_id].append(row)
    for release in releases:
        release.out = of_work[release.work_id]
    return releases
