"""The form of a press release."""

import datetime as dt

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iompanama.publishing.admin import RecordForm, pair
from iompanama.publishing.dates import check_day

from ..models import PressRelease, Work


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

    def __init__(self, *args, instance=None, **kwargs):
        if instance is not None and instance.pk:
            # Named by their titles, all at once.
            works = Prefetch("related", Work.objects.titled())
            prefetch_related_objects([instance], works)
        super().__init__(*args, instance=instance, **kwargs)

    def clean(self):
        cleaned = super().clean()
        if not self.says_something():
            raise ValidationError(_("Write something first: a title is enough."))
        for name in pair("slug"):
            if slug := cleaned.get(name):
                self.ask_whose(name, slug)
        return cleaned

    def new_address(self, name, text):
        """Without a number: who finds it taken is told by which text."""
        return self.address_of(name, text)

    def ask_whose(self, name, slug):
        """An address belongs to one work for ever: refused with the other's name."""
        if other := self.others().filter(**{name: slug}).first():
            self.add_error(
                name,
                _("“%(other)s” has or had the address “%(slug)s”. Write another one.")
                % {"other": other, "slug": slug},
            )

    def says_something(self):
        columns = [*pair("title"), *pair("lead"), *pair("body")]
        texts = [self.cleaned_data.get(each) for each in columns if each in self.fields]
        return not texts or any(strip_tags(text or "").strip() for text in texts)

    def others(self):
        """Other editions of the same work keep the address."""
        return PressRelease.objects.exclude(work=self.instance.work_id)
