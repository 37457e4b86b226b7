"""The page of an edition before it is out, for whoever holds a link to it.

It shows what visitors would see if it went out now, and nothing else: the reader is
nobody, whatever session the browser has.
"""

from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from iompanama.publishing.languages import current

from .models import PressRelease, PreviewLink
from .views import reported

# Kept by no cache and no search engine, told to no other site.
HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


@require_safe
def preview(request, token):
    link = PreviewLink.objects.of_token(token)
    if link is None or link.language != current():
        return private(drawn(request, "news/preview_over.html", {}, status=404))
    if request.method == "GET":
        link.note_opening(request.headers.get("User-Agent", ""))
    if link.is_out:
        return private(redirect(link.release.url_in(link.language)))
    return private(drawn(request, "news/preview.html", shown(link)))


def shown(link):
    release = PressRelease.objects.for_page().get(pk=link.release_id)
    release.published_at = release.published_at or timezone.now()
    return {
        "link": link,
        "release": release,
        "agreements": reported(release, AnonymousUser()),
        "related": PressRelease.objects.listed().related_to(release, 3),
        "held_back": release.photo_uses.count() - len(release.photos_shown),
    }


def drawn(request, template, context, **how):
    # No page of the site that search engines should come to know.
    return render(request, template, {**context, "is_missing": True}, **how)


def private(response):
    for name, value in HEADERS.items():
        response[name] = value
    return response
