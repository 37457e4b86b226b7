"""Who is bound by an agreement, and who signed it in which capacity."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.dates import precision_field, precision_rules
from iompanama.publishing.fields import LineField
from iompanama.publishing.languages import Bilingual, in_any_language

from .agreement import Agreement
from .institution import Institution
from .official import Official


def _amendment(name, **options):
    """An amendment of the agreement that brought a party in or took it out."""
    return models.ForeignKey(
        "partners.Relation",
        models.RESTRICT,
        verbose_name=name,
        null=True,
        blank=True,
        related_name="+",
        **options,
    )


def bound_on(day, path=""):
    """Condition: a party on the day, as the amendments in effect have it."""
    joined = Q(**{f"{path}joined_by__isnull": True}) | Q(
        **{f"{path}joined_on__lte": day}
    )
    left = Q(**{f"{path}left_on__isnull": True}) | Q(**{f"{path}left_on__gt": day})
    return joined & left


class PartyQuerySet(models.QuerySet):
    def bound_on(self, day):
        return self.filter(bound_on(day))


class Party(Bilingual):
    """An institution, or a name, in its role in one agreement."""

    class Role(models.TextChoices):
        PARTY = "party", _("Party")
        PARTICIPATING = "participating_agency", _("Participating agency")
        OBSERVER = "observer", _("Observer")
        DONOR = "donor", _("Donor")
        IMPLEMENTING = "implementing_organization", _("Implementing organization")
        PARTNER = "implementing_partner", _("Implementing partner")
        BENEFICIARY = "beneficiary_institution", _("Beneficiary institution")
        PROVIDER = "data_provider", _("Data provider")
        RECIPIENT = "data_recipient", _("Data recipient")

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, verbose_name=_("agreement"), related_name="parties"
    )
    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        verbose_name=_("institution"),
        null=True,
        blank=True,
        related_name="parties",
    )
    name = LineField(
        _("name"),
        max_length=250,
        blank=True,
        help_text=_("For a party that is not in the register."),
    )
    name_as_printed = models.CharField(
        _("name as printed"),
        max_length=250,
        blank=True,
        help_text=_("Only where the paper calls it otherwise than the register."),
    )
    on_behalf_of = LineField(_("on behalf of"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=30, choices=Role, default=Role.PARTY)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    joined_by = _amendment(
        _("joined by"), help_text=_("Empty for a party from the beginning.")
    )
    left_by = _amendment(_("left by"), help_text=_("Empty while it is a party."))
    # Kept by the database: the days on which those two take effect.
    joined_on = models.DateField(null=True, blank=True, editable=False)
    left_on = models.DateField(null=True, blank=True, editable=False)

    objects = PartyQuerySet.as_manager()

    refusals = {
        "party_by_amendment": (_("Choose one of the amendments of this agreement."),)
    }

    class Meta:
        ordering = ["agreement", "position", "pk"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "institution", "role"],
                condition=Q(left_by__isnull=True),
                name="party_once_in_a_role",
                violation_error_message=_(
                    "This institution is already a party in this role."
                ),
            ),
            models.CheckConstraint(
                name="party_named",
                condition=Q(institution__isnull=False) | in_any_language("name"),
                violation_error_message=_("Choose an institution or write a name."),
            ),
            models.CheckConstraint(
                name="party_joins_before_it_leaves",
                condition=Q(joined_by__isnull=True)
                | Q(left_by__isnull=True)
                | ~Q(joined_by=F("left_by")),
                violation_error_message=_(
                    "The same amendment does not bring a party in and take it out."
                ),
            ),
        ]

    def __str__(self):
        return str(self.institution or self.in_words("name")[0])

    @property
    def called(self):
        """Who carries the name: the institution, else this record itself."""
        return self.institution or self

    @property
    def briefly(self):
        """By its acronym, where it has one."""
        return (self.institution and self.institution.acronym) or str(self)

    @property
    def is_the_office(self):
        """IOM itself or one of its offices: every list would name it in every row."""
        return self.institution is not None and self.institution.is_the_office

    def is_bound_on(self, day):
        """Twin of ``bound_on``."""
        has_left = self.left_on is not None and self.left_on <= day
        return self.has_joined_on(day) and not has_left

    def has_joined_on(self, day):
        if self.joined_by_id is None:
            return True
        return self.joined_on is not None and self.joined_on <= day

    def clean(self):
        """In words what the trigger ``party_amendments`` refuses."""
        for name in ("joined_by", "left_by"):
            relation = getattr(self, name)
            if relation and not self._is_amended_by(relation):
                raise ValidationError(
                    {name: _("Choose one of the amendments of this agreement.")}
                )

    def _is_amended_by(self, relation):
        is_amendment = relation.kind == relation.Kind.AMENDS
        return is_amendment and relation.target_id == self.agreement_id


class Signature(Bilingual):
    """A person's signature: the name and capacity as they stand on the paper."""

    agreement = models.ForeignKey(
        Agreement,
        models.CASCADE,
        verbose_name=_("agreement"),
        related_name="signatures",
    )
    party = models.ForeignKey(
        Party,
        models.SET_NULL,
        verbose_name=_("for the party"),
        null=True,
        blank=True,
        related_name="signatures",
    )
    official = models.ForeignKey(
        Official,
        models.PROTECT,
        verbose_name=_("official"),
        null=True,
        blank=True,
        related_name="signatures",
    )
    name_as_signed = models.CharField(_("name as signed"), max_length=150)
    capacity = LineField(
        _("capacity"),
        max_length=250,
        blank=True,
        help_text=_("The post as it stands under the signature, with “by delegation”."),
    )
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    signed_on_precision = precision_field()
    place = models.ForeignKey(
        "vocabulary.Place",
        models.PROTECT,
        verbose_name=_("place"),
        null=True,
        blank=True,
        related_name="+",
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["agreement", "position", "pk"]
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = precision_rules("signature", "signed_on")

    def __str__(self):
        return self.name_as_signed
