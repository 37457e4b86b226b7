"""Papers of an agreement: what there is, in which language, who may open it."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.fields import LineField
from iompanama.publishing.gathering import GatheringQuerySet
from iompanama.publishing.languages import Bilingual, BilingualQuerySet

from .agreement import Agreement


class DocumentQuerySet(GatheringQuerySet, BilingualQuerySet):
    def visible_to(self, user):
        """Papers the user may open, of records that open to her; the rest do not
        exist. A confidential one is for the named readers of its record."""
        found = self.filter(agreement__in=Agreement.objects.open_to(user).values("pk"))
        return found.of_records_open_to(user)

    def of_records_open_to(self, user):
        """Of papers whose records open to the user, those she may open herself."""
        if user.has_perm("partners.read_confidential"):
            return self
        if not user.has_perm("partners.read_internal"):
            return self.filter(access=Agreement.Access.PUBLIC)
        named = Agreement.readers.through.objects.filter(
            agreement=OuterRef("agreement"), user=user.pk
        )
        return self.filter(~Q(access=Agreement.Access.CONFIDENTIAL) | Exists(named))

    def filed(self):
        """Papers of which there is a file."""
        versions = self.model.versions.rel.related_model.objects
        return self.filter(Exists(versions.filter(document=OuterRef("pk"))))


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

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "position", "pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self):
        return self.in_words("title")[0]

    def get_absolute_url(self):
        return reverse("partners:document", args=[self.agreement.slug, self.pk])

    def languages(self):
        """It has a page in the languages of its record, whatever its own is."""
        return self.agreement.languages()

    @property
    def for_whom(self):
        """Nothing where anybody may read it."""
        words = {
            Agreement.Access.INTERNAL: _("staff only"),
            Agreement.Access.CONFIDENTIAL: _("confidential"),
        }
        return words.get(self.access, "")

    @property
    def is_public(self):
        public = Agreement.Access.PUBLIC
        return self.access == self.agreement.access == public

    @property
    def is_confidential(self):
        """Is whoever opens it put down?"""
        return Agreement.Access.CONFIDENTIAL in (self.access, self.agreement.access)

    @property
    def newest(self):
        """Of its versions as ``document_page`` brings them, the last one filed."""
        return self.versions_here[0] if self.versions_here else None
