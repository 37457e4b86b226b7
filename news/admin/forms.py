"""The form of a press release."""

import datetime as dt

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iompanama.publishing.admin import RecordForm, pair
from iompanama.publishing.dates import against_moment, check_day
from iompanama.publishing.workflow import Status

from ..models import PressRelease


class DaysField(forms.CharField):
    """Days, one per line, as an editor writes them."""

    FORMS = ("%d/%m/%Y", "%Y-%m-%d")
    widget = AdminTextareaWidget(attrs={"rows": 2})

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join(f"{day:%d/%m/%Y}" for day in value)
        return value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value):
        lines = (line.strip() for line in super().clean(value).splitlines())
        days = sorted({self.day(line) for line in lines if line})
        for day in days:
            check_day(day)
        return days

    def day(self, line):
        for form in self.FORMS:
            try:
                return dt.datetime.strptime(line, form).date()  # noqa: DTZ007
            except ValueError:
                continue
        raise ValidationError(
            _("“%s” is not a day. Write 6/9/2023, one day per line.") % line
        )


class PressReleaseForm(RecordForm):
    event_days = DaysField(
        label=gettext_lazy("Days of the event"),
        required=False,
        help_text=gettext_lazy("One per line: 6/9/2023."),
    )

    class Meta:
        model = PressRelease
        fields = "__all__"

    def clean(self):
        cleaned = super().clean()
        if not self.says_something():
            raise ValidationError(_("Write something first: a title is enough."))
        for name in pair("slug"):
            slug = cleaned.get(name)
            if slug and self.others().filter(**{name: slug}).exists():
                self.add_error(name, _("Another text has or had this address."))
        return cleaned

    def says_something(self):
        columns = [*pair("title"), *pair("lead"), *pair("body")]
        texts = [self.cleaned_data.get(each) for each in columns if each in self.fields]
        return not texts or any(strip_tags(text or "").strip() for text in texts)

    def others(self):
        """Other editions of the same work keep the address."""
        return PressRelease.objects.exclude(work=self.instance.work_id)


class StepForm(forms.Form):
    """What a step asks for on its own page: a reason, a moment."""

    at = forms.DateTimeField(
        label=gettext_lazy("Visible from"),
        required=False,
        help_text=gettext_lazy("Time of Panama. Empty: now."),
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=AdminTextareaWidget(attrs={"rows": 4})
    )

    def __init__(self, step, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if step.target != Status.PUBLISHED:
            del self.fields["at"]
        if not step.needs_reason:
            del self.fields["reason"]

    def clean_at(self):
        at = self.cleaned_data["at"]
        # A minute is the time of a slow click.
        if at and at < timezone.now() - dt.timedelta(minutes=1):
            raise ValidationError(_("This moment is over; leave it empty for now."))
        if at and (reasons := against_moment(at)):
            raise ValidationError(reasons)
        return at
