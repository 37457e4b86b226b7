"""What the office's desk asks of press releases, and does with a single edition."""

from django.db import models, transaction
from django.db.models import OuterRef, Prefetch
from django.utils.translation import gettext as _

from iompanama.publishing.languages import codes, localized
from iompanama.publishing.workflow import Status, StepRefused

from ..posts import find_posts


class DeskQuerySet(models.QuerySet):
    def for_desk(self):
        """Rows with the people who have them, without search vectors."""
        return self.without_vectors().select_related(
            "dateline_place", "written_by", "submitted_by", "published_by"
        )

    def in_line(self):
        """The editions of a work in their order, without their texts: where each
        stands, and its addresses."""
        addresses = (localized("slug", code) for code in codes())
        moments = ("status", "published_at", "superseded_at")
        return (
            self.only("work", "edition", *moments, *addresses)
            .with_languages()
            .order_by("edition")
        )

    def awaiting(self, reader):
        """In review, and not sent there by the reader: four eyes."""
        return self.filter(status=Status.REVIEW).exclude(submitted_by=reader)

    def unread(self):
        """Gone out, or to go out, with one pair of eyes."""
        return self.filter(status=Status.PUBLISHED, read_by__isnull=True).exclude(
            alone_reason=""
        )

    def to_be_read_by(self, reader):
        """Published alone by somebody else."""
        return self.unread().exclude(published_by=reader)

    def drafts_of(self, writer):
        return self.filter(status=Status.DRAFT, written_by=writer)

    def with_checks(self):
        """With what the gate looks at, for saying what is missing in many rows."""
        topics = self.model._meta.get_field("topics").related_model.objects
        uses = self.model.photo_uses.rel.related_model.objects.checked()
        live = self.model.objects.live().for_rows()
        return self.select_related("work").prefetch_related(
            Prefetch("topics", topics.only("pk")),
            Prefetch("photo_uses", uses, to_attr="checked_uses"),
            Prefetch("work__editions", live, to_attr="editions_out"),
        )


class OnTheDesk:
    """One edition in the hands of the office."""

    # What the gate said to a page that shows it in several places.
    gate_said = None

    @property
    def held_by(self):
        """Who has to do something now, in words; empty when nobody has."""
        if self.status == Status.DRAFT and self.written_by:
            return self.written_by.get_full_name() or self.written_by.get_username()
        return _("a second reader") if self.status == Status.REVIEW else ""

    @property
    def may_be_deleted(self):
        """A draft that nobody outside has seen."""
        return self.status == Status.DRAFT

    @property
    def uses_to_check(self):
        """The photos of the text, each saying whether it may be shown."""
        if not hasattr(self, "checked_uses"):
            return self.photo_uses.checked()
        return self.checked_uses

    @property
    def live_beside(self):
        """The edition visitors read while this one is written, or None."""
        if hasattr(self.work, "editions_out"):
            out = (each for each in self.work.editions_out if each.pk != self.pk)
            return next(out, None)
        return self.others().live().first()

    def hear_the_gate(self):
        """Ask once for all that a page tells, as long as somebody reads the edition
        or will."""
        if self.status != Status.WITHDRAWN and not self.is_superseded:
            self.gate_said = self.missing_for_publication()

    def hold(self):
        """While this edition is saved nobody takes a step with it; and nobody just
        did since it was read."""
        if self.locked().status != self.status:
            raise StepRefused(
                [_("Somebody took a step with this text while you wrote.")]
            )

    def find_posts(self):
        """Write down which post each person mentioned held on the day."""
        find_posts(self)

    @transaction.atomic
    def delete_with_work(self):
        """Delete the draft, and the work if it was all there was of it."""
        work = self.work
        self.delete()
        if not work.editions.exists():
            work.delete()


class WorkQuerySet(models.QuerySet):
    def titled(self):
        """With the titles of the newest edition: a list asks once for all names."""
        newest = self.model.editions.rel.related_model.objects.filter(
            work=OuterRef("pk")
        ).order_by("-edition")
        return self.annotate(
            title_here_es=models.Subquery(newest.values("title_es")[:1]),
            title_here_en=models.Subquery(newest.values("title_en")[:1]),
        )
