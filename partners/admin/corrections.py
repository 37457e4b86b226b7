"""Asks why, where the facts of a signed agreement are corrected.

The rule itself stands in the database (0012_corrections): what it refuses comes back as
the same form, with the sentence at the field for the reason.
"""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import IntegrityError
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.admin import RecordForm
from iompanama.publishing.admin.refusals import sentence

from .history import FIELD

NO_REASON = _("This agreement is signed: say why it is deleted.")


class CorrectionForm(RecordForm):
    """The form of a record that may be signed."""

    correction = forms.CharField(
        label=_("Why is this corrected?"),
        help_text=_(
            "This agreement is signed. Whoever changes a fact of it, a party, a "
            "signature or a relation says why; the log keeps it. What the parties "
            "changed themselves is an amendment, with a record of its own."
        ),
        max_length=1000,
        required=False,
        widget=AdminTextareaWidget(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_asked:
            del self.fields[FIELD]

    @property
    def is_asked(self):
        """Of what is signed; and where a relation here is a fact of one that is."""
        if self.instance.pk is not None and self.instance.is_signed:
            return True
        return getattr(self.refusal, "field", None) == FIELD or FIELD in self.data

    @cached_property
    def changed_data(self):
        """A reason is told of what changed, and is no change by itself."""
        return [name for name in super().changed_data if name != FIELD]


class CorrectionsAdmin:
    """For a RecordAdmin with such a form."""

    def delete_view(self, request, object_id, extra_context=None):
        """Once more, with the reason why it is not deleted."""
        context = {**(extra_context or {}), "reason": self.reason_of(request)}
        try:
            return super().delete_view(request, object_id, context)
        except IntegrityError as error:
            refusal = sentence(error)
            lacks_reason = getattr(refusal, "field", None) == FIELD
            context["refused"] = NO_REASON if lacks_reason else refusal
        request.method, request.POST = "GET", QueryDict()
        response = super().delete_view(request, object_id, context)
        response.status_code = 409
        return response
