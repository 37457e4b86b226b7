"""Facts about the office that change and stand on many pages."""

from functools import lru_cache

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.fields import LineField, TextField
from iompanama.publishing.gathering import GatheringQuerySet
from iompanama.publishing.languages import Bilingual, current

from .page import Page


class SiteSettingsQuerySet(GatheringQuerySet):
    def with_menus(self):
        """With ``pages_here``, the pages that stand in menus in this language."""
        columns = ("id", "title", "slug", "menu", "parent_id", "position")
        return self.gathering("pages_here", Page.objects.in_menus(), columns)


class SiteSettings(Bilingual):
    """One row: whom to call, how many Member States there are."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    press_team = LineField(_("press team"), max_length=120, blank=True)
    contact_email = models.EmailField(_("press address"), blank=True)
    contact_phone = models.CharField(_("press telephone"), max_length=40, blank=True)
    partnerships_email = models.EmailField(
        _("mailbox of the partnerships unit"),
        blank=True,
        help_text=_("Reminded of deadlines of agreements without a focal point."),
    )
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

    objects = SiteSettingsQuerySet.as_manager()

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
        """The settings with their menus; the row is made on first use."""
        for settings in _with_menus(current()).all():
            return settings
        cls.objects.get_or_create(pk=1)
        return _with_menus(current()).get()


# To put the query together takes longer than to ask it: done once for each language.
@lru_cache
def _with_menus(_code):
    return SiteSettings.objects.with_menus().filter(pk=1)
