"""A page is in one language, leads to the other, and says where there is none."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from tests import make

pytestmark = pytest.mark.django_db

FIXED = [
    "home",
    "news:list",
    "vocabulary:topics",
    "pages:data",
    "search",
    "partners:agreements",
    "partners:institutions",
    "partners:officials",
]


def address(name, code):
    with override(code):
        return reverse(name)


def links(response):
    """Addresses of the head by what they are: canonical, es, en."""
    page = response.content.decode()
    canonical = re.findall(r'rel="canonical" href="http://testserver([^"]+)"', page)
    pairs = re.findall(r'hreflang="(\w+)" href="http://testserver([^"]+)"', page)
    return {**dict(pairs), "canonical": canonical[0] if canonical else None}


@pytest.mark.parametrize("name", FIXED)
def test_fixed_page_leads_to_its_pair(client, name):
    pair = {code: address(name, code) for code in ("es", "en")}
    answer = client.get(pair["en"])

    assert links(answer) == {**pair, "canonical": pair["en"]}
    assert '<html lang="en">' in answer.content.decode()


@pytest.mark.parametrize("maker", [make.published, make.topic, make.page])
def test_object_leads_to_itself_in_the_other_language(client, maker):
    made = maker()
    there = made.url_in("en")

    assert links(client.get(made.url_in("es")))["en"] == there
    assert f'<a href="{there}" hreflang="en" lang="en">English</a>' in (
        client.get(made.url_in("es")).content.decode()
    )


def test_filters_follow_the_reader_but_not_the_name_of_the_page(client):
    make.published(topics=[make.topic(key="water")])
    answer = client.get("/es/noticias/?topic=water")

    assert 'href="/en/news/?topic=water"' in answer.content.decode()
    assert links(answer)["canonical"] == "/es/noticias/"


def test_later_page_of_a_list_is_a_page_of_its_own(client):
    for _ in range(13):
        make.published()

    assert links(client.get("/es/noticias/?page=2&utm=x"))["canonical"] == (
        "/es/noticias/?page=2"
    )


def test_slug_of_the_other_language_leads_to_this_one(client):
    release = make.published(slug_es="agua", slug_en="water")
    answer = client.get("/en/news/agua/")

    assert (answer.status_code, answer.url) == (301, release.url_in("en"))


def test_text_in_one_language_says_so_on_its_page(client):
    release = make.only_in("es", make.published)
    page = client.get(release.url_in("es")).content.decode()

    assert "Solo en español" in page
    assert 'hreflang="en"' not in page


def test_text_asked_for_in_a_language_it_lacks_is_named_and_linked(client):
    release = make.only_in("es", make.published, title_es="El agua", slug_es="agua")
    answer = client.get("/en/news/agua/")
    page = answer.content.decode()

    assert answer.status_code == 404
    assert "This text exists only in Spanish" in page
    assert (
        f'<a href="{release.url_in("es")}" hreflang="es" lang="es">El agua</a>' in page
    )
    assert "canonical" not in page


def test_title_of_a_held_back_language_is_not_told(client):
    make.published(title_en="Unspoken", slug_en="unspoken", released_en=False)
    answer = client.get("/en/news/unspoken/")

    assert answer.status_code == 404
    assert "Unspoken" not in answer.content.decode()


def test_page_that_is_not_there_leads_home_in_the_other_language(client):
    answer = client.get("/es/noticias/nada/")
    page = answer.content.decode()

    assert answer.status_code == 404
    assert '<a href="/en/" hreflang="en" lang="en">English</a>' in page
    assert "noindex" in page
    assert "canonical" not in page


def test_name_in_one_language_alone_carries_its_language(client):
    institution = make.institution(name_es="Cruz Roja", name_en="", slug_en="red-cross")
    release = make.published(institutions=[institution])

    assert '<span lang="es">Cruz Roja</span>' in (
        client.get(release.url_in("en")).content.decode()
    )


def test_english_pages_show_no_spanish_interface(client):
    release = make.published()
    make.mention(release)
    make.agreement_link(release, make.agreement(signed_on="2024-01-01"))
    for path in ("/en/", "/en/news/", release.url_in("en"), "/en/data/", "/en/search/"):
        page = client.get(path).content.decode()
        for word in ("Noticias", "Buscar", "Acuerdos", "Temas", "Prensa", "Personas"):
            assert word not in page


def test_switch_from_a_further_page_leads_to_the_first(client):
    for _ in range(13):
        make.published()

    page = client.get("/es/noticias/?topic=&page=2").content.decode()

    assert 'href="/en/news/?topic="' in page
