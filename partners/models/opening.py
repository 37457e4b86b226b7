"""Who opened a confidential paper, which part of it, and when."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .version import DocumentVersion

# A reader asks for a file in many pieces, and for a page and its picture.
SAME_OPENING = dt.timedelta(minutes=10)


class OpeningQuerySet(models.QuerySet):
    def note(self, user, version, part, page=None):
        """Put down that the user opens a part of it; once in ten minutes."""
        what = {"user": user, "version": version, "part": part, "page": page}
        now = timezone.now()
        recent = self.filter(**what, opened_at__gt=now - SAME_OPENING)
        if not recent.exists():
            self.create(**what, opened_at=now)


class Opening(models.Model):
    class Part(models.TextChoices):
        LIST = "list", _("the list of its pages")
        PAGE = "page", _("a page")
        FILE = "file", _("the file")

    version = models.ForeignKey(
        DocumentVersion,
        models.CASCADE,
        verbose_name=_("version"),
        related_name="openings",
    )
    part = models.CharField(_("what was opened"), max_length=4, choices=Part)
    page = models.PositiveIntegerField(_("page"), null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("user"),
        related_name="+",
    )
    opened_at = models.DateTimeField(_("opened at"))

    objects = OpeningQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        verbose_name = _("opening of a confidential document")
        verbose_name_plural = _("openings of confidential documents")
        indexes = [
            models.Index(
                fields=["version", "user", "-opened_at"], name="opening_latest"
            ),
            models.Index(fields=["-opened_at"], name="opening_when"),
        ]
        constraints = [
            models.CheckConstraint(
                name="opening_of_a_page_says_which",
                condition=Q(part="page", page__gt=0)
                | ~Q(part="page") & Q(page__isnull=True),
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.opened_at:%Y-%m-%d %H:%M}"
