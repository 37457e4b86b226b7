"""Institutions: the list by kind and name, and the page of one."""

import datetime as dt

import pytest
import time_machine

from iompanama.pages.models import SiteSettings
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def today():
    with time_machine.travel(dt.datetime(2026, 11, 21, 17, tzinfo=dt.UTC), tick=False):
        yield


def page(client, institution, code="es"):
    return client.get(institution.url_in(code)).content.decode()


def part(page, heading):
    start = page.index(f'id="{heading}"')
    return page[start : page.index("</section>", start)]


def test_the_list_goes_by_kind_and_then_by_name_accents_aside(client):
    for kind, name in (
        ("ministry", "Zona"),
        ("ministry", "Árbol"),
        ("ministry", "barrio"),
        ("un_agency", "Última"),
    ):
        make.institution(kind=kind, name_es=name)

    rows = client.get("/es/instituciones/").context["institutions"]

    assert [row.name_es for row in rows] == ["Última", "Árbol", "barrio", "Zona"]


def test_an_institution_named_in_one_language_is_marked_in_the_other(client):
    institution = make.institution(name_en="", name_es="Aduanas")

    for path in ("/en/institutions/", institution.url_in("en")):
        assert '<span lang="es">Aduanas</span>' in client.get(path).content.decode()


def test_what_is_on_record(client):
    parent = make.institution(name_en="Ministry of Security")
    successor = make.institution(name_en="New Service")
    institution = make.institution(
        name_en="Old Service",
        acronym_en="OS",
        country="PA",
        parent=parent,
        successor=successor,
        aliases_en=["The Service", "Serv"],
        website="https://www.example.org/path",
        description_en="Guards the border.",
    )
    make.institution(name_en="Its school", parent=institution)

    text = page(client, institution, "en")
    record = part(text, "record")

    assert "<h1>Old Service</h1>" in text
    assert '<p class="lead">Guards the border.</p>' in text
    for value in (
        "Government agency",
        "OS",
        "Panama",
        "Ministry of Security",
        "New Service",
        "Its school",
        "The Service, Serv",
        ">example.org</a>",
    ):
        assert value in record
    assert "Old Service" in part(page(client, successor, "en"), "record")
    assert "Old Service" in part(page(client, parent, "en"), "record")


def test_who_heads_it_today_and_who_did_before(client):
    institution = make.institution()
    now = make.official(name="Marisol de León")
    before = make.official(name="Javier Montenegro")
    make.appointment(
        official=before,
        institution=institution,
        post_en="Rector",
        since="2017-01-01",
        until="2021-12-31",
        is_head=True,
    )
    make.appointment(
        official=now,
        institution=institution,
        post_en="Rector",
        since="2022-01-01",
        is_current=True,
        is_head=True,
        is_acting=True,
    )

    heads = part(page(client, institution, "en"), "heads")

    assert heads.index("Marisol de León") < heads.index("Javier Montenegro")
    assert "Rector, acting" in heads
    assert "Since 1 January 2022" in heads
    assert "From 1 January 2017 to 31 December 2021" in heads
    assert "Not recorded" not in heads


def test_a_head_nobody_recorded_is_said_though_one_came_before(client):
    institution = make.institution()
    make.appointment(
        official=make.official(name="Eduardo Leblanc"),
        institution=institution,
        until="2026-03-31",
        is_head=True,
    )

    heads = part(page(client, institution, "en"), "heads")

    assert heads.index("Not recorded") < heads.index("Eduardo Leblanc")


def test_a_post_whose_end_nobody_knows_is_not_held_today(client):
    institution = make.institution()
    make.appointment(institution=institution, since="2022-11-16", is_head=True)

    heads = part(page(client, institution, "en"), "heads")

    assert heads.index("Not recorded") < heads.index("Since 16 November 2022; end not")


def test_other_posts_stand_apart_from_a_head_nobody_recorded(client):
    institution = make.institution()
    make.appointment(
        institution=institution,
        post_en="Head of Statistics",
        since="2019-11-04",
        is_current=True,
    )

    text = page(client, institution, "en")

    assert "Head of Statistics" in part(text, "others")
    assert 'id="heads"' not in text


def test_its_agreements_stand_on_one_axis_ending_first(client):
    institution = make.institution()
    for title, end in (("Later", "2029-01-01"), ("Sooner", "2027-01-01")):
        agreement = make.agreement(title_en=title, signed_on="2024-01-01", ends_on=end)
        make.party(agreement, institution=institution)
        make.party(agreement, institution=institution, role="observer")
    make.agreement(title_en="Of others")

    agreements = part(page(client, institution, "en"), "agreements")

    assert agreements.index("Sooner") < agreements.index("Later")
    assert agreements.count("Later") == 1
    assert "Of others" not in agreements
    assert agreements.count('height="22"') == 1


def test_news_about_it(client):
    institution = make.institution()
    make.published(title_en="A visit", institutions=[institution])
    make.press_release(title_en="A draft", institutions=[institution])

    news = part(page(client, institution, "en"), "news")

    assert "A visit" in news
    assert "A draft" not in news


def test_a_sample_record_says_so(client):
    institution = make.institution(is_sample=True)

    assert "Inventado para probar el sitio." in page(client, institution)
    assert "Registro de muestra" in client.get("/es/instituciones/").content.decode()


def test_an_unknown_slug_is_not_found(client):
    assert client.get("/es/instituciones/nadie/").status_code == 404
    assert client.get("/es/instituciones/%00/").status_code == 404


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_costs_two_queries(client, many, django_assert_num_queries):
    SiteSettings.load()
    for _ in range(many):
        make.institution(parent=make.institution())

    with django_assert_num_queries(2):
        client.get("/es/instituciones/")


@pytest.mark.parametrize("many", [1, 30])
def test_the_page_costs_four_queries(client, many, django_assert_num_queries):
    SiteSettings.load()
    institution = make.institution(
        parent=make.institution(), successor=make.institution()
    )
    for _ in range(many):
        make.institution(parent=institution)
        make.institution(successor=institution)
        make.appointment(institution=institution, is_head=True)
        agreement = make.agreement(signed_on="2024-01-01")
        make.party(agreement, institution=institution)
        make.published(institutions=[institution])

    with django_assert_num_queries(4):
        client.get(institution.url_in("es"))
