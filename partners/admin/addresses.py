"""The form of a record whose addresses lead on when they change."""

from django.utils.translation import gettext as _

from iompanama.publishing.admin import RecordForm
from iompanama.publishing.languages import codes

from ..models import FormerAddress


class AddressedForm(RecordForm):
    def clean(self):
        cleaned = super().clean()
        for name, _source in self.addresses():
            if cleaned.get(name) and self.was_of_another(name, cleaned[name]):
                words = _("“%s” was the address of another record and leads there.")
                self.add_error(name, words % cleaned[name])
        return cleaned

    def is_taken(self, name, address):
        return super().is_taken(name, address) or self.was_of_another(name, address)

    def was_of_another(self, name, address):
        subject = self.instance._meta.model_name
        code = name.rpartition("_")[2]
        held = FormerAddress.objects.filter(
            slug=address,
            language=code if code in codes() else "",
            **{f"{subject}__isnull": False},
        )
        return held.exclude(**{subject: self.instance.pk}).exists()
