"""Sheets sent to be imported: kept from the trial until they are brought in."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ImportedSheet(models.Model):
    """A file, who sent it, and when its agreements were made of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=200)
    # Let go once it is brought in: the records and their log stay.
    data = models.BinaryField(null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name=_("sent by"),
        related_name="+",
    )
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now)
    done_at = models.DateTimeField(_("imported at"), null=True, blank=True)
    count = models.PositiveIntegerField(_("agreements"), default=0)

    class Meta:
        ordering = ["-sent_at"]
        default_permissions = ()
        verbose_name = _("imported sheet")
        verbose_name_plural = _("imported sheets")

    def __str__(self):
        return self.name
