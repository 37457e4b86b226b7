from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.admin import pair, sample, thumbnail

from ..models import Institution
from .attention import AttentionInline, AttentionPage, Attentive
from .doubles import DoublesAdmin
from .history import HistoryAdmin
from .kept import RETIRING, KeptAdmin, UseFilter
from .merging_records import MergingAdmin


@admin.register(Institution)
class InstitutionAdmin(
    MergingAdmin, HistoryAdmin, DoublesAdmin, AttentionPage, Attentive, KeptAdmin
):
    autocomplete_fields = ["parent", "successor"]
    fieldsets = [
        (
            _("Name"),
            {
                "classes": ["languages", "switch"],
                "fields": [
                    pair("name"),
                    pair("acronym"),
                    pair("description"),
                    pair("aliases"),
                    pair("slug"),
                ],
            },
        ),
        (
            _("What it is"),
            {
                "fields": [
                    ("kind", "country"),
                    ("parent", "successor"),
                    "website",
                    "mark",
                    "is_the_office",
                ]
            },
        ),
        RETIRING,
        (_("Sources"), {"fields": ["sources", "notes", "is_sample"]}),
    ]
    gathered = ("parent", "successor")
    inlines = [AttentionInline]
    list_display = ["shown_mark", "marked_name", "own_acronym", "kind", "parent"]
    list_display_links = ["marked_name"]
    list_filter = [UseFilter, "kind"]
    list_select_related = ["parent"]
    prepopulated_fields = {
        address: [name]
        for address, name in zip(pair("slug"), pair("name"), strict=True)
    }
    search_fields = [
        "name_es__folded",
        "name_en__folded",
        "acronym_es__folded",
        "acronym_en__folded",
        "aliases_es__folded",
        "aliases_en__folded",
    ]

    @admin.display(description=_("mark"))
    def shown_mark(self, institution):
        return thumbnail(institution.mark, "square")

    @admin.display(description=_("name"), ordering="name_es")
    def marked_name(self, institution):
        return sample(institution, institution)

    @admin.display(description=_("acronym"))
    def own_acronym(self, institution):
        return institution.in_words("acronym")[0]
