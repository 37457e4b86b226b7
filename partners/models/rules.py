"""What the database refuses of agreements."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.dates import precision_rules
from iompanama.publishing.languages import one_address

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
