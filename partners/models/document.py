"""Papers of an agreement: what there is, in which language, who may open it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.fields import LineField
from iompanama.publishing.languages import Bilingual

from .agreement import Agreement


class Document(Bilingual):
    """One paper. Its scans are filed as versions that are never overwritten."""

    class Kind(models.TextChoices):
        SIGNED = "signed_text", _("signed text")
        ANNEX = "annex", _("annex")
        ADDENDUM = "addendum", _("addendum")
        GAZETTE = "official_gazette", _("official gazette")
        REPORT = "final_report", _("final report")
        TERMINATION = "termination_note", _("record of termination")
        SCAN = "scan_without_text", _("scan without text")
        DRAFT = "draft", _("draft")

    agreement = models.ForeignKey(
        Agreement,
        models.CASCADE,
        verbose_name=_("agreement"),
        related_name="documents",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    language = models.CharField(
        _("language"), max_length=2, help_text=_("Code: es, en, fr.")
    )
    is_authentic = models.BooleanField(_("authentic text"), default=False)
    title = LineField(_("title"), max_length=200)
    access = models.CharField(
        _("access"),
        max_length=12,
        choices=Agreement.Access,
        default=Agreement.Access.INTERNAL,
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["agreement", "position", "pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self):
        return self.in_words("title")[0]
