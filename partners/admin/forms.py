"""The form of an agreement."""

from .corrections import CorrectionForm


class AgreementForm(CorrectionForm):
    def clean(self):
        """Whoever writes the day of the signature says that it is signed."""
        cleaned = super().clean()
        if "signed_on" in self.changed_data and any(cleaned.get("signed_on") or ()):
            day, _precision = cleaned["signed_on"]
            cleaned["is_signed"] = cleaned.get("is_signed") or day is not None
        return cleaned
