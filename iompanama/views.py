"""Pages that show a little of everything: home, and the words for robots."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from iompanama.pages.drawings import SMALL, drawing
from iompanama.pages.models import Highlight, Series
from iompanama.publishing.languages import codes
from iompanama.publishing.readers import private_to_staff, reader_of
from iompanama.vocabulary.models import Topic
from news.models import PressRelease
from partners.few import few
from partners.models import Agreement

BRIEF_FROM = 4  # the feature, three stories with pictures, then brief ones


@require_safe
@private_to_staff
def home(request):
    today = timezone.localdate()
    releases = list(PressRelease.objects.listed().featured_first(6))
    agreements = few(Agreement.objects.of_the_office(), today, reader_of(request), 3)
    series = Series.objects.in_language().yearly().with_points().first()
    context = {
        "feature": releases[0] if releases else None,
        "latest": releases[1:BRIEF_FROM],
        "brief": releases[BRIEF_FROM:],
        "highlights": list(Highlight.objects.in_language().on_home()),
        "series": series,
        "chart": series and drawing(series, SMALL),
        "day": today,
        "agreements": agreements[:3],
        "topics": Topic.objects.in_order().without_vectors(),
    }
    return render(request, "home.html", context)


def not_found(request, exception):
    return render(request, "404.html", {"is_missing": True}, status=404)


@require_safe
def robots(request):
    closed = []
    for code in codes():
        with override(code):
            closed += [reverse("admin:index"), reverse("search")]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
