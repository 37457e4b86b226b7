"""The translations of all works on one page, and as a file."""

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from iompanama.publishing import spreadsheets
from iompanama.publishing.admin import RecordAdmin
from iompanama.publishing.admin.counting import CountedSoFar
from iompanama.publishing.languages import codes

from .. import matrix
from . import chips

ON_A_PAGE = 50


class MatrixAdmin(RecordAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path(
                "translations/",
                view(self.matrix_view),
                name="news_pressrelease_translations",
            ),
            path(
                "translations.csv",
                view(self.matrix_file_view),
                name="news_pressrelease_translations_file",
            ),
        ]
        return own + super().get_urls()

    def matrix_view(self, request):
        question = self.question(request)
        pages = CountedSoFar(matrix.releases(question), ON_A_PAGE)
        page = pages.get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "page": page,
            "question": question,
            "questions": matrix.QUESTIONS.items(),
            "rows": [row(release) for release in page],
            "speaks": codes(),
            "title": _("Translations"),
        }
        return TemplateResponse(request, "admin/news/pressrelease/matrix.html", context)

    def matrix_file_view(self, request):
        releases = matrix.releases(self.question(request))

        def address(release):
            page = reverse("admin:news_pressrelease_change", args=[release.pk])
            return request.build_absolute_uri(page)

        rows = matrix.table(releases.iterator(chunk_size=500), address)
        name = _("translations")
        return spreadsheets.as_file(f"{name}-{timezone.localdate()}", rows)

    def question(self, request):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        asked = request.GET.get("only", "")
        return asked if asked in matrix.QUESTIONS else ""


def row(release):
    cells = matrix.cells(release)
    return release, [(cell, shown(cell)) for cell in cells]


def shown(cell):
    return chips.chip(cell.condition, cell.condition.label)
