"""The search for everything: its page, file and feed, and words while one types."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from iompanama.finding import forgiving
from iompanama.finding.asked import Asked
from iompanama.finding.keys import Kind
from iompanama.finding.models import Missed
from iompanama.finding.sight import Sight
from iompanama.finding.statement import PAGED
from iompanama.publishing import spreadsheets
from iompanama.publishing.languages import current
from iompanama.publishing.readers import private_to_staff, reader_of
from iompanama.publishing.xml import for_xml

from .searched import ON_A_PAGE, Page

IN_A_FEED = 30


@private_to_staff
def search(request):
    number = _number(request.GET.get("page", "1"))
    page = Page(request.GET, reader_of(request), skip=(number - 1) * ON_A_PAGE)
    if number > 1 and not page.found.hits:
        raise Http404
    if target := _straight_to(page):
        return redirect(target)
    if page.is_in_vain:
        Missed.objects.note(page.search.asked, current())
    return render(request, "search.html", {"page": page})


def _number(text):
    if not text.isdecimal() or not 1 <= int(text[:6]) <= PAGED // ON_A_PAGE:
        raise Http404
    return int(text)


def _straight_to(page):
    """A reference that is one record's leads there."""
    reference = page.search.asked.reference
    if not reference or page.filters.values or page.search.is_literal:
        return None
    hits = [hit for hit in page.found.hits if hit.score >= 5]
    is_one = len(hits) == 1 and hits[0].kind == Kind.AGREEMENT
    return page.results[0].address if is_one else None


@private_to_staff
def search_file(request):
    """The results as a table, as many as one can page through."""
    page = Page(request.GET, reader_of(request), most=PAGED)
    heads = [_("Kind"), _("Title"), _("Language"), _("Facts"), _("Address")]
    cells = (
        [
            str(result.facts[0]),
            result.name,
            result.code,
            "; ".join(_said(fact) for fact in result.facts[1:]),
            request.build_absolute_uri(result.address),
        ]
        for result in page.results
    )
    return spreadsheets.as_file(_("search"), [heads, *cells])


def _said(fact):
    return str(fact).partition(">")[2].partition("<")[0] or str(fact)


def search_feed(request):
    """The newest of what visitors find with these words, for readers of RSS."""
    page = Page(request.GET, AnonymousUser(), most=IN_A_FEED, by_date=True)
    address = f"{reverse('search')}?{request.GET.urlencode()}"
    feed = Rss201rev2Feed(
        title=_("IOM Panama: %(words)s") % {"words": _words(page)},
        link=request.build_absolute_uri(address),
        description=_("What is new on the site with these words."),
        language=current(),
        feed_url=request.build_absolute_uri(),
    )
    for result in page.results:
        where = request.build_absolute_uri(result.address)
        feed.add_item(
            title=for_xml(result.name),
            link=where,
            description=for_xml(result.text[0][:300]),
            unique_id=where,
        )
    return _xml(feed)


def _words(page):
    """What was asked: as it was typed, and what it was narrowed down to."""
    return ", ".join(filter(None, [page.text, *(c["name"] for c in page.chosen)]))


def _xml(feed):
    answer = HttpResponse(content_type=feed.content_type)
    feed.write(answer, "utf-8")
    return answer


@cache_control(max_age=60)
@private_to_staff
def complete(request):
    """Words and names that begin as the last word typed does."""
    asked = Asked.of(request.GET.get("q", ""))
    sight = Sight.of(reader_of(request), timezone.now())
    begun, _space, last = asked.text.rpartition(" ")
    found = []
    if len(last) > 2 and last.isalnum():
        found = forgiving.names(asked.text, sight)
        words = forgiving.endings(last, sight)
        found += [f"{begun} {word}".strip() for word in words]
    return JsonResponse({"found": list(dict.fromkeys(found))[:8]})
