"""What a page may cost: queries, whatever there is, and bytes until it can be read."""

import gzip

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iompanama.pages.models import SiteSettings
from iompanama.publishing.staticfiles import joined
from tests import make

# A first round trip on a new connection: ten packets (design.md 7).
FIRST_VIEW = 14_600


@pytest.fixture
def site(db):
    SiteSettings.load()


def furnish(topic, institution, n):
    """One of everything around a release on the topic."""
    release = make.published(topics=[topic], institutions=[institution])
    post = make.appointment(since="2020-01-01")
    make.mention(release, official=post.official, appointment=post)
    make.mention(release)
    make.photo_use(release)
    agreement = make.agreement(signed_on="2024-01-01")
    agreement.topics.set([topic])
    make.party(agreement)
    make.agreement_link(release, agreement)
    make.page(menu="footer")
    make.highlight(on_home=True)
    make.series([("2022", n + 1), ("2023", 5)])
    make.topic(name_es="Agua", name_en="Water")
    return release


@pytest.fixture(params=[1, 30])
def full(request, site):
    """The newest release among one or thirty of everything, with as many people."""
    topic, institution = make.topic(), make.institution()
    topic.goals.set([make.goal(1), make.goal(2)])
    for n in range(request.param):
        release = furnish(topic, institution, n)
    for _ in range(request.param):
        make.mention(release)
        make.photo_use(release)
        make.agreement_link(release, make.agreement(signed_on="2024-01-01"))
    return release


# How many queries a visitor's page takes, the one for menus and settings among them.
QUERIES = {
    "/es/": 6,
    "/en/": 6,
    "/es/noticias/": 4,
    "/en/news/2024/": 4,
    "/es/temas/": 2,
    "/en/data/": 3,
    "/es/noticias/rss/": 1,
    "/en/news/atom/": 1,
    # What the words mean, what is found, what is shown of it; whatever the kinds.
    "/es/buscar/?q=agua": 4,
    "/sitemap.xml": 6,
}


def test_pages_cost_the_same_for_any_length(client, full):
    topic = full.topics.get()
    queries = {
        **QUERIES,
        full.url_in("es"): 4,
        full.url_in("en"): 4,
        topic.url_in("es"): 5,
        f"/es/noticias/?topic={topic.key}": 4,
    }
    counted = {}
    for path in queries:
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        counted[path] = len(captured)

    assert counted == queries


def test_search_costs_the_same_for_every_kind(client, site, django_assert_num_queries):
    make.published(title_es="manglar")
    make.agreement(title_es="manglar")
    make.institution(name_es="manglar")
    make.official(name="manglar")
    make.topic(name_es="manglar")
    make.page(title_es="manglar")

    with django_assert_num_queries(4):
        client.get("/es/buscar/?q=manglar")


def test_standing_page_costs_two_queries(client, site, django_assert_num_queries):
    page = make.page()

    with django_assert_num_queries(2):
        client.get(page.url_in("es"))


@pytest.mark.parametrize("full", [1], indirect=True)
def test_visitors_get_no_cookie_and_pages_vary_on_nothing(client, full):
    for path in ("/es/", "/es/noticias/", full.url_in("es"), "/es/buscar/?q=agua"):
        answer = client.get(path)
        assert not answer.cookies
        assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("full", [1], indirect=True)
def test_answers_to_staff_are_kept_by_no_cache(client, full):
    client.force_login(make.staff("Staff readers"))
    topic = full.topics.get()

    for path in ("/es/", "/es/noticias/", full.url_in("es"), topic.url_in("es")):
        assert "private" in client.get(path).headers["Cache-Control"]


@pytest.fixture(scope="module")
def style_sheet():
    """The joined sheet, as it is collected and served."""
    paths = {
        path: (storage, path)
        for finder in finders.get_finders()
        for path, storage in finder.list([])
        if path.startswith("css/")
    }
    return joined(paths).encode()


@pytest.mark.parametrize(
    "path",
    [
        "/es/",
        "/en/",
        "/es/noticias/",
        "/en/news/",
        "/es/noticias/defensoria-y-oim-firman-acuerdo-marco/",
        "/en/news/ombudsman-and-iom-sign-framework-agreement/",
    ],
)
def test_first_view_fits_the_first_round_trip(client, sample, style_sheet, path):
    page = client.get(path).content
    weight = len(gzip.compress(page, 9)) + len(gzip.compress(style_sheet, 9))

    assert page.count(b"<article") or page.count(b'class="story"')
    assert weight <= FIRST_VIEW
