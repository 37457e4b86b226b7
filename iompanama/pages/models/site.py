"""Facts about the office that change and stand on many pages."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.fields import LineField, TextField
from iompanama.publishing.languages import Bilingual


class SiteSettings(Bilingual):
    """One row: whom to call, how many Member States there are."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    press_team = LineField(_("press team"), max_length=120, blank=True)
    contact_email = models.EmailField(_("press address"), blank=True)
    contact_phone = models.CharField(_("press telephone"), max_length=40, blank=True)
    address = TextField(_("address of the office"), blank=True)
    member_states = models.PositiveSmallIntegerField(
        _("number of Member States"), default=0
    )
    member_states_as_of = models.CharField(
        _("number of Member States as of"), max_length=10, blank=True
    )
    presence_since = models.PositiveSmallIntegerField(
        _("in Panama since"), null=True, blank=True
    )
    founded = models.PositiveSmallIntegerField(
        _("organization founded in"), null=True, blank=True
    )
    shows_sample = models.BooleanField(
        _("shows sample records"),
        default=False,
        help_text=_("Prints the note on sample texts at the foot of every page."),
    )

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        constraints = [
            models.CheckConstraint(name="sitesettings_one_row", condition=Q(id=1))
        ]

    def __str__(self):
        return str(self._meta.verbose_name)

    @classmethod
    def load(cls):
        """The settings; an office that has none yet gets empty ones, not an error."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
