"""The sitemap names every public address with its pair, robots.txt the sitemap."""

import xml.etree.ElementTree as ET

import pytest

from tests import make

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def entries(client):
    """Alternate addresses by language, for every address."""
    root = ET.fromstring(client.get("/sitemap.xml").content)
    return {
        url.findtext(f"{SITEMAP}loc").removeprefix("http://testserver"): {
            link.get("hreflang"): link.get("href").removeprefix("http://testserver")
            for link in url.findall(LINK)
        }
        for url in root
    }


def test_text_in_two_languages_is_named_twice_with_its_pair(client):
    make.published(slug_es="agua", slug_en="water")
    pair = {
        "es": "/es/noticias/agua/",
        "en": "/en/news/water/",
        "x-default": "/es/noticias/agua/",
    }
    found = entries(client)

    assert found["/es/noticias/agua/"] == found["/en/news/water/"] == pair


def test_text_in_one_language_has_no_pair(client):
    make.only_in("en", make.published, slug_en="water")

    assert entries(client)["/en/news/water/"] == {"en": "/en/news/water/"}


def test_every_kind_of_record_is_named(client):
    made = [
        make.published(),
        make.agreement(),
        make.institution(),
        make.official(),
        make.topic(),
        make.page(),
    ]
    found = entries(client)

    assert [each for each in made if each.url_in("en") not in found] == []
    assert {"/es/", "/en/agreements/", "/es/datos/", "/es/temas/"} <= set(found)


def test_what_is_not_public_is_not_named(client):
    hidden = [
        make.press_release(),
        make.scheduled(),
        make.withdrawn(),
        make.archived(),
        make.agreement(access="internal"),
        make.page(is_public=False),
    ]
    found = entries(client)

    assert [each for each in hidden if each.url_in("es") in found] == []


def test_every_address_named_is_there(client):
    make.published()
    make.agreement()
    make.only_in("es", make.published)
    wrong = {path: client.get(path).status_code for path in entries(client)}

    assert {path: status for path, status in wrong.items() if status != 200} == {}


def test_robots_are_told_what_to_leave(client):
    text = client.get("/robots.txt").content.decode()

    for path in ("/es/admin/", "/en/admin/", "/es/buscar/", "/en/search/"):
        assert f"Disallow: {path}\n" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text
