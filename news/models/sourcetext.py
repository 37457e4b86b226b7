"""Source texts that translations were confirmed against, each kept once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.fingerprints import fingerprint, normalized


class SourceText(models.Model):
    """The words of a source text, found by their fingerprint."""

    fingerprint = models.CharField(max_length=32, primary_key=True)
    text = models.TextField()

    class Meta:
        verbose_name = _("source text")
        verbose_name_plural = _("source texts")

    def __str__(self):
        return self.text[:60]

    @classmethod
    def keep(cls, texts):
        """Texts are kept once, however many translations follow them."""
        rows = [
            cls(fingerprint=fingerprint(text), text=normalized(text)) for text in texts
        ]
        return cls.objects.bulk_create(rows, ignore_conflicts=True) if rows else []
