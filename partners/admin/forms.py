"""The form of an agreement."""

from django import forms
from django.conf.locale import LANG_INFO
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from iompanama.publishing.fields import LinesFormField
from iompanama.publishing.languages import codes
from iompanama.publishing.marking import folded

from ..phrases import language_name
from .corrections import CorrectionForm


class LanguagesField(LinesFormField):
    """Names of languages, one per line; kept as codes."""

    def prepare_value(self, value):
        if isinstance(value, list):
            value = [language_name(code) for code in value]
        return super().prepare_value(value)

    def to_python(self, value):
        named = codes_by_name()
        return [code_of(word, named) for word in super().to_python(value)]


def code_of(word, named):
    if code := named.get(folded(word)):
        return code
    raise ValidationError(
        _("“%(word)s” is no language known here. Write one as “Spanish” or “French”."),
        params={"word": word},
    )


def codes_by_name():
    """Of every name in the languages of the site and in its own, and of itself."""
    found = {}
    for code, own in LANG_INFO.items():
        found[code] = found[folded(own.get("name_local", code))] = code
    for reader in codes():
        with override(reader):
            found.update({folded(language_name(code)): code for code in LANG_INFO})
    return found


class AgreementForm(CorrectionForm):
    authentic_languages = LanguagesField(
        forms.CharField(max_length=300),
        help_text=gettext_lazy(
            "One per line: Spanish, English. Those whose text counts where two differ."
        ),
        label=gettext_lazy("Authentic languages"),
        required=False,
        widget=AdminTextareaWidget({"rows": 2}),
    )

    def clean(self):
        """Whoever writes the day of the signature says that it is signed."""
        cleaned = super().clean()
        if "signed_on" in self.changed_data and any(cleaned.get("signed_on") or ()):
            day, _precision = cleaned["signed_on"]
            cleaned["is_signed"] = cleaned.get("is_signed") or day is not None
        return cleaned
