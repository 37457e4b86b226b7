"""Institutions the office works with, their names and where they belong."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.fields import LineField, LinesField, TextField
from iompanama.publishing.images import SQUARE, PictureField, Unguessable
from iompanama.publishing.languages import (
    Bilingual,
    BilingualQuerySet,
    codes,
    in_any_language,
    localized,
    one_address,
)
from iompanama.publishing.models import Sourced
from iompanama.publishing.search import SearchableQuerySet, column, fold

from .address import AddressedQuerySet, addresses
from .kept import Kept, KeptQuerySet
from .likeness import AlikeQuerySet


class InstitutionQuerySet(
    KeptQuerySet,
    AddressedQuerySet,
    AlikeQuerySet,
    SearchableQuerySet,
    BilingualQuerySet,
):
    def in_order(self):
        """By name as the reader's language has it, accents aside."""
        return self.in_language().order_by(fold(F(localized("name"))), "pk")

    def told_apart(self):
        """What is shown of several with nearly one name."""
        return self.without_vectors()


class Institution(Kept, Bilingual, Sourced):
    """A ministry, an agency, a university, an office: whoever can be a partner."""

    class Kind(models.TextChoices):
        INTERNATIONAL = "international_organization", _("International organization")
        OFFICE = (
            "international_organization_office",
            _("Office of an international organization"),
        )
        UN_SYSTEM = "un_system", _("United Nations system")
        UN_AGENCY = "un_agency", _("United Nations agency")
        HUMAN_RIGHTS = (
            "national_human_rights_institution",
            _("National human rights institution"),
        )
        MINISTRY = "ministry", _("Ministry")
        AGENCY = "government_agency", _("Government agency")
        LOCAL = "local_government", _("Local government")
        FOREIGN = "foreign_government", _("Foreign government")
        EMBASSY = "embassy", _("Embassy")
        RED_CROSS = "red_cross_red_crescent", _("Red Cross and Red Crescent")
        NGO = "ngo", _("Non-governmental organization")
        ACADEMIA = "academia", _("University")
        COMPANY = "company", _("Company")

    needed_to_read = ("slug",)
    other_names = [
        (
            localized("aliases", code),
            localized("name", code),
            localized("acronym", code),
        )
        for code in codes()
    ]

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = LineField(_("name"), max_length=250)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    slug = models.SlugField(_("address"), max_length=120)
    kind = models.CharField(_("kind"), max_length=40, choices=Kind)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("ISO 3166-1: PA, US, CO.")
    )
    is_the_office = models.BooleanField(
        _("IOM or one of its offices"),
        default=False,
        help_text=_("Left out where a list says with whom an agreement is."),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("part of"),
        null=True,
        blank=True,
        related_name="parts",
    )
    # Kept by the database (0026_register_counted): itself and all it is a part of.
    within = ArrayField(
        models.BigIntegerField(), default=list, blank=True, editable=False
    )
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("succeeded by"),
        null=True,
        blank=True,
        related_name="predecessors",
    )
    website = models.URLField(_("website"), blank=True)
    description = TextField(_("description"), blank=True)
    aliases = LinesField(_("also called"))
    mark = PictureField(
        _("mark"),
        upload_to=Unguessable("marks"),
        blank=True,
        shapes={"square": SQUARE},
        smallest=(104, 104),
        max_length=200,
    )
    search_es = column(
        "es",
        A=["name_es", "acronym_es"],
        B=["[aliases_es]", "name_en", "acronym_en"],
        C=["description_es"],
    )
    search_en = column(
        "en",
        A=["name_en", "acronym_en"],
        B=["[aliases_en]", "name_es", "acronym_es"],
        C=["description_en"],
    )

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        ordering = [fold(F("name_es")), "pk"]
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        indexes = [
            GinIndex(
                addresses("aliases_es", "name_es", "acronym_es"),
                name="institution_known_es",
            ),
            GinIndex(
                addresses("aliases_en", "name_en", "acronym_en"),
                name="institution_known_en",
            ),
        ]
        constraints = [
            *one_address("institution"),
            models.CheckConstraint(
                name="institution_named",
                condition=in_any_language("name"),
                violation_error_message=_("Give the name in at least one language."),
            ),
            models.CheckConstraint(
                name="institution_not_its_own_parent",
                condition=~Q(parent=F("id")) & ~Q(successor=F("id")),
                violation_error_message=_(
                    "An institution is not part of itself nor its own successor."
                ),
            ),
            models.CheckConstraint(
                name="institution_country_code",
                condition=Q(country="") | Q(country__regex="^[A-Z]{2}$"),
                violation_error_message=_("Write two capital letters: PA, US, CO."),
            ),
        ]

    def __str__(self):
        return self.in_words("name")[0]

    def get_absolute_url(self):
        return reverse("partners:institution", args=[self.slug])
