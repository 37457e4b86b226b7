"""What a step asks for on its own page: a reason, a moment, an address."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iompanama.publishing import hours
from iompanama.publishing.dates import against_moment

from ..afterwards import is_over
from ..models import PressRelease


class StepForm(forms.Form):
    at = forms.DateTimeField(
        label=gettext_lazy("Visible from"),
        help_text=gettext_lazy("Time of Panama. Empty: now."),
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=AdminTextareaWidget(attrs={"rows": 4})
    )
    instead = forms.CharField(
        label=gettext_lazy("Address to go to instead"),
        required=False,
        max_length=PressRelease._meta.get_field("withdrawn_to").max_length,
        help_text=gettext_lazy(
            "If readers find what they look for elsewhere: a path of this site, such "
            "as /en/news/, or an address that begins with https://."
        ),
        widget=AdminTextInputWidget(),
    )

    def __init__(self, step, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked = {
            "at": step.moment,
            "reason": step.needs_reason,
            "instead": step.leads_elsewhere,
        }
        for name, is_asked in asked.items():
            if not is_asked:
                del self.fields[name]
        if step.moment:
            self.fields["at"].required = step.moment == "always"
        if step.moment == "always":
            self.fields["at"].help_text = _("Time of Panama.")

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at and is_over(at):
            raise ValidationError(_("This moment is over: %s.") % hours.told(at))
        if at and (reasons := against_moment(at)):
            raise ValidationError(reasons)
        return at

    def refuse(self, reasons):
        """Put each reason beside the field it speaks of; answer the others."""
        others = []
        for reason in reasons:
            field = getattr(reason, "field", "")
            if field in self.fields:
                self.add_error(field, reason)
            else:
                others.append(reason)
        return others
