"""The files of a paper: each scan stands beside the ones before, never over them."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.gathering import GatheringQuerySet
from iompanama.publishing.images import private_storage

from .agreement import Agreement
from .document import Document


@deconstructible
class OwnFolder:
    """``documents/1f/1f0c…/original.pdf``: a folder nobody can guess, for the file and
    the pictures of its pages."""

    def __call__(self, version, name):
        token = uuid.uuid4().hex
        suffix = DocumentVersion.SUFFIXES[version.media_type]
        return f"documents/{token[:2]}/{token}/original{suffix}"


class DocumentVersionQuerySet(GatheringQuerySet):
    def visible_to(self, user):
        return self.filter(document__in=Document.objects.visible_to(user).values("pk"))

    def newest(self):
        """Of each paper the last one filed: what is shown and searched."""
        later = DocumentVersion.objects.filter(
            document=OuterRef("document"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(later))

    def due(self, now, *, has_ocr):
        """What a worker may take: also what a killed one had in hand, and what waits
        for the recognition of text that was not there when it was read."""
        in_hand = Q(state__in=DocumentVersion.UNREAD, due_at__lte=now)
        waits = Q(state=DocumentVersion.State.READ, lacks_ocr=True)
        return self.filter(in_hand | waits if has_ocr else in_hand)


class DocumentVersion(models.Model):
    """One file of a paper, as it came, and how far its pages have been read.

    What is said of the file never changes (the database refuses it, as it refuses to
    delete a version without its record); what is said of the reading does.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be read")
        READING = "reading", _("is being read")
        READ = "read", _("read")
        FAILED = "failed", _("could not be read")

    class Reason(models.TextChoices):
        TIME = "time", _("A page took longer than it may.")
        BROKE = "broke", _("The program that reads broke down on a page.")
        MEMORY = "memory", _("A page asked for more memory than there is for it.")
        PAGE = "page", _("A page is damaged.")
        OCR = "ocr", _("The recognition of text failed on a page.")
        FILE = "file", _("The file cannot be opened.")
        GONE = "gone", _("The file is not where it was filed.")
        KILLED = "killed", _("The reading was interrupted again and again.")

    class Carried(models.TextChoices):
        SCRIPT = "script", _("scripts")
        LAUNCH = "launch", _("commands that start programs")
        FILES = "files", _("other files inside it")

    UNREAD = (State.WAITING, State.READING)
    SUFFIXES = {
        "application/pdf": ".pdf",
        "application/zip": ".zip",
        "image/jpeg": ".jpg",
        "image/png": ".png",
        "image/tiff": ".tiff",
        "image/webp": ".webp",
    }

    document = models.ForeignKey(
        Document,
        models.RESTRICT,
        verbose_name=_("document"),
        related_name="versions",
    )
    # Filled in by the database: a version goes when its whole record goes.
    agreement = models.ForeignKey(
        Agreement,
        models.CASCADE,
        verbose_name=_("agreement"),
        related_name="+",
        editable=False,
    )
    number = models.PositiveSmallIntegerField(_("version"))
    file = models.FileField(
        _("file"), upload_to=OwnFolder(), storage=private_storage, max_length=200
    )
    name = models.CharField(_("name of the file"), max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("In bytes."))
    media_type = models.CharField(
        _("kind of file"), max_length=20, choices=[(each, each) for each in SUFFIXES]
    )
    page_count = models.PositiveIntegerField(_("pages"))
    carries = ArrayField(
        models.CharField(max_length=8, choices=Carried),
        verbose_name=_("carries"),
        default=list,
        blank=True,
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("added by"),
        related_name="+",
        null=True,
        blank=True,
    )
    added_at = models.DateTimeField(_("added at"), default=timezone.now)

    state = models.CharField(
        _("reading"), max_length=8, choices=State, default=State.WAITING
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    # When it may be taken; of what is in hand, from when nobody has it any more.
    due_at = models.DateTimeField(_("due at"), default=timezone.now)
    claim = models.UUIDField(null=True, blank=True, editable=False)
    # Pages read before are to be read again.
    asked_at = models.DateTimeField(_("asked for at"), default=timezone.now)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=8, choices=Reason, blank=True)
    lacks_ocr = models.BooleanField(
        _("pages wait for the recognition of text"), default=False
    )

    objects = DocumentVersionQuerySet.as_manager()

    class Meta:
        ordering = ["document", "-number"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        indexes = [
            models.Index(
                fields=["due_at"],
                name="documentversion_due",
                condition=Q(state__in=("waiting", "reading")) | Q(lacks_ocr=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="documentversion_number"
            ),
            models.CheckConstraint(
                name="documentversion_whole",
                condition=Q(
                    number__gt=0,
                    size__gt=0,
                    page_count__gt=0,
                    sha256__regex="^[0-9a-f]{64}$",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.document} ({self.number})"

    @property
    def is_unread(self):
        return self.state in self.UNREAD

    @property
    def carries_in_words(self):
        return [self.Carried(each).label for each in self.carries]

    @property
    def kind(self):
        """PDF, JPEG …; several pictures are pages of one file."""
        return self.media_type.rpartition("/")[2].upper()
