"""Officials: the list by surname, and the page of one person."""

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


def page(client, official, code="es"):
    return client.get(official.url_in(code)).content.decode()


def part(page, heading):
    start = page.index(f'id="{heading}"')
    return page[start : page.index("</section>", start)]


def test_the_list_goes_by_surname_accents_aside(client):
    for name, sort_name in (
        ("Ana Zeta", "Zeta, Ana"),
        ("Zoe Ábalos", "Ábalos, Zoe"),
        ("Marisol de León", "León, Marisol de"),
        ("Bea Leblanc", "Leblanc, Bea"),
    ):
        make.official(name=name, sort_name=sort_name)

    rows = client.get("/es/autoridades/").context["officials"]

    assert [row.name for row in rows] == [
        "Zoe Ábalos",
        "Bea Leblanc",
        "Marisol de León",
        "Ana Zeta",
    ]


def test_the_list_names_the_posts_of_today_else_the_last(client):
    busy, former = make.official(), make.official()
    for post in ("Head of Mission", "Head of Centre"):
        make.appointment(
            official=busy, post_en=post, since="2024-01-01", is_current=True
        )
    make.appointment(
        official=busy, post_en="Trainee", since="2001-01-01", until="2002-01-01"
    )
    make.appointment(
        official=former, post_en="Ombudsman", since="2020-01-01", until="2026-03-31"
    )

    text = client.get("/en/officials/").content.decode()

    assert "Head of Mission" in text
    assert "Head of Centre" in text
    assert "Ombudsman" in text
    assert "Trainee" not in text


def test_a_post_that_is_over_is_not_given_as_of_today(client):
    former = make.official()
    make.appointment(
        official=former, post_en="Ombudsman", since="2020-01-01", until="2026-03-31"
    )

    text = page(client, former, "en")

    assert '<p class="lead">Last post on record: Ombudsman' in text


def test_one_address_part_in_both_languages(client):
    official = make.official(slug="ana-perez")

    assert official.url_in("es") == "/es/autoridades/ana-perez/"
    assert official.url_in("en") == "/en/officials/ana-perez/"
    assert client.get("/en/officials/nobody/").status_code == 404


def test_posts_with_their_days_overlaps_included(client):
    official = make.official()
    make.appointment(
        official=official,
        institution=make.institution(name_en="IOM Panama"),
        post_en="Officer in Charge",
        since="2024-01-15",
        is_current=True,
        is_acting=True,
    )
    make.appointment(
        official=official,
        post_en="Programme Coordinator",
        since="2019-01-01",
        since_precision="year",
        is_current=True,
    )

    text = page(client, official, "en")
    posts = part(text, "posts")

    assert "Officer in Charge, acting</b>" in posts
    assert "IOM Panama" in posts
    assert "Since 15 January 2024" in posts
    assert "Since 2019" in posts
    assert '<p class="lead">Officer in Charge, acting, IOM Panama</p>' in text


def test_a_post_named_in_one_language_is_marked_as_such(client):
    official = make.official()
    make.appointment(official=official, post_en="", post_es="Alcalde")

    assert '<span lang="es">Alcalde</span>' in page(client, official, "en")


def test_what_was_signed_and_in_which_capacity(client):
    official = make.official()
    agreement = make.agreement(title_en="Memorandum", signed_on="2024-03-12")
    make.signature(
        agreement,
        official=official,
        capacity_en="Officer in Charge",
        signed_on="2024-03-11",
    )
    draft = make.agreement(title_en="A text nobody signed")
    make.signature(draft, official=official)

    signed = part(page(client, official, "en"), "signed")

    assert "Memorandum</a>" in signed
    assert "Officer in Charge<br>Signed on 11 March 2024" in signed
    assert "A text nobody signed" not in signed


def test_mentions_keep_the_title_as_printed_beside_the_post_of_that_day(client):
    official = make.official()
    post = make.appointment(official=official, post_en="Rector")
    make.mention(
        make.published(title_en="An observatory"),
        official=official,
        printed_title_en="Head of the university",
        appointment=post,
    )
    make.mention(make.press_release(title_en="A draft"), official=official)

    news = part(page(client, official, "en"), "news")

    assert "An observatory" in news
    assert "Printed as: Head of the university" in news
    assert "Post held that day: Rector" in news
    assert "A draft" not in news


def test_a_person_without_anything_on_record_has_a_page(client):
    text = page(client, make.official(name="Ana Pérez"), "en")

    assert "<h1>Ana Pérez</h1>" in text
    assert "Not recorded" in part(text, "posts")


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_costs_two_queries(client, many, django_assert_num_queries):
    SiteSettings.load()
    for _ in range(many):
        make.appointment()

    with django_assert_num_queries(2):
        client.get("/es/autoridades/")


@pytest.mark.parametrize("many", [1, 30])
def test_the_page_costs_three_queries(client, many, django_assert_num_queries):
    SiteSettings.load()
    official = make.official()
    for _ in range(many):
        post = make.appointment(official=official)
        agreement = make.agreement(signed_on="2024-01-01")
        make.signature(agreement, official=official, signed_on="2024-01-01")
        make.mention(make.published(), official=official, appointment=post)

    with django_assert_num_queries(3):
        client.get(official.url_in("es"))
