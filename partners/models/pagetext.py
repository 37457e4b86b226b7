"""What is written on each page of a file: read from it, recognized or typed."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.images import private_storage
from iompanama.publishing.languages import Bilingual, codes, localized
from iompanama.publishing.search import SearchableQuerySet, column, words

from .version import DocumentVersion

# A page with more letters is no page; a vector holds one megabyte.
MOST_LETTERS = 100_000


def beside_the_file(page, name):
    folder = page.version.file.name.rpartition("/")[0]
    return f"{folder}/{name}"


class PageTextQuerySet(SearchableQuerySet):
    def visible_to(self, user):
        return self.filter(version__in=DocumentVersion.objects.visible_to(user))

    def shown_to(self, user):
        """Pages of the newest file of each paper the user may open."""
        newest = DocumentVersion.objects.visible_to(user).newest()
        return self.filter(version__in=newest.values("pk"))

    def holding(self, text):
        """Where the words stand, in either language; in no order."""
        found = (Q(**{localized("search", c): words(text, c)}) for c in codes())
        return self.filter(reduce(or_, found)) if text.strip() else self.none()

    def of_agreement(self, key):
        """In the order in which its papers are listed."""
        order = ("version__document__position", "version__document_id", "number")
        return self.filter(version__agreement=key).order_by(*order)


class PageText(Bilingual):
    """One page: its text, how sure it is, and a picture to compare it with.

    A text that somebody typed stays when the file is read again.
    """

    class Origin(models.TextChoices):
        LAYER = "layer", _("text of the file")
        OCR = "ocr", _("recognized from the picture")
        TYPED = "typed", _("typed")
        NONE = "none", _("not recognized yet")

    version = models.ForeignKey(
        DocumentVersion,
        models.CASCADE,
        verbose_name=_("version"),
        related_name="pages",
    )
    number = models.PositiveIntegerField(_("page"))
    text = models.TextField(_("text"), blank=True, max_length=MOST_LETTERS)
    origin = models.CharField(_("origin"), max_length=5, choices=Origin)
    confidence = models.PositiveSmallIntegerField(
        _("confidence"), null=True, blank=True, help_text=_("From 0 to 100.")
    )
    is_doubtful = models.BooleanField(_("to check"), default=False)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("corrected by"),
        related_name="+",
        null=True,
        blank=True,
    )
    corrected_at = models.DateTimeField(_("corrected at"), null=True, blank=True)
    read_at = models.DateTimeField(_("read at"))
    picture = models.FileField(
        _("picture"),
        upload_to=beside_the_file,
        storage=private_storage,
        max_length=200,
    )
    picture_width = models.PositiveSmallIntegerField()
    picture_height = models.PositiveSmallIntegerField()

    search_es = column("es", D=["text"])
    search_en = column("en", D=["text"])

    objects = PageTextQuerySet.as_manager()

    class Meta:
        ordering = ["version", "number"]
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        indexes = [
            GinIndex(fields=[name], name=f"pagetext_{name}")
            for name in ("search_es", "search_en")
        ]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="pagetext_once"),
            models.CheckConstraint(
                name="pagetext_typed_by_somebody",
                condition=~Q(origin="typed") | Q(corrected_at__isnull=False),
            ),
            models.CheckConstraint(
                name="pagetext_confidence_is_percent",
                condition=Q(confidence__isnull=True) | Q(confidence__lte=100),
            ),
        ]

    def __str__(self):
        return _("%(document)s, page %(number)s") % {
            "document": self.version.document,
            "number": self.number,
        }

    def get_absolute_url(self):
        document = self.version.document
        return reverse(
            "partners:document_page",
            args=[document.agreement.slug, document.pk, self.number],
        )

    def languages(self):
        """Its page can be asked for in the languages of the record."""
        return self.version.document.languages()

    @property
    def is_read(self):
        return self.read_at is not None

    @property
    def picture_tag(self):
        """Another one as soon as the picture is."""
        return self.picture.name.rpartition("/")[2]
