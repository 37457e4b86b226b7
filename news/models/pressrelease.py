"""Press releases: works that live through numbered editions.

Which edition a visitor sees is a question to the clock: the one whose period, from
``published_at`` to ``superseded_at``, holds the moment. Nothing has to run for a
scheduled text to appear or for the one before it to go.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.fields import LineField, RichTextField, TextField
from iompanama.publishing.languages import Bilingual, localized
from iompanama.publishing.models import Sourced
from iompanama.publishing.search import column
from iompanama.publishing.workflow import OPEN, Status, StepRefused

from ..afterwards import against_address, against_moment
from ..gate import missing_for_publication, reasons_against
from ..mail import concerned, tell_of
from ..steps import ACTIONS, start_next
from .columns import NEEDED_TO_READ, complete, kept_keys, stale, visible_until
from .desk import OnTheDesk
from .editions import PressReleaseQuerySet
from .rules import CONSTRAINTS, INDEXES
from .work import Work


class PressRelease(OnTheDesk, Bilingual, Sourced):
    """One edition of a press release, complete: both languages, people, photos."""

    class Kind(models.TextChoices):
        PRESS_RELEASE = "press_release", _("Press release")
        JOINT_STATEMENT = "joint_statement", _("Joint statement")
        NEWS = "news", _("News item")

    class Source(models.TextChoices):
        SPANISH = "es", _("Spanish")
        ENGLISH = "en", _("English")

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

    is_small_change = models.BooleanField(
        _("small change"),
        default=False,
        help_text=_("A slip of the pen, a link: readers need not be told."),
    )
    source_language = models.CharField(
        _("written first in"),
        max_length=2,
        choices=Source,
        default=Source.SPANISH,
        help_text=_("The other language is its translation."),
    )
    # For each text of the translation, the fingerprint of the source it follows.
    confirmed = models.JSONField(default=dict, editable=False)
    source_changed_at = models.DateTimeField(
        _("source changed at"), default=timezone.now, editable=False
    )
    # Raised by the database at every change of the row or of what belongs to it.
    version = models.PositiveIntegerField(default=1, editable=False)
    is_newest = models.BooleanField(default=True, editable=False)

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
    withdrawn_to = models.CharField(
        _("address to go to instead"), max_length=200, blank=True, editable=False
    )
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
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("read afterwards by"),
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
    visible_until = visible_until()
    topic_ids = kept_keys()
    institution_ids = kept_keys()
    complete_es = complete("es")
    complete_en = complete("en")
    stale_es = stale("es")
    stale_en = stale("en")
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
        indexes = INDEXES
        constraints = CONSTRAINTS

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
        if self.gate_said is not None:
            return self.gate_said
        return missing_for_publication(self)

    def reasons_against(self, key):
        return reasons_against(self, key)

    def obstacles_at(self, at):
        """Reasons against becoming visible at the moment."""
        return against_moment(self, at)

    def obstacles_instead(self, instead):
        """Reasons against sending readers to the address."""
        return against_address(instead)

    def locked(self):
        """This edition read afresh while nobody else can act on its work."""
        list(Work.objects.select_for_update().filter(pk=self.work_id))
        fresh = PressRelease._base_manager.filter(pk=self.pk).first()
        if fresh is None:
            raise StepRefused([gettext("Somebody deleted this text meanwhile.")])
        return fresh

    def carry_out(self, key, user, at, reason, **told):
        """Write down what a step means (see workflow.take); tell whom it concerns."""
        people = concerned(key, self, user)
        left = ACTIONS[key](self, user, at, reason, **told)
        tell_of(people, left, user, reason)
        return left

    def others(self):
        """The other editions of the work."""
        return PressRelease.objects.filter(work=self.work_id).exclude(pk=self.pk)

    @transaction.atomic
    def next_edition(self, user):
        """The next draft of the work, made of this edition.

        Raises IntegrityError when an edition of the work is open already.
        """
        return start_next(self.locked(), user)
