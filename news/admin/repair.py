"""What the last check found in texts that are out (``manage.py check_published``)."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iompanama.publishing.admin import RecordAdmin
from iompanama.publishing.languages import codes, localized
from iompanama.publishing.lint import HEADINGS

from ..checking import GATE
from ..models import Repair
from ..noticing import address, place_in_words
from . import chips


class RuleFilter(admin.SimpleListFilter):
    title = gettext_lazy("rule")
    parameter_name = "rule"

    def lookups(self, request, model_admin):
        rules = Repair.objects.standing().order_by("rule").values_list("rule")
        return [(rule, heading(rule)) for (rule,) in rules.distinct()]

    def queryset(self, request, queryset):
        return queryset.filter(rule=self.value()) if self.value() else queryset


class LanguageFilter(admin.SimpleListFilter):
    title = gettext_lazy("language")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        return [("es", _("Spanish")), ("en", _("English"))]

    def queryset(self, request, queryset):
        return queryset.filter(language=self.value()) if self.value() else queryset


@admin.register(Repair)
class RepairAdmin(RecordAdmin):
    """Read, never written: a point goes when its text is right at the next check."""

    list_display = ["text", "place", "said", "found_at"]
    list_display_links = None
    list_filter = [RuleFilter, LanguageFilter]
    list_select_related = False
    sortable_by = []

    def get_queryset(self, request):
        heavy = [
            f"release__{localized(name, code)}"
            for name in ("lead", "body", "search")
            for code in codes()
        ]
        queryset = super().get_queryset(request).standing()
        return queryset.select_related("release").defer(*heavy)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        return obj is None and request.user.has_perm("news.change_pressrelease")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("text"))
    def text(self, repair):
        return format_html(
            '<a href="{}">{}</a>',
            address(repair.release_id, repair.field),
            repair.release,
        )

    @admin.display(description=gettext_lazy("where"))
    def place(self, repair):
        return place_in_words(repair.field) or "—"

    @admin.display(description=gettext_lazy("what"))
    def said(self, repair):
        shape = "withdrawn" if repair.is_blocking else "warn"
        return format_html("{} {}", chips.chip(shape, heading(repair.rule)), repair)


def heading(rule):
    return _("Would not go out today") if rule == GATE else HEADINGS.get(rule, rule)
