"""Who looks after an agreement on each side."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.fields import LineField

from .agreement import Agreement


class FocalPoint(models.Model):
    """The unit that looks after the agreement on one side."""

    agreement = models.ForeignKey(
        Agreement,
        models.CASCADE,
        verbose_name=_("agreement"),
        related_name="focal_points",
    )
    institution = models.ForeignKey(
        "partners.Institution",
        models.PROTECT,
        verbose_name=_("institution"),
        related_name="+",
    )
    unit = LineField(_("unit or person"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("focal point")
        verbose_name_plural = _("focal points")

    def __str__(self):
        return f"{self.unit}, {self.institution}"
