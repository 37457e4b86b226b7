"""The list of news, narrowed as readers ask, and one press release at its address."""

from django.db.models import F
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import ListView

from iompanama.publishing.languages import current, localized, other_than
from iompanama.publishing.readers import private_to_staff, reader_of
from iompanama.publishing.views import BilingualDetail
from partners.models import Agreement

from .filters import Filters, Pages
from .models import AgreementLink, PressRelease


@method_decorator(private_to_staff, name="dispatch")
class PressReleaseList(ListView):
    paginate_by = 12

    def get_queryset(self):
        year = self.kwargs.get("year") or self.request.GET.get("year", "")
        self.filters = Filters(self.request.GET, str(year))
        return self.filters.texts

    def get_paginator(self, releases, per_page, **options):
        return Pages(self.filters, per_page)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(
            section="news", filters=self.filters, **kwargs
        )
        if "year" in self.kwargs and not self.filters.knows_year:
            raise Http404
        return context


class PressReleaseDetail(BilingualDetail):
    model = PressRelease

    def get_queryset(self):
        return PressRelease.objects.live().for_page()

    def get_elsewhere(self, slug):
        """The slug of an earlier edition or of the other language leads to the text."""
        seen = PressRelease.objects.once_public()
        for code in [current(), *other_than(current())]:
            named = seen.filter(**{localized("slug", code): slug})
            if work := named.values_list("work", flat=True).first():
                return self.what_became_of(work)
        raise Http404

    def what_became_of(self, work):
        if now := self.get_queryset().filter(work=work).first():
            if current() in now.languages():
                return redirect(now.url_in(current()), permanent=True)
            return self.missing_here(now)
        gone = PressRelease.objects.withdrawn().filter(work=work)
        if last := gone.order_by("edition").last():
            context = {"withdrawn": last, "is_missing": True}
            return render(self.request, "410.html", context, status=410)
        raise Http404

    def get_context_data(self, **kwargs):
        release = self.object
        related = PressRelease.objects.listed().related_to(release, 3)
        return super().get_context_data(
            section="news",
            release=release,
            agreements=reported(release, reader_of(self.request)),
            related=related,
            **kwargs,
        )


def reported(release, reader):
    """The agreements a text reports, as far as the reader may see them."""
    agreements = (
        Agreement.objects.readable(reader)
        .filter(release_links__release=release)
        .annotate(link_role=F("release_links__role"))
        .for_lists(timezone.localdate())
        .order_by("link_role", "pk")
    )
    for agreement in agreements:
        agreement.heading = AgreementLink.HEADINGS[agreement.link_role]
    return agreements
