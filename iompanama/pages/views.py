"""Standing pages, and the figures with their charts and tables."""

from django.http import Http404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from iompanama.publishing import spreadsheets
from iompanama.publishing.readers import private_to_staff
from iompanama.publishing.views import BilingualDetail

from .drawings import drawing
from .models import Highlight, Page, Series


class PageDetail(BilingualDetail):
    model = Page

    def get_queryset(self):
        return Page.objects.public().without_vectors().select_related("parent")

    def get_context_data(self, **kwargs):
        return super().get_context_data(section=self.object.menu, **kwargs)


@method_decorator(private_to_staff, name="dispatch")
class Data(TemplateView):
    template_name = "pages/data.html"
    extra_context = {"section": "data"}

    def get_context_data(self, **kwargs):
        series = list(Series.objects.in_language().with_points())
        for each in series:
            each.chart = drawing(each)
        highlights = Highlight.objects.in_language()
        return super().get_context_data(series=series, highlights=highlights, **kwargs)


def series_csv(request, key):
    """The figures of a series as spreadsheets open them, in the reader's language."""
    series = Series.objects.in_language().with_points().filter(key=key).first()
    if series is None:
        raise Http404
    return spreadsheets.as_file(series.key, _rows(series))


def _rows(series):
    yield [_("Period or category"), series.unit, _("Provisional"), _("Note")]
    for point in series.points_here:
        provisional = _("yes") if point.is_provisional else ""
        yield [point.period or point.category, point.value, provisional, point.note]
    yield []
    yield [_("Source"), series.source]
