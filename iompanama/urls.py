"""Every address: the language first, the names of the sections in that language."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from iompanama.pages.models import Page
from iompanama.publishing.sitemaps import BilingualSitemap, SectionSitemap
from iompanama.vocabulary.models import Topic
from news.models import PressRelease
from partners.models import Agreement, Institution, Official

from . import search, views

SECTIONS = (
    "home",
    "news:list",
    "partners:agreements",
    "partners:institutions",
    "partners:officials",
    "vocabulary:topics",
    "pages:data",
)
SITEMAPS = {
    "sections": SectionSitemap(SECTIONS),
    "news": BilingualSitemap(PressRelease.objects.announced, changed="published_at"),
    "agreements": BilingualSitemap(
        lambda: Agreement.objects.visible_to(AnonymousUser()), changed="changed_at"
    ),
    "institutions": BilingualSitemap(Institution.objects.all),
    "officials": BilingualSitemap(Official.objects.all),
    "topics": BilingualSitemap(Topic.objects.all),
    "pages": BilingualSitemap(Page.objects.public, changed="changed_at"),
}


def only_read(patterns):
    """Public pages take no form: another method is answered 405, token or not."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            only_read(pattern.url_patterns)
        else:
            pattern.callback = csrf_exempt(require_safe(pattern.callback))
    return patterns


urlpatterns = [
    *only_read(
        [
            path("robots.txt", views.robots, name="robots"),
            path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
        ]
    ),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        *only_read(
            [
                path("", views.home, name="home"),
                path(_("news/"), include("news.urls")),
                path(_("topics/"), include("iompanama.vocabulary.urls")),
                path(_("search/"), search.search, name="search"),
                path(_("search.csv"), search.search_file, name="search_file"),
                path(_("search.rss"), search.search_feed, name="search_feed"),
                path(_("search/complete/"), search.complete, name="complete"),
                path("", include("partners.urls")),
                # Last: the address of a page may be any word that is not a section.
                path("", include("iompanama.pages.urls")),
            ]
        ),
    ),
]

handler404 = "iompanama.views.not_found"
