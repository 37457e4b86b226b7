"""Press releases: works that live through numbered editions.

Which edition a visitor sees is a question to the clock: the one whose period, from
``published_at`` to ``superseded_at``, holds the moment. Nothing has to run for a
scheduled text to appear or for the one before it to go.
"""

import uuid
from functools import reduce
from operator import and_

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    DateTimeRangeField,
    RangeOperators,
)
from django.db import models, transaction
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.dates import against_moment
from iompanama.publishing.fields import LineField, RichTextField, TextField
from iompanama.publishing.languages import (
    Bilingual,
    codes,
    localized,
    written,
)
from iompanama.publishing.models import Sourced
from iompanama.publishing.search import column
from iompanama.publishing.workflow import OPEN, Status

from ..gate import missing_for_publication
from .desk import DeskQuerySet, OnTheDesk, WorkQuerySet
from .shown import ShownQuerySet


class Work(models.Model):
    """What stays the same through all editions of a press release.

    A row of its own, and not a bare number in each edition, so that related works
    are real keys and two people who act on one work wait for each other here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    objects = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("work")
        verbose_name_plural = _("works")

    def __str__(self):
        title = getattr(self, localized("title_here"), None)
        return title or str(self.newest or self.pk)

    @property
    def newest(self):
        return self.editions.order_by("edition").last()


PHOTO_COLUMNS = (
    "id",
    "caption",
    "alt",
    "is_decorative",
    "photo__id",
    "photo__picture",
    "photo__credit",
)


# What a copy does not take over from the edition it is made of.
OF_ONE_EDITION = {
    "published_at": None,
    "superseded_at": None,
    "withdrawn_at": None,
    "submitted_by": None,
    "published_by": None,
    "returned_remark": "",
    "alone_reason": "",
    **{localized("change_note", code): "" for code in ("es", "en")},
    **{localized("withdrawn_reason", code): "" for code in ("es", "en")},
}


class PressReleaseQuerySet(ShownQuerySet, DeskQuerySet):
    def live(self, at=None):
        """The edition of each work that visitors see at the moment."""
        at = at or timezone.now()
        return self.filter(
            Q(superseded_at__isnull=True) | Q(superseded_at__gt=at),
            status=Status.PUBLISHED,
            published_at__lte=at,
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
        later = PressRelease._base_manager.filter(
            work=models.OuterRef("work"), edition__gt=models.OuterRef("edition")
        )
        return self.filter(~models.Exists(later))

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
        uses = PressRelease.photo_uses.rel.related_model.objects.showable()
        here = uses.filter(release=models.OuterRef("pk")).order_by("position", "pk")
        return self.gathering("photos_shown", here[:most], PHOTO_COLUMNS)

    def about(self, institution):
        return self.filter(institutions=institution)


NEEDED_TO_READ = ("title", "slug", "lead", "body")


def complete(code):
    """Generated column: the language is whole and released (``reads_in``'s twin)."""
    needed = reduce(and_, (written(localized(name, code)) for name in NEEDED_TO_READ))
    return models.GeneratedField(
        expression=models.ExpressionWrapper(
            needed & Q(**{localized("released", code): True}),
            output_field=models.BooleanField(),
        ),
        output_field=models.BooleanField(),
        db_persist=True,
        null=True,
    )


class PressRelease(OnTheDesk, Bilingual, Sourced):
    """One edition of a press release, complete: both languages, people, photos."""

    class Kind(models.TextChoices):
        PRESS_RELEASE = "press_release", _("Press release")
        JOINT_STATEMENT = "joint_statement", _("Joint statement")
        NEWS = "news", _("News item")

    needed_to_read = NEEDED_TO_READ

    key = models.SlugField(_("key"), max_length=60, blank=True, editable=False)
    work = models.ForeignKey(
        Work,
        models.CASCADE,
        verbose_name=_("work"),
        related_name="editions",
        editable=False,
    )
    edition = models.PositiveSmallIntegerField(_("edition"), default=1, editable=False)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Status,
        default=Status.DRAFT,
        editable=False,
    )
    kind = models.CharField(
        _("kind"), max_length=16, choices=Kind, default=Kind.PRESS_RELEASE
    )
    title = LineField(_("title"), max_length=250, blank=True)
    slug = models.SlugField(
        _("address"),
        max_length=150,
        blank=True,
        help_text=_("Last part of the page's address; made from the title if empty."),
    )
    lead = TextField(_("lead"), blank=True)
    body = RichTextField(_("text"), blank=True)
    released = models.BooleanField(
        _("goes out"),
        default=True,
        help_text=_("Unmarked: held back in this language."),
    )
    first_published_at = models.DateTimeField(
        _("first published at"), null=True, blank=True, editable=False
    )
    dateline_place = models.ForeignKey(
        "vocabulary.Place",
        models.PROTECT,
        verbose_name=_("place"),
        null=True,
        blank=True,
        related_name="datelines",
    )
    dateline_on = models.DateField(_("day of the dateline"), null=True, blank=True)
    event_days = ArrayField(
        models.DateField(),
        verbose_name=_("days of the event"),
        default=list,
        blank=True,
    )
    topics = models.ManyToManyField(
        "vocabulary.Topic",
        verbose_name=_("topics"),
        blank=True,
        related_name="press_releases",
    )
    goals = models.ManyToManyField(
        "vocabulary.Goal",
        verbose_name=_("goals"),
        blank=True,
        related_name="press_releases",
    )
    places = models.ManyToManyField(
        "vocabulary.Place",
        verbose_name=_("places"),
        blank=True,
        related_name="press_releases",
    )
    institutions = models.ManyToManyField(
        "partners.Institution",
        verbose_name=_("institutions"),
        blank=True,
        related_name="press_releases",
    )
    related = models.ManyToManyField(
        Work, verbose_name=_("related texts"), blank=True, related_name="related_from"
    )
    contact_team = LineField(_("press contact"), max_length=120, blank=True)
    contact_email = models.EmailField(_("address of the press contact"), blank=True)
    is_featured = models.BooleanField(
        _("featured"), default=False, help_text=_("Opens the home page.")
    )
    change_note = TextField(
        _("note to readers about the change"),
        blank=True,
        help_text=_("For a correction: what was wrong and what is right."),
    )

    published_at = models.DateTimeField(
        _("visible from"), null=True, blank=True, editable=False
    )
    superseded_at = models.DateTimeField(
        _("visible until"), null=True, blank=True, editable=False
    )
    archived_at = models.DateTimeField(
        _("archived at"), null=True, blank=True, editable=False
    )
    withdrawn_at = models.DateTimeField(
        _("withdrawn at"), null=True, blank=True, editable=False
    )
    withdrawn_reason = TextField(_("why it was withdrawn"), blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("sent to review by"),
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("published by"),
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("written by"),
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    returned_remark = models.TextField(
        _("why it came back"), blank=True, editable=False
    )
    alone_reason = models.TextField(
        _("why nobody else read it"), blank=True, editable=False
    )
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    # Kept by the database, so that no list has to open the texts to ask.
    complete_es = complete("es")
    complete_en = complete("en")
    search_es = column("es", A=["title_es"], C=["lead_es"], D=["body_es"])
    search_en = column("en", A=["title_en"], C=["lead_en"], D=["body_en"])

    objects = PressReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-dateline_on", "-pk"]
        verbose_name = _("press release")
        verbose_name_plural = _("press releases")
        permissions = [
            ("publish_pressrelease", _("Can publish, return and withdraw")),
            ("publish_alone_pressrelease", _("Can publish without a second reader")),
        ]
        indexes = [
            *(
                models.Index(
                    fields=["-dateline_on", "-published_at", "-id"],
                    name=f"pressrelease_newest_{code}",
                    condition=Q(status="published", **{f"complete_{code}": True}),
                )
                for code in ("es", "en")
            ),
            models.Index(fields=["status", "changed_at"], name="pressrelease_desk"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["work", "edition"], name="pressrelease_edition_once"
            ),
            models.UniqueConstraint(
                fields=["work"],
                condition=Q(status__in=("draft", "review")),
                name="pressrelease_one_open_edition",
                violation_error_message=_("This text has an edition in work already."),
            ),
            models.CheckConstraint(
                name="pressrelease_published_has_moment",
                condition=~Q(status__in=("published", "withdrawn"))
                | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="pressrelease_open_has_no_moment",
                condition=~Q(status__in=("draft", "review"))
                | Q(published_at__isnull=True),
            ),
            models.CheckConstraint(
                name="pressrelease_period_forward",
                condition=Q(superseded_at__isnull=True)
                | Q(published_at__isnull=False, superseded_at__gt=F("published_at")),
            ),
            models.CheckConstraint(
                name="pressrelease_withdrawn_has_moment",
                condition=~Q(status="withdrawn") | Q(withdrawn_at__isnull=False),
            ),
            ExclusionConstraint(
                name="pressrelease_one_visible_edition",
                expressions=[
                    ("work", RangeOperators.EQUAL),
                    (
                        Func(
                            "published_at",
                            "superseded_at",
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(status="published"),
                violation_error_message=_("Another edition is visible at that moment."),
            ),
            *(
                ExclusionConstraint(
                    name=f"pressrelease_{localized('slug', code)}_of_one_work",
                    expressions=[
                        (localized("slug", code), RangeOperators.EQUAL),
                        ("work", RangeOperators.NOT_EQUAL),
                    ],
                    condition=written(localized("slug", code)),
                    violation_error_message=_("Another text has or had this address."),
                )
                for code in ("es", "en")
            ),
        ]

    def __str__(self):
        return self.in_words("title")[0] or str(_("(untitled)"))

    def get_absolute_url(self):
        return reverse("news:detail", args=[self.slug])

    @classmethod
    def readable_in(cls, code):
        return Q(**{localized("complete", code): True})

    def reads_in(self, code):
        return super().reads_in(code) and getattr(self, localized("released", code))

    def is_live(self, at=None):
        """Twin of ``live`` for one edition."""
        at = at or timezone.now()
        return (
            self.status == Status.PUBLISHED
            and self.published_at <= at
            and (self.superseded_at is None or self.superseded_at > at)
        )

    @property
    def is_superseded(self):
        return (
            self.status == Status.PUBLISHED
            and self.superseded_at is not None
            and self.superseded_at <= timezone.now()
        )

    @property
    def is_waiting(self):
        """Published for a moment that has not come."""
        return self.status == Status.PUBLISHED and self.published_at > timezone.now()

    @property
    def event_day(self):
        """The day that decides which post a person held: of the event, else printed."""
        return max(self.event_days) if self.event_days else self.dateline_on

    @property
    def is_open(self):
        return self.status in OPEN

    @property
    def is_archived(self):
        return self.archived_at is not None and self.archived_at <= timezone.now()

    @property
    def lead_photo(self):
        """The first photo that may be shown; lists gather it with the row."""
        if not hasattr(self, "photos_shown"):
            self.photos_shown = list(self.photo_uses.showable())
        return self.photos_shown[0] if self.photos_shown else None

    @property
    def other_photos(self):
        return self.photos_shown[1:]

    @property
    def is_corrected(self):
        """Was something changed that readers of an edition before should know?"""
        return self.edition > 1 and bool(self.change_note)

    # What the workflow asks of a text.

    def missing_for_publication(self):
        return missing_for_publication(self)

    def reasons_against(self, key):
        """What stands against a step in the text itself (see workflow.obstacles)."""
        if key in ("publish", "publish_alone"):
            return self.missing_for_publication()
        if key == "withdraw" and self.is_superseded:
            return [_("A later edition has taken its place.")]
        return []

    def obstacles_at(self, at):
        """Reasons against becoming visible at the moment."""
        reasons = against_moment(at)
        later = self._others().filter(status=Status.PUBLISHED, published_at__gte=at)
        if later.exists():
            reasons.append(_("A later edition is already published or scheduled."))
        return reasons

    def locked(self):
        """This edition read afresh while nobody else can act on its work."""
        Work.objects.select_for_update().get(pk=self.work_id)
        return PressRelease._base_manager.get(pk=self.pk)

    def record(self, key, user, at, reason):
        """Write down what a step means for the edition (see workflow.take)."""
        match key:
            case "submit":
                self.submitted_by, self.returned_remark = user, ""
            case "return":
                self.returned_remark = reason
            case "publish" | "publish_alone":
                self.published_by, self.published_at = user, at
                self.alone_reason = reason if key == "publish_alone" else ""
                self._mark_first_published(at)
                self._others().end_at(at)
            case "withdraw":
                self._withdraw(reason)

    def _withdraw(self, reason):
        """Before its moment has come, what it was to follow goes on to be seen."""
        self.withdrawn_at = timezone.now()
        for code in codes():
            setattr(self, localized("withdrawn_reason", code), reason)
        if self.published_at > self.withdrawn_at:
            self.save()  # first: the database refuses two that are visible at once
            before = self._others().filter(superseded_at=self.published_at)
            before.update(superseded_at=self.superseded_at)

    def _mark_first_published(self, at):
        for code in codes():
            name = localized("first_published_at", code)
            if self.reads_in(code) and getattr(self, name) is None:
                setattr(self, name, at)

    def _others(self):
        return PressRelease.objects.filter(work=self.work_id).exclude(pk=self.pk)

    @transaction.atomic
    def next_edition(self, user):
        """A full copy of this edition as the next draft, people and photos included.

        Raises IntegrityError when an edition of the work is open already.
        """
        origin = self.locked()
        copy = PressRelease._base_manager.get(pk=origin.pk)
        copy.pk, copy._state.adding = None, True
        copy.edition = origin.work.newest.edition + 1
        copy.status, copy.written_by = Status.DRAFT, user
        for name, empty in OF_ONE_EDITION.items():
            setattr(copy, name, empty)
        copy.save()
        copy._take_over(origin)
        return copy

    def _take_over(self, origin):
        """Bring topics, people, photos and links of another edition along."""
        for name in ("topics", "goals", "places", "institutions", "related"):
            getattr(self, name).set(getattr(origin, name).all())
        for name in ("mentions", "photo_uses", "agreement_links"):
            for row in getattr(origin, name).all():
                row.pk, row._state.adding, row.release = None, True, self
                row.save()
