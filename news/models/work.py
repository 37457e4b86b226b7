"""What stays the same through all editions of a press release."""

import uuid

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.languages import localized

from .desk import WorkQuerySet

TAKEN_FROM_VISITORS = ("withdraw", "archive")


class Work(models.Model):
    """What stays the same through all editions of a press release.

    A row of its own, and not a bare number in each edition, so that related works
    are real keys and two people who act on one work wait for each other here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    begun_at = models.DateTimeField(_("begun at"), default=timezone.now, editable=False)
    # Of its newest edition, in all languages, accents and case aside; kept by the
    # database. A list is searched here, where a hundred rows lie on a page.
    titles = models.TextField(default="", editable=False)

    objects = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("work")
        verbose_name_plural = _("works")
        indexes = [
            GinIndex(OpClass(F("titles"), name="gin_trgm_ops"), name="work_titles")
        ]

    def __str__(self):
        title = getattr(self, localized("title_here"), None)
        return title or str(self.newest or self.pk)

    @property
    def newest(self):
        return self.editions.order_by("edition").last()

    def edition_for(self, step, asked=None):
        """The edition a step speaks of: what visitors read where it is taken from
        them, else the one asked for, else the last one it can be taken from."""
        editions = self.editions.order_by("edition")
        if step.key in TAKEN_FROM_VISITORS and (live := editions.live().first()):
            return live
        if asked and asked.status in step.sources:
            return asked
        return editions.filter(status__in=step.sources).last() or editions.last()
