"""How one agreement stands to another, entered once and read from both ends."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.dates import precision_field, precision_rules
from iompanama.publishing.fields import TextField
from iompanama.publishing.languages import Bilingual

from .agreement import Agreement


class Relation(Bilingual):
    """``source`` amends, replaces or implements ``target``, or they are related."""

    class Kind(models.TextChoices):
        AMENDS = "amends", _("amends")
        REPLACES = "replaces", _("replaces")
        IMPLEMENTS = "implements", _("implements")
        RELATED = "related", _("is related to")

    # What the target says of the source.
    FROM_THE_OTHER_END = {
        Kind.AMENDS: _("is amended by"),
        Kind.REPLACES: _("is replaced by"),
        Kind.IMPLEMENTS: _("is implemented by"),
        Kind.RELATED: _("is related to"),
    }

    source = models.ForeignKey(
        Agreement,
        models.CASCADE,
        verbose_name=_("agreement"),
        related_name="relations_out",
    )
    kind = models.CharField(_("relation"), max_length=10, choices=Kind)
    target = models.ForeignKey(
        Agreement,
        models.CASCADE,
        verbose_name=_("other agreement"),
        related_name="relations_in",
    )
    new_ends_on = models.DateField(
        _("moves the end to"),
        null=True,
        blank=True,
        help_text=_("For an addendum that changes when the other agreement ends."),
    )
    new_ends_on_precision = precision_field()
    changes = TextField(_("what it changes"), blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = [
            *precision_rules("relation", "new_ends_on", last=True),
            models.CheckConstraint(
                name="relation_to_another",
                condition=~Q(source=F("target")),
                violation_error_message=_("An agreement is not related to itself."),
            ),
            models.CheckConstraint(
                name="relation_only_amendments_move_ends",
                condition=Q(kind="amends") | Q(new_ends_on__isnull=True),
                violation_error_message=_("Only an amendment moves the end."),
            ),
            models.UniqueConstraint(
                Least("source", "target"),
                Greatest("source", "target"),
                "kind",
                name="relation_once",
                violation_error_message=_("This relation is on record already."),
            ),
        ]

    def __str__(self):
        return f"{self.source} {self.get_kind_display()} {self.target}"

    @property
    def kind_from_target(self):
        return self.FROM_THE_OTHER_END[self.kind]

    def clean(self):
        """In words what the trigger ``relation_no_circle`` refuses."""
        if self.kind != self.Kind.RELATED and self._closes_a_circle():
            raise ValidationError(
                _("The other agreement already leads back to this one.")
            )

    def _closes_a_circle(self):
        seen, edge = set(), {self.target_id}
        while edge:
            if self.source_id in edge:
                return True
            seen |= edge
            edge = (
                set(
                    Relation.objects.filter(kind=self.kind, source__in=edge)
                    .exclude(pk=self.pk)
                    .values_list("target", flat=True)
                )
                - seen
            )
        return False
