"""Who opened which confidential paper, for the head of office."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iompanama.publishing.admin.counting import CountedSoFar
from iompanama.publishing.admin.sight import InSight

from ..models import Opening
from .pagetext import address_of


@admin.register(Opening)
class OpeningAdmin(InSight, admin.ModelAdmin):
    """To be read; nobody writes here."""

    actions = None
    date_hierarchy = "opened_at"
    list_display = ["opened_at", "user", "paper", "what"]
    list_display_links = None
    list_filter = ["part", ("user", admin.RelatedOnlyFieldListFilter)]
    list_per_page = 50
    list_select_related = ["user", "version__document__agreement"]
    paginator = CountedSoFar
    search_fields = [
        "user__username",
        "version__document__title_es__folded",
        "version__document__title_en__folded",
        "version__document__agreement__title_es__folded",
        "version__document__agreement__title_en__folded",
    ]
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    sortable_by = []

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("document"))
    def paper(self, opening):
        document = opening.version.document
        return format_html(
            '<a href="{}">{}</a><br>{}',
            address_of(opening.version),
            document,
            document.agreement,
        )

    @admin.display(description=gettext_lazy("what was opened"))
    def what(self, opening):
        words = {
            "version": opening.version.number,
            "what": opening.get_part_display(),
            "page": opening.page,
        }
        if opening.page:
            return _("page %(page)s (version %(version)s)") % words
        return _("%(what)s (version %(version)s)") % words
