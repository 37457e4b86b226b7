"""Who held which post on which day, as certainly as the sources say."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import override

from partners.models import Appointment, Official
from tests import make

pytestmark = pytest.mark.django_db


def day(text):
    return dt.date.fromisoformat(text)


@pytest.fixture
def ana():
    return make.official(name="Ana Beatriz Solís")


@pytest.fixture
def office():
    return make.institution()


def held(official, institution, **values):
    return make.appointment(
        official=official,
        institution=institution,
        **{"post_es": "Defensora", "post_en": "Ombudsman", **values},
    )


# Two terms of one person in one post in one institution.
OVERLAPPING = [
    (
        {"since": "2020-01-01", "until": "2022-12-31"},
        {"since": "2022-12-31", "until": "2024-01-01"},
    ),
    (
        {"since": "2020-01-01", "until": "2024-12-31"},
        {"since": "2021-01-01", "until": "2021-02-01"},
    ),
    ({"since": "2020-01-01", "is_current": True}, {"since": "2024-01-01"}),
    ({"since": "2020-01-01", "is_current": True}, {"until": "2024-01-01"}),
    ({"since": "2020-01-01"}, {"since": "2020-01-01"}),
    (
        {"since": "2020-08-01", "since_precision": "month", "until": "2022-01-01"},
        {"since": "2020-08-31", "until": "2020-12-31"},
    ),
]
APART = [
    (
        {"since": "2020-08-26", "until": "2021-03-31"},
        {"since": "2021-04-01", "until": "2026-03-31"},
    ),
    (
        {"since": "2020-01-01"},  # nobody knows until when
        {"since": "2024-01-01", "is_current": True},
    ),
    (
        # Known to the month: it may have begun after the other ended.
        {"since": "2020-08-01", "since_precision": "month", "until": "2022-01-01"},
        {"since": "2020-01-01", "until": "2020-08-15"},
    ),
    (
        {
            "since": "2020-01-01",
            "since_precision": "year",
            "until": "2020-12-31",
            "until_precision": "year",
        },
        {"since": "2020-06-01", "until": "2020-06-30"},
    ),
]


@pytest.mark.parametrize(("first", "second"), OVERLAPPING)
def test_nobody_holds_the_same_post_twice_at_once(ana, office, first, second):
    held(ana, office, **first)

    with pytest.raises(IntegrityError, match="appointment_once_at_a_time"):
        held(ana, office, **second)


@pytest.mark.parametrize(("first", "second"), APART)
def test_terms_that_may_follow_each_other_are_kept(ana, office, first, second):
    held(ana, office, **first)
    held(ana, office, **second)

    assert ana.appointments.count() == 2


def test_the_refusal_is_said_in_the_language_of_the_editor(ana, office):
    held(ana, office, since="2020-01-01", is_current=True)
    again = Appointment(
        key="again",
        official=ana,
        institution=office,
        post="Defensora",
        post_es="Defensora",
        post_en="Ombudsman",
        since=day("2024-01-01"),
        since_precision="day",
    )

    with override("es"), pytest.raises(ValidationError) as refusal:
        again.full_clean()

    assert "ya ocupa este cargo en esos días" in str(refusal.value)


def test_accents_and_capitals_do_not_make_another_post(ana, office):
    held(ana, office, post_es="Directora técnica", since="2020-01-01", is_current=True)

    with pytest.raises(IntegrityError, match="appointment_once_at_a_time"):
        held(ana, office, post_es="directora tecnica", since="2021-01-01")


def test_different_posts_people_and_institutions_at_once_are_normal(ana, office):
    term = {"since": "2020-01-01", "is_current": True}
    held(ana, office, **term)

    held(ana, office, **term, post_es="Relatora")
    held(make.official(), office, **term)
    held(ana, make.institution(), **term)

    assert Appointment.objects.count() == 4


def test_a_post_without_days_is_on_record_once(ana, office):
    held(ana, office)

    with pytest.raises(IntegrityError, match="appointment_undated_once"):
        held(ana, office)


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("post_named", {"post_es": "", "post_en": ""}),
        ("post_named", {"post_es": None, "post_en": None}),
        ("ends_after_start", {"since": "2020-01-02", "until": "2020-01-01"}),
        (
            "current_has_no_end",
            {"since": "2020-01-01", "until": "2024-01-01", "is_current": True},
        ),
    ],
)
def test_the_database_refuses_what_cannot_be(rule, values):
    with pytest.raises(IntegrityError, match=f"appointment_{rule}"):
        make.appointment(**values)


@pytest.mark.parametrize(
    ("on", "may_have_held", "certainly"),
    [
        ("2019-12-31", {"unknown", "ended"}, set()),
        (
            "2020-01-01",
            {"unknown", "ended", "dated", "open", "current"},
            {"dated", "current"},
        ),
        (
            "2022-12-31",
            {"unknown", "ended", "dated", "open", "current"},
            {"dated", "current"},
        ),
        ("2023-01-01", {"unknown", "open", "current"}, {"current"}),
        ("2023-09-06", {"unknown", "open", "current"}, {"current", "unknown"}),
    ],
)
def test_who_held_what_on_a_day(ana, office, on, may_have_held, certainly):
    for name, values in {
        "unknown": {"attested_on": ["2023-09-06", "2023-12"]},
        "ended": {"until": "2022-12-31"},
        "dated": {"since": "2020-01-01", "until": "2022-12-31"},
        "open": {"since": "2020-01-01"},
        "current": {"since": "2020-01-01", "is_current": True},
    }.items():
        held(ana, office, key=name, post_es=name, **values)

    def keys(posts):
        return set(posts.values_list("key", flat=True))

    assert keys(Appointment.objects.on(day(on))) == may_have_held
    assert keys(Appointment.objects.certain_on(day(on))) == certainly


def test_people_are_sorted_by_surname_without_regard_to_accents():
    for name, sort_name in (
        ("Uzra Zeya", "Zeya, Uzra"),
        ("Ángel Íñiguez", "Íñiguez, Ángel"),
        ("Marisol de León", "León Castrellón, Marisol de"),
        ("Ana Iglesias", "iglesias, Ana"),
    ):
        make.official(name=name, sort_name=sort_name)

    assert [official.name for official in Official.objects.in_order()] == [
        "Ana Iglesias",
        "Ángel Íñiguez",
        "Marisol de León",
        "Uzra Zeya",
    ]


# The post of a person in a press release.


@pytest.fixture
def release(office):
    return make.press_release(
        event_days=[day("2021-10-14"), day("2021-10-15")],
        dateline_on=day("2021-10-20"),
        institutions=[office],
    )


def resolved(release, official, **values):
    mention = make.mention(release, official=official, **values)
    release.find_posts()
    mention.refresh_from_db()
    return mention.appointment


def test_the_post_held_on_the_last_day_of_the_event_is_found(ana, office, release):
    held(ana, office, post_es="Antes", since="2020-01-01", until="2021-10-14")
    then = held(ana, office, post_es="Ese día", since="2021-10-15", until="2021-10-19")
    held(ana, office, post_es="Después", since="2021-10-20", is_current=True)

    assert resolved(release, ana) == then


def test_without_an_event_the_day_of_the_dateline_decides(ana, office):
    release = make.press_release(dateline_on=day("2021-10-20"))
    held(ana, office, post_es="Antes", since="2020-01-01", until="2021-10-19")
    then = held(ana, office, post_es="Ese día", since="2021-10-20", is_current=True)

    assert resolved(release, ana) == then


def test_a_post_known_for_that_day_comes_before_one_that_may_be(ana, office, release):
    held(ana, office, post_es="Quizá")
    then = held(ana, office, post_es="Seguro", attested_on=["2021-10-15"])

    assert resolved(release, ana) == then


def test_of_two_posts_the_one_in_an_institution_of_the_text_is_meant(
    ana, office, release
):
    term = {"since": "2020-01-01", "is_current": True}
    held(ana, make.institution(), **term)
    here = held(ana, office, **term)

    assert resolved(release, ana) == here


def test_two_that_remain_are_a_question_for_the_editor(ana, office, release):
    term = {"since": "2020-01-01", "is_current": True}
    held(ana, office, **term)
    held(ana, office, **term, post_es="Relatora")

    assert resolved(release, ana) is None


def test_what_an_editor_chose_is_kept(ana, office, release):
    chosen = held(ana, office, post_es="Antes", since="2010-01-01", until="2011-01-01")
    held(ana, office, since="2020-01-01", is_current=True)

    assert resolved(release, ana, appointment=chosen, is_chosen=True) == chosen


def test_a_post_that_no_longer_fits_is_let_go(ana, office, release):
    gone = held(ana, office, since="2010-01-01", until="2011-01-01")

    assert resolved(release, ana, appointment=gone) is None


def test_a_name_that_is_not_in_the_register_waits(release):
    assert resolved(release, None, name="Alguien") is None


def test_a_text_without_a_day_has_no_posts(ana, office):
    held(ana, office, since="2020-01-01", is_current=True)

    assert resolved(make.press_release(dateline_on=None), ana) is None


@pytest.mark.parametrize(
    ("rule", "values"), [("named", {"official": None}), ("once", {"official": "ana"})]
)
def test_the_database_refuses_a_mention_of_nobody_and_one_made_twice(rule, values, ana):
    release = make.press_release()
    make.mention(release, official=ana)
    values = {"official": ana if values["official"] else None}

    with pytest.raises(IntegrityError, match=f"mention_{rule}"):
        make.mention(release, **values)
