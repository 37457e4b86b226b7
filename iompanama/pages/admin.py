"""Standing pages, figures and the facts of the office in the admin."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.admin import RecordAdmin, TabularInline, pair, sample

from .models import Highlight, Page, Point, Series, SiteSettings


@admin.register(Page)
class PageAdmin(RecordAdmin):
    autocomplete_fields = ["parent"]
    fieldsets = [
        (
            _("Text"),
            {
                "classes": ["languages", "switch"],
                "fields": [pair("title"), pair("lead"), pair("body"), pair("slug")],
            },
        ),
        (
            _("Where it stands"),
            {"fields": [("menu", "position"), "parent", "is_public"]},
        ),
    ]
    gathered = ("parent",)
    list_display = ["__str__", "menu", "parent", "position", "is_public", "changed_at"]
    list_filter = ["menu", "is_public"]
    list_select_related = ["parent"]
    prepopulated_fields = {
        address: [title]
        for address, title in zip(pair("slug"), pair("title"), strict=True)
    }
    search_fields = ["title_es__folded", "title_en__folded"]


@admin.register(SiteSettings)
class SiteSettingsAdmin(RecordAdmin):
    fieldsets = [
        (
            _("Press contact"),
            {
                "classes": ["languages", "switch"],
                "fields": [pair("press_team"), pair("address")],
            },
        ),
        (None, {"fields": [("contact_email", "contact_phone")]}),
        (None, {"fields": ["partnerships_email"]}),
        (
            _("Facts that change"),
            {
                "fields": [
                    ("member_states", "member_states_as_of"),
                    ("founded", "presence_since"),
                ]
            },
        ),
        (_("Sample records"), {"fields": ["shows_sample"]}),
    ]

    def changelist_view(self, request, extra_context=None):
        """There is one row: the list leads straight to it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        settings = SiteSettings.load()
        return redirect("admin:pages_sitesettings_change", settings.pk)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class PointInline(TabularInline):
    fields = [
        "position",
        "period",
        *pair("category"),
        "value",
        "is_provisional",
        "quality",
        *pair("note"),
    ]
    # Months of many years.
    max_num = 400
    model = Point


@admin.register(Series)
class SeriesAdmin(RecordAdmin):
    fieldsets = [
        (
            _("What is counted"),
            {
                "classes": ["languages", "switch"],
                "fields": [pair("name"), pair("unit"), pair("source")],
            },
        ),
        (
            _("Facts"),
            {
                "fields": [
                    ("frequency", "position"),
                    ("retrieved_on", "is_sample"),
                    "source_detail",
                ]
            },
        ),
    ]
    inlines = [PointInline]
    list_display = ["marked_name", "frequency", "retrieved_on", "position"]
    list_filter = ["frequency"]
    search_fields = ["name_es__folded", "name_en__folded"]

    @admin.display(description=_("name"), ordering="name_es")
    def marked_name(self, series):
        return sample(series, series)


@admin.register(Highlight)
class HighlightAdmin(RecordAdmin):
    fieldsets = [
        (
            _("What it says"),
            {
                "classes": ["languages", "switch"],
                "fields": [pair("label"), pair("source")],
            },
        ),
        (_("Facts"), {"fields": [("value", "as_of"), ("position", "on_home")]}),
    ]
    list_display = ["__str__", "as_of", "on_home", "position"]
    list_filter = ["on_home"]
    search_fields = ["label_es__folded", "label_en__folded"]
