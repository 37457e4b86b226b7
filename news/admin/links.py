"""What belongs to a press release, edited on its page."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.admin import (
    RecordForm,
    StackedInline,
    TabularInline,
    pair,
    thumbnail,
)
from iompanama.publishing.languages import codes, localized

from ..models import AgreementLink, Mention, PhotoUse


def only_language(release):
    """The language a text is written in, where it is one alone."""
    written = [
        code for code in codes() if getattr(release, localized("title", code), "")
    ]
    return written[0] if len(written) == 1 else ""


class MentionForm(RecordForm):
    def clean(self):
        """On the page of a new text nobody knows its language yet when a row is drawn:
        a row left as it was drawn follows the text that came with it."""
        cleaned = super().clean()
        is_as_drawn = self.instance.pk is None and "printed_in" not in self.changed_data
        if is_as_drawn and (language := only_language(cleaned.get("release"))):
            cleaned["printed_in"] = language
        return cleaned


class MentionInline(StackedInline):
    autocomplete_fields = ["appointment", "official"]
    fieldsets = [
        (
            None,
            {
                "classes": ["languages"],
                "fields": [
                    ("official", "name"),
                    pair("printed_title"),
                    ("printed_in", "position"),
                    ("appointment", "is_chosen"),
                ],
            },
        ),
    ]
    form = MentionForm
    gathered = ("official", "appointment__institution")
    model = Mention

    def get_formset(self, request, obj=None, **kwargs):
        """A new row is printed in the language the text is written in."""
        formset = super().get_formset(request, obj, **kwargs)
        printed_in = formset.form.base_fields.get("printed_in")
        if printed_in and (language := only_language(obj)):
            printed_in.initial = language
        return formset


class PhotoUseInline(StackedInline):
    autocomplete_fields = ["photo"]
    fieldsets = [
        (
            None,
            {
                "classes": ["languages"],
                "fields": [
                    ("photo", "preview"),
                    pair("caption"),
                    pair("alt"),
                    ("is_decorative", "position"),
                ],
            },
        ),
    ]
    model = PhotoUse
    readonly_fields = ["preview"]

    def get_queryset(self, request):
        """With their photos, and what the gate asks of them."""
        return super().get_queryset(request).checked()

    @admin.display(description=_("preview"))
    def preview(self, use):
        return thumbnail(use.photo.picture, "card") if use.photo_id else ""


class AgreementLinkInline(TabularInline):
    autocomplete_fields = ["agreement"]
    fields = ["agreement", "role"]
    gathered = ("agreement",)
    model = AgreementLink
