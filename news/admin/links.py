"""What belongs to a press release, edited on its page."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.admin import StackedInline, TabularInline, pair, thumbnail
from iompanama.publishing.languages import codes, localized

from ..models import AgreementLink, Mention, PhotoUse


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
    gathered = ("official", "appointment__institution")
    model = Mention

    def get_formset(self, request, obj=None, **kwargs):
        """A new row is printed in the language the text is written in."""
        formset = super().get_formset(request, obj, **kwargs)
        written = [
            code for code in codes() if getattr(obj, localized("title", code), "")
        ]
        printed_in = formset.form.base_fields.get("printed_in")
        if printed_in and len(written) == 1:
            printed_in.initial = written[0]
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
    gathered = ("photo",)
    model = PhotoUse
    readonly_fields = ["preview"]

    @admin.display(description=_("preview"))
    def preview(self, use):
        return thumbnail(use.photo.picture, "card") if use.photo_id else ""


class AgreementLinkInline(TabularInline):
    autocomplete_fields = ["agreement"]
    fields = ["agreement", "role"]
    gathered = ("agreement",)
    model = AgreementLink
