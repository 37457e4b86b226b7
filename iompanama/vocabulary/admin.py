"""Words in the admin: topics, goals, places, glossary."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.admin import RecordAdmin, pair

from .models import Goal, Place, Term, Topic


@admin.register(Topic)
class TopicAdmin(RecordAdmin):
    autocomplete_fields = ["goals"]
    fieldsets = [
        (
            _("Name"),
            {
                "classes": ["languages", "switch"],
                "fields": [
                    pair("name"),
                    pair("description"),
                    pair("aliases"),
                    pair("slug"),
                ],
            },
        ),
        (_("Order and goals"), {"fields": ["position", "goals"]}),
    ]
    list_display = ["__str__", *pair("name"), "position"]
    list_display_links = ["__str__"]
    search_fields = [
        "name_es__folded",
        "name_en__folded",
        "aliases_es__folded",
        "aliases_en__folded",
    ]


@admin.register(Goal)
class GoalAdmin(RecordAdmin):
    fieldsets = [
        (None, {"fields": ["number"]}),
        (
            _("Name"),
            {"classes": ["languages", "switch"], "fields": [pair("name")]},
        ),
    ]
    list_display = ["__str__", *pair("name")]
    search_fields = ["name_es__folded", "name_en__folded", "number__iexact"]

    def get_readonly_fields(self, request, obj=None):
        return ["number"] if obj else []


@admin.register(Place)
class PlaceAdmin(RecordAdmin):
    autocomplete_fields = ["parent"]
    fieldsets = [
        (
            _("Name"),
            {
                "classes": ["languages", "switch"],
                "fields": [pair("name"), pair("note")],
            },
        ),
        (
            _("Where it is"),
            {
                "fields": [
                    ("kind", "parent"),
                    ("latitude", "longitude", "precision_km"),
                ]
            },
        ),
    ]
    gathered = ("parent",)
    list_display = ["__str__", "kind", "parent"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = ["name_es__folded", "name_en__folded"]


@admin.register(Term)
class TermAdmin(RecordAdmin):
    fieldsets = [
        (
            _("Term"),
            {
                "classes": ["languages", "switch"],
                "fields": [pair("term"), pair("acronym"), pair("synonyms")],
            },
        ),
        (_("For editors"), {"fields": ["usage_note"]}),
    ]
    list_display = [*pair("term"), *pair("acronym")]
    search_fields = [
        "term_es__folded",
        "term_en__folded",
        "acronym_es__folded",
        "acronym_en__folded",
        "synonyms_es__folded",
        "synonyms_en__folded",
    ]
