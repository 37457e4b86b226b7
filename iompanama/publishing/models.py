"""No tables: what the models of the apps are built from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sourced(models.Model):
    """A record that says where it comes from and whether it was invented."""

    is_sample = models.BooleanField(
        _("sample record"),
        default=False,
        help_text=_("Invented to try the site out; it says so wherever it appears."),
    )
    sources = models.TextField(_("sources"), blank=True)
    notes = models.TextField(_("internal notes"), blank=True)

    class Meta:
        abstract = True
