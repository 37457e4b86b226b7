"""The list of press releases: one row a work, with its whole condition in words."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iompanama.publishing import typography
from iompanama.publishing.admin import RecordAdmin, sample

from ..models.listing import with_out
from . import chips, filters
from .questions import QuestionFilter, one_row_a_work


class Works(ChangeList):
    def get_queryset(self, request, *args, **kwargs):
        found = super().get_queryset(request, *args, **kwargs)
        return one_row_a_work(request, found).for_rows()

    def get_results(self, request):
        super().get_results(request)
        self.result_list = with_out(self.result_list)


class ListingAdmin(RecordAdmin):
    list_display = ["marked_title", "whole", "languages", "day", "held_by"]
    list_filter = [
        QuestionFilter,
        filters.StateFilter,
        filters.MissingLanguageFilter,
        filters.TopicFilter,
        filters.YearFilter,
    ]
    ordering = ["-dateline_on", "-pk"]
    search_fields = ["work__titles__holds"]
    sortable_by = ["day"]

    def get_changelist(self, request, **kwargs):
        return Works

    @admin.display(description=gettext_lazy("title"))
    def marked_title(self, release):
        return sample(release, release)

    @admin.display(description=gettext_lazy("where it stands"))
    def whole(self, release):
        edition = ""
        if release.edition > 1:
            edition = format_html(
                '<span class="mini quiet">{}</span>',
                _("edition %s") % release.edition,
            )
        return format_html("{}{}", chips.of_work(release), edition)

    @admin.display(description=gettext_lazy("languages"))
    def languages(self, release):
        return chips.of_work_by_language(release)

    @admin.display(description=gettext_lazy("day"), ordering="dateline_on")
    def day(self, release):
        return typography.day(release.dateline_on) if release.dateline_on else "—"

    @admin.display(description=gettext_lazy("who has it"))
    def held_by(self, release):
        return release.held_by
