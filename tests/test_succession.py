"""Posts over time: who came after whom, and what the record cannot say."""

import datetime as dt

import pytest
import time_machine
from django.utils.translation import override

from partners.models import Appointment
from partners.succession import successions
from tests import make

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def office():
    return make.institution()


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(dt.datetime(2026, 11, 21, 17, tzinfo=dt.UTC), tick=False):
        yield


def held(office, name, **values):
    return make.appointment(
        institution=office,
        official=values.pop("official", None) or make.official(name=name),
        **{"post_es": "Jefa", "post_en": "Head", "is_head": True, **values},
    )


def lines(office):
    posts = Appointment.objects.filter(institution=office).newest_first()
    return successions(list(posts.select_related("official")), TODAY)


def story(office):
    """The one line of an office, read down the page."""
    [line] = lines(office)
    with override("en"):
        told = []
        for term in line.terms:
            told += [term.post.official.name, term.before_it]
    return [each for each in told if each]


def test_holders_follow_each_other_the_newest_first(office):
    held(office, "Ana", since="2010-01-01", until="2014-12-31")
    held(office, "Carla", since="2018-01-01", is_current=True)
    held(office, "Berta", since="2015-01-01", until="2017-12-31")

    assert story(office) == ["Carla", "Berta", "Ana"]


def test_a_gap_is_said_with_the_days_as_precisely_as_they_are_known(office):
    held(office, "Ana", since="2010-01-01", until="2014-12-31")
    held(office, "Berta", since="2016-03-01", since_precision="month", is_current=True)

    assert story(office) == [
        "Berta",
        "Nobody on record after 31 December 2014 and before March 2016",
        "Ana",
    ]


def test_neighbouring_months_are_no_gap(office):
    held(
        office,
        "Ana",
        since="2010-01-01",
        until="2014-12-31",
        until_precision="month",
    )
    held(office, "Berta", since="2015-01-01", since_precision="month", is_current=True)

    assert story(office) == ["Berta", "Ana"]


def test_what_is_only_attested_gives_an_order_and_leaves_a_doubt(office):
    held(office, "Loprete", attested_on=["2023-01", "2023-09-06", "a word"])
    held(office, "Paz", attested_on=["2022-04-11", "2021-03-06"])

    assert story(office) == [
        "Loprete",
        "Who held it after 11 April 2022 and before January 2023 is not certain",
        "Paz",
    ]


def test_an_end_nobody_knows_is_a_doubt_not_a_gap(office):
    held(office, "Ana", since="2010-01-01", since_precision="year")
    held(office, "Berta", since="2016-03-01", is_current=True)

    assert story(office)[1] == (
        "Who held it after 2010 and before 1 March 2016 is not certain"
    )


def test_what_no_day_places_comes_last(office):
    held(office, "Nobody knows when")
    held(office, "Ana", since="2010-01-01", is_current=True)

    assert story(office) == ["Ana", "Nobody knows when"]


def test_somebody_who_stood_in_leaves_no_gap_behind(office):
    held(office, "Ana", since="2010-01-01", until="2020-12-31")
    held(office, "Stood in", since="2012-01-01", until="2012-02-01", is_acting=True)
    held(office, "Berta", since="2021-01-01", is_current=True)

    assert story(office) == ["Berta", "Stood in", "Ana"]


def test_two_at_once_is_a_doubt_unless_one_is_acting(office):
    held(office, "Ana", since="2010-01-01", until="2015-06-30")
    held(office, "Berta", since="2015-01-01", until="2019-12-31")
    held(office, "Carla", since="2019-12-01", is_acting=True, is_current=True)

    assert story(office) == [
        "Carla",
        "Berta",
        "Two people on record from 1 January 2015 to 30 June 2015: one of the days may "
        "be wrong",
        "Ana",
    ]


def test_days_known_to_the_month_may_touch(office):
    held(office, "Ana", since="2010-01-01", until="2015-06-30", until_precision="month")
    held(office, "Berta", since="2015-06-01", since_precision="month", is_current=True)

    assert story(office) == ["Berta", "Ana"]


def test_heads_are_one_line_whatever_they_are_called(office):
    held(office, "Ana", post_es="Jefa de Misión", until="2014-12-31")
    held(office, "Berta", post_es="Encargada", post_en="In charge", since="2015-01-01")
    held(office, "Carla", post_es="Estadística", post_en="Statistics", is_head=False)

    assert [len(line.posts) for line in lines(office)] == [2, 1]


def test_other_posts_are_one_line_by_their_name_in_either_language(office):
    other = {"is_head": False}
    held(
        office,
        "Ana",
        post_es="Directora técnica",
        post_en="Technical Director",
        **other,
    )
    held(
        office,
        "Juan",
        post_es="Director Técnico",
        post_en="technical director",
        **other,
    )
    held(office, "Eva", post_es="director tecnico", post_en="", **other)
    held(office, "Rosa", post_es="Relatora", post_en="Rapporteur", **other)

    assert sorted(len(line.posts) for line in lines(office)) == [1, 3]


def test_a_line_that_somebody_holds_today_comes_before_the_others(office):
    held(office, "Ana", post_es="A", post_en="A", since="2020-01-01", is_head=False)
    held(office, "Eva", post_es="B", post_en="B", is_current=True, is_head=False)

    assert [line.posts[0].post_es for line in lines(office)] == ["B", "A"]


def beside(office, post):
    [line] = [line for line in lines(office) if post in line.posts]
    found = line.before(post), line.after(post)
    return [each and each.official.name for each in found]


def test_whoever_came_before_and_after(office):
    ana = held(office, "Ana", since="2010-01-01", until="2014-12-31")
    berta = held(office, "Berta", since="2015-01-01", until="2017-12-31")
    carla = held(office, "Carla", since="2018-01-01", is_current=True)

    assert beside(office, ana) == [None, "Berta"]
    assert beside(office, berta) == ["Ana", "Carla"]
    assert beside(office, carla) == ["Berta", None]


def test_after_somebody_who_stood_in_comes_who_was_there_all_along(office):
    ana = held(office, "Ana", since="2010-01-01", until="2020-12-31")
    stood_in = held(
        office, "Berta", since="2012-01-01", until="2012-02-01", is_acting=True
    )
    carla = held(office, "Carla", since="2021-01-01", is_current=True)

    assert beside(office, stood_in) == ["Ana", "Ana"]
    assert beside(office, ana) == [None, "Carla"]
    assert beside(office, carla) == ["Ana", None]


def test_without_any_day_nobody_is_said_to_come_before(office):
    held(office, "Ana", since="2010-01-01", until="2014-12-31")
    unknown = held(office, "Berta")

    assert beside(office, unknown) == [None, None]


def test_the_page_of_a_person_names_both_neighbours(client, office):
    held(office, "Ana", since="2010-01-01", until="2014-12-31")
    berta = held(office, "Berta", since="2015-01-01", until="2017-12-31").official
    held(office, "Carla", since="2018-01-01", is_current=True, is_acting=True)
    make.appointment(official=berta, post_en="Rapporteur", since="2020-01-01")

    page = client.get(berta.url_in("en")).content.decode()
    posts = page[page.index('id="posts"') :].partition("</section>")[0]
    last, first = posts.split("<li>")[1:]

    assert ">Ana</a>" in first
    assert ">Carla</a>, acting" in first
    assert first.index("Before:") < first.index(">Ana</a>") < first.index("After:")
    assert last.count("not recorded</span>") == 2


def test_the_page_of_an_institution_marks_what_only_a_source_says(client, office):
    held(office, "Ana", since="2010-01-01", until="2014-12-31", confidence="reported")
    held(office, "Eva", since="2016-01-01", confidence="confirmed", is_current=True)

    page = client.get(office.url_in("en")).content.decode()
    heads = page[page.index('id="heads"') :].partition("</section>")[0]

    assert heads.count("Reported by a source") == 1
    assert "Nobody on record after 31 December 2014 and before 1 January 2016" in heads
