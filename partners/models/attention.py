"""What an editor should know before a person or an institution is named."""

from collections import defaultdict

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.fields import TextField
from iompanama.publishing.languages import Bilingual, codes, in_any_language, localized

from .institution import Institution
from .official import Official

# In this order the columns of a note name what it is about.
SUBJECTS = {Official: "official", Institution: "institution"}


class AttentionQuerySet(models.QuerySet):
    def about(self, asked):
        """The notes of many records at once, by model and key: ``asked`` has the keys
        of each model. One query."""
        wanted = Q(pk__in=())
        for model, keys in asked.items():
            wanted |= Q(**{f"{SUBJECTS[model]}__in": keys})
        found = defaultdict(list)
        for note in self.filter(wanted).with_names():
            found[type(note.subject), note.subject.pk].append(note)
        return found

    def with_names(self):
        vectors = (
            f"{name}__{localized('search', code)}"
            for name in SUBJECTS.values()
            for code in codes()
        )
        return self.select_related(*SUBJECTS.values()).defer(*vectors)


class Attention(Bilingual):
    """A note for whoever tags a person or an institution. It is never public."""

    class Kind(models.TextChoices):
        SENSITIVITY = "sensitivity", _("Sensitivity")
        PROTOCOL = "protocol", _("Protocol")
        SPELLING = "spelling", _("Spelling")

    official = models.ForeignKey(
        Official,
        models.CASCADE,
        verbose_name=_("official"),
        null=True,
        blank=True,
        related_name="attention",
    )
    institution = models.ForeignKey(
        Institution,
        models.CASCADE,
        verbose_name=_("institution"),
        null=True,
        blank=True,
        related_name="attention",
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    note = TextField(_("note"), max_length=600)

    objects = AttentionQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name = _("attention")
        verbose_name_plural = _("attention")
        constraints = [
            models.CheckConstraint(
                name="attention_of_one",
                condition=Q(official__isnull=False, institution__isnull=True)
                | Q(official__isnull=True, institution__isnull=False),
            ),
            models.CheckConstraint(
                name="attention_says_something",
                condition=in_any_language("note"),
                violation_error_message=_("Write it in at least one language."),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def subject(self):
        """The person or the institution it is about."""
        return self.official or self.institution
