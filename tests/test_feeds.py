"""RSS and Atom: what is new, once in each language."""

import datetime as dt
import re
import xml.etree.ElementTree as ET

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from tests import make

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def items(client, code="es"):
    path = {"es": "/es/noticias/rss/", "en": "/en/news/rss/"}[code]
    return ET.fromstring(client.get(path).content).findall("channel/item")


def test_feed_speaks_its_language(client):
    make.published(title_es="Agua", title_en="Water")
    channel = ET.fromstring(client.get("/en/news/rss/").content).find("channel")

    assert channel.findtext("language") == "en"
    assert [item.findtext("title") for item in items(client, "en")] == ["Water"]
    assert [item.findtext("title") for item in items(client, "es")] == ["Agua"]


def test_feed_leaves_out_what_is_not_listed(client):
    make.archived()
    make.scheduled()
    make.only_in("en", make.published)

    assert items(client) == []


def test_what_came_out_last_comes_first(client):
    now = timezone.now()
    make.published(title_es="ayer", at=now - dt.timedelta(days=1))
    make.published(title_es="hoy", dateline_on=dt.date(2001, 1, 1), at=now)

    assert [item.findtext("title") for item in items(client)] == ["hoy", "ayer"]


def test_name_of_an_entry_outlives_a_correction(client):
    release = make.published(slug_es="vieja")
    [before] = items(client)
    now = timezone.now()
    type(release).objects.update(superseded_at=now)
    make.published(work=release.work, edition=2, slug_es="nueva", at=now)
    [after] = items(client)

    assert before.findtext("guid") == after.findtext("guid")
    assert after.findtext("link").endswith("/es/noticias/nueva/")


def test_languages_are_different_entries(client):
    make.published()

    assert items(client, "es")[0].findtext("guid") != items(client, "en")[0].findtext(
        "guid"
    )


def test_atom_says_when_a_text_was_changed(client):
    release = make.published()
    entry = ET.fromstring(client.get("/es/noticias/atom/").content).find(f"{ATOM}entry")

    updated = parse_datetime(entry.findtext(f"{ATOM}updated"))
    assert updated == release.published_at
    assert entry.findtext(f"{ATOM}summary") == release.lead_es


def test_pasted_control_character_does_not_break_the_feed(client):
    make.published(title_es="Agua\x0bclara")

    assert items(client)[0].findtext("title") == "Agua clara"


def test_register_is_followed_as_it_was_narrowed_down(client):
    old = {"signed_on": "2020-05-01", "kind": "addendum", "access": "public"}
    make.agreement(title_es="Primera", **old)
    make.agreement(title_es="Última", **{**old, "signed_on": "2024-05-01"})
    make.agreement(title_es="Otra", **{**old, "kind": "letter_of_intent"})
    make.agreement(title_es="Del personal", **{**old, "access": "internal"})
    feed = client.get("/es/acuerdos.rss?kind=addendum")
    channel = ET.fromstring(feed.content).find("channel")

    found = [
        (item.findtext("title"), item.findtext("pubDate")[5:16])
        for item in channel.findall("item")
    ]
    assert found == [("Última", "01 May 2024"), ("Primera", "01 May 2020")]
    assert "Adenda" in channel.findtext("title")


def test_feed_of_the_register_tells_staff_no_more_than_visitors(client):
    client.force_login(make.staff("Head of office"))
    make.agreement(title_es="Del personal", access="internal")

    assert b"Del personal" in client.get("/es/acuerdos/").content
    assert b"Del personal" not in client.get("/es/acuerdos.rss").content


def test_topic_is_followed_in_all_that_visitors_find(client):
    water = make.topic(name_es="Agua", key="water")
    make.published(title_es="El pozo", topics=[water], dateline_on="2024-01-01")
    make.published(title_es="El camino", topics=[make.topic(key="road")])
    pact = make.agreement(
        title_es="El acueducto", access="public", signed_on="2024-05-01"
    )
    pact.topics.add(water)
    text = client.get(water.url_in("es")).content.decode()
    link = re.search(r'href="(/es/buscar[^"]+)">Seguir', text)[1]
    channel = ET.fromstring(client.get(link).content).find("channel")

    assert channel.findtext("title") == "OIM Panamá: Agua"
    found = [item.findtext("title") for item in channel.findall("item")]
    assert found == ["El acueducto", "El pozo", "Agua"]
