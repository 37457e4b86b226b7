"""What belongs to a press release, edited on its page."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.admin import StackedInline, TabularInline, pair, thumbnail

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
