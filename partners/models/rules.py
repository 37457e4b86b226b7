"""What the database refuses of agreements and of how they stand to each other."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.dates import precision_rules
from iompanama.publishing.languages import (
    codes,
    localized,
    one_address,
    written,
)
from iompanama.publishing.search import fold

# What lists ask of every agreement that is there in a language: state, order and
# counts of a hundred thousand without opening their rows.
LISTED = (
    "access",
    "kind",
    "is_signed",
    "signed_on",
    "replaced_since",
    "terminated_on",
    "takes_effect_on",
    "settled_on",
    "settled_ends_on",
    "settled_months",
    "settled_notice",
    "over_on",
    "iom_is_party",
)
INDEXES = [
    models.Index(fields=["access"], name="agreement_access"),
    models.Index(fields=["settled_ends_on"], name="agreement_settled_ends_on"),
    # In the order of their titles, as a table is sorted.
    *(
        models.Index(
            fold(F(localized("title", code))),
            condition=written(localized("title", code))
            & written(localized("slug", code)),
            name=f"agreement_title_{code}",
        )
        for code in codes()
    ),
    *(
        models.Index(
            fields=["id"],
            include=LISTED,
            condition=written(localized("title", code))
            & written(localized("slug", code)),
            name=f"agreement_listed_{code}",
        )
        for code in codes()
    ),
    # The same of those alone that are not over on a day.
    *(
        models.Index(
            fields=["over_on", "id"],
            include=[name for name in LISTED if name != "over_on"],
            condition=written(localized("title", code))
            & written(localized("slug", code)),
            name=f"agreement_over_{code}",
        )
        for code in codes()
    ),
]
CONSTRAINTS = [
    *one_address("agreement"),
    *precision_rules("agreement", "signed_on"),
    *precision_rules("agreement", "in_force_on"),
    *precision_rules("agreement", "ends_on", last=True),
    models.CheckConstraint(
        name="agreement_signed_when_dated",
        condition=Q(is_signed=True)
        | Q(
            signed_on__isnull=True,
            in_force_on__isnull=True,
            terminated_on__isnull=True,
        ),
        violation_error_message=_(
            "A text with a day of signature, entry into force or early end is signed."
        ),
    ),
    models.CheckConstraint(
        name="agreement_ends_after_start",
        condition=Q(ends_on__isnull=True)
        | Q(in_force_on__isnull=True)
        | Q(ends_on__gte=F("in_force_on")),
        violation_error_message=_("The end lies before the entry into force."),
    ),
    models.CheckConstraint(
        name="agreement_ends_early_after_signature",
        condition=Q(terminated_on__isnull=True)
        | Q(signed_on__isnull=True)
        | Q(terminated_on__gte=F("signed_on")),
        violation_error_message=_("The early end lies before the signature."),
    ),
    models.CheckConstraint(
        name="agreement_open_end_has_no_day",
        condition=Q(is_open_ended=False) | Q(ends_on__isnull=True),
        violation_error_message=_("A text without end has no last day."),
    ),
    models.CheckConstraint(
        name="agreement_renewal_has_length",
        condition=~Q(renewal="automatic")
        | Q(renewal_months__isnull=False, renewal_months__gt=0),
        violation_error_message=_("Say for how many months it renews by itself."),
    ),
    models.CheckConstraint(
        name="agreement_amount_has_currency",
        condition=Q(amount__isnull=True) | Q(currency__regex="^[A-Z]{3}$"),
        violation_error_message=_("Give the currency in three letters: USD."),
    ),
]

# Of a relation that says nothing but how two agreements stand to each other.
_NOTHING_CHANGED = Q(
    new_ends_on__isnull=True,
    removes_end=False,
    new_renewal="",
    new_renewal_months__isnull=True,
    new_notice_days__isnull=True,
    **{
        localized(name, code): []
        for name in ("areas_added", "areas_removed")
        for code in codes()
    },
)
RELATION_CONSTRAINTS = [
    *precision_rules("relation", "new_ends_on", last=True),
    models.CheckConstraint(
        name="relation_to_another",
        condition=~Q(source=F("target")),
        violation_error_message=_("An agreement is not related to itself."),
    ),
    models.CheckConstraint(
        name="relation_only_amendments_change",
        condition=Q(kind="amends") | _NOTHING_CHANGED,
        violation_error_message=_(
            "Only what amends another agreement changes its terms or areas."
        ),
    ),
    models.CheckConstraint(
        name="relation_end_moved_or_removed",
        condition=Q(removes_end=False) | Q(new_ends_on__isnull=True),
        violation_error_message=_(
            "It either moves the end or takes it away, not both."
        ),
    ),
    models.CheckConstraint(
        name="relation_renewal_has_length",
        condition=~Q(new_renewal="automatic")
        | Q(new_renewal_months__isnull=False, new_renewal_months__gt=0),
        violation_error_message=_("Say for how many months it renews by itself."),
    ),
    models.CheckConstraint(
        name="relation_length_of_a_renewal",
        condition=Q(new_renewal__in=["automatic", "by_agreement"])
        | Q(new_renewal_months__isnull=True),
        violation_error_message=_("Choose the new renewal that has this length."),
    ),
    models.UniqueConstraint(
        Least("source", "target"),
        Greatest("source", "target"),
        "kind",
        name="relation_once",
        violation_error_message=_("This relation is on record already."),
    ),
]
