"""How one agreement stands to another, entered once and read from both ends."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.dates import precision_field
from iompanama.publishing.fields import LinesField, TextField
from iompanama.publishing.languages import Bilingual, codes, localized

from .agreement import Agreement
from .rules import RELATION_CONSTRAINTS


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
        help_text=_("The new last day of the other agreement; empty: it stays."),
    )
    new_ends_on_precision = precision_field()
    removes_end = models.BooleanField(
        _("takes the end away"),
        default=False,
        help_text=_("From then on the other agreement has no last day."),
    )
    new_renewal = models.CharField(
        _("new renewal"),
        max_length=12,
        choices=Agreement.Renewal,
        blank=True,
        help_text=_("The term that runs that day is finished under the old rule."),
    )
    new_renewal_months = models.PositiveSmallIntegerField(
        _("new renewal (months)"), null=True, blank=True
    )
    new_notice_days = models.PositiveSmallIntegerField(
        _("new notice (days)"), null=True, blank=True
    )
    areas_added = LinesField(_("areas it adds"))
    areas_removed = LinesField(
        _("areas it takes out"),
        help_text=_("One per line, word for word as the other agreement has them."),
    )
    changes = TextField(
        _("what else it changes"),
        blank=True,
        help_text=_("In a sentence: what the other fields do not say."),
    )

    refusals = {
        "relation_keeps_parties": (
            _("A party joined or left by this amendment: change the party first."),
        )
    }

    class Meta:
        ordering = ["pk"]
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = RELATION_CONSTRAINTS

    def __str__(self):
        return f"{self.source} {self.get_kind_display()} {self.target}"

    @property
    def kind_from_target(self):
        return self.FROM_THE_OTHER_END[self.kind]

    def clean(self):
        """In words what the trigger ``relation_no_circle`` refuses; and areas that the
        other agreement never had, which would stay without anybody noticing."""
        if self.kind != self.Kind.RELATED and self._closes_a_circle():
            raise ValidationError(
                _("The other agreement already leads back to this one.")
            )
        if self.kind == self.Kind.AMENDS:
            unknown = {
                localized("areas_removed", code): _(
                    "The other agreement has no area “%(area)s”."
                )
                % {"area": area}
                for code in codes()
                for area in self._unknown_areas(code)
            }
            if unknown:
                raise ValidationError(unknown)

    def _unknown_areas(self, code):
        removed = getattr(self, localized("areas_removed", code)) or []
        if not removed or self.target_id is None:
            return []
        known = list(getattr(self.target, localized("areas", code)) or [])
        added = localized("areas_added", code)
        for areas in self.target.relations_in.values_list(added, flat=True):
            known += areas or []
        return [area for area in removed if area not in known]

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
