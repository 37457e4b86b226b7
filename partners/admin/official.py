"""People and the posts they held; a post is edited on the page of its person."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.admin import (
    RecordAdmin,
    StackedInline,
    pair,
    sample,
    thumbnail,
)

from ..following import hold, posts_changed
from ..models import Appointment, Official
from .attention import AttentionInline, AttentionPage, Attentive
from .changes import say_what_changed
from .doubles import DoublesAdmin
from .history import HistoryAdmin
from .kept import RETIRING, KeptAdmin, UseFilter
from .merging_records import MergingAdmin


class AppointmentInline(StackedInline):
    autocomplete_fields = ["institution"]
    fieldsets = [
        (
            None,
            {
                "classes": ["languages"],
                "fields": [
                    pair("post"),
                    ("institution", "confidence"),
                    ("since", "until"),
                    ("is_current", "is_acting", "is_head"),
                    ("attested_on", "note"),
                ],
            },
        ),
    ]
    gathered = ("institution",)
    model = Appointment


@admin.register(Official)
class OfficialAdmin(
    MergingAdmin, HistoryAdmin, DoublesAdmin, AttentionPage, Attentive, KeptAdmin
):
    called_by = ["name", "sort_name"]
    fieldsets = [
        (
            _("Name"),
            {
                "fields": [
                    ("name", "sort_name"),
                    ("honorific", "slug"),
                    "aliases",
                    "portrait",
                ]
            },
        ),
        (
            _("Biography"),
            {"classes": ["languages", "switch"], "fields": [pair("biography")]},
        ),
        RETIRING,
        (_("Sources"), {"fields": ["sources", "notes", "is_sample"]}),
    ]
    inlines = [AppointmentInline, AttentionInline]
    list_display = ["shown_portrait", "marked_name", "sort_name"]
    list_display_links = ["marked_name"]
    list_filter = [UseFilter]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name__folded", "aliases__folded"]

    def lock(self, record):
        """What follows from posts first, as whoever writes it locks it first."""
        hold([record.pk])
        super().lock(record)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if change:
            say_what_changed(request, posts_changed([form.instance.pk], request.user))

    @admin.display(description=_("portrait"))
    def shown_portrait(self, official):
        return thumbnail(official.portrait, "square")

    @admin.display(description=_("name"), ordering="sort_name")
    def marked_name(self, official):
        return sample(official.name, official)


@admin.register(Appointment)
class AppointmentAdmin(RecordAdmin):
    """For choosing a post while writing; nobody needs a list of all posts."""

    gathered = ("official", "institution")
    search_fields = [
        "official__name__folded",
        "post_es__folded",
        "post_en__folded",
        "institution__name_es__folded",
        "institution__name_en__folded",
    ]

    def has_module_permission(self, request):
        return False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
