"""What the first page chooses to show."""

import datetime as dt

import pytest

from tests import make

pytestmark = pytest.mark.django_db


def home(client):
    return client.get("/es/")


def test_newest_featured_text_opens_the_page(client):
    make.published(is_featured=True, dateline_on=dt.date(2022, 1, 1))
    featured = make.published(is_featured=True, dateline_on=dt.date(2023, 1, 1))
    newest = make.published(dateline_on=dt.date(2024, 1, 1))
    page = home(client)

    assert page.context["feature"] == featured
    assert page.context["latest"][0] == newest


def test_without_a_featured_text_the_newest_opens(client):
    make.published(dateline_on=dt.date(2022, 1, 1))
    newest = make.published(dateline_on=dt.date(2024, 1, 1))

    assert home(client).context["feature"] == newest


def test_three_stories_have_pictures_and_two_are_brief(client):
    for _ in range(8):
        make.published()
    context = home(client).context

    assert (len(context["latest"]), len(context["brief"])) == (3, 2)


def test_key_figures_are_those_chosen_for_the_home_page(client):
    make.highlight(value=111)
    make.highlight(value=520_085, on_home=True)
    page = home(client).content.decode()

    assert "<b>520\N{NO-BREAK SPACE}085</b>" in page
    assert "<b>111</b>" not in page


def test_agreements_nearest_their_end_come_first(client):
    later = make.agreement(signed_on="2020-01-01", ends_on="2090-01-01")
    soon = make.agreement(signed_on="2020-01-01", ends_on="2080-01-01")
    make.agreement(signed_on="2020-01-01", ends_on="2021-01-01", access="internal")

    assert home(client).context["agreements"] == [soon, later]


def test_empty_site_has_a_home_page(client):
    assert home(client).status_code == 200


def test_topics_are_in_the_order_of_the_office(client):
    last = make.topic(position=2)
    first = make.topic(position=1)

    assert list(home(client).context["topics"]) == [first, last]


def test_address_without_language_follows_the_browser(client):
    english = client.get("/", headers={"accept-language": "en-GB,en;q=0.8"})

    assert (english.status_code, english.url) == (302, "/en/")
    assert "Accept-Language" in english.headers["Vary"]
    assert client.get("/").url == "/es/"
    assert client.get("/", headers={"accept-language": "de"}).url == "/es/"
