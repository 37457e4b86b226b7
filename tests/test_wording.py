"""The time of an agreement in sentences, in both languages."""

import datetime as dt

import pytest
from django.utils.translation import override

from partners import phrases, wording
from partners.models import Agreement, Appointment
from partners.moments import moments
from partners.periods import periods
from tests import make

TODAY = dt.date(2026, 11, 21)
RENEWING = {
    "signed_on": "2024-03-12",
    "in_force_on": "2024-03-12",
    "ends_on": "2027-03-11",
    "renewal": "automatic",
    "renewal_months": 12,
    "notice_days": 60,
    "duration_months": 36,
}


def on_day(day=TODAY, **values):
    made = make.agreement(**values)
    return Agreement.objects.with_state(day).get(pk=made.pk)


def in_a_list(day=TODAY, **values):
    return wording.in_a_list(on_day(day, **values), day)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "spanish", "english"),
    [
        (
            RENEWING,
            "Hasta el 11 de marzo de 2027; se renueva automáticamente. "
            "Aviso: hasta el 10 de enero.",
            "Until 11 March 2027; renews by itself. Notice: until 10 January.",
        ),
        (
            {**RENEWING, "renewal": "none", "renewal_months": None},
            "Hasta el 11 de marzo de 2027",
            "Until 11 March 2027",
        ),
        (
            {
                "signed_on": "2016-09-19",
                "in_force_on": "2016-09-19",
                "is_open_ended": True,
            },
            "Desde el 19 de septiembre de 2016, sin plazo",
            "Since 19 September 2016, without end",
        ),
        (
            {"signed_on": "2023-09-06"},
            "Se firmó el 6 de septiembre de 2023; sin fecha de fin registrada",
            "Signed on 6 September 2023; no end date on record",
        ),
        ({}, "Sin firmar", "Not yet signed"),
        (
            {"signed_on": "2026-10-01", "in_force_on": "2027-06-01"},
            "Vigente desde el 1 de junio de 2027",
            "In force from 1 June 2027",
        ),
        (
            {
                "signed_on": "2021-07-01",
                "signed_on_precision": "month",
                "confidence": "reported",
            },
            "Se firmó en julio de 2021; vigencia por confirmar",
            "Signed in July 2021; not confirmed to be in force",
        ),
        (
            {"is_signed": True},
            "Sin fecha de firma registrada; vigencia por confirmar",
            "No day of signature on record; not confirmed to be in force",
        ),
        (
            {"signed_on": "2023-02-10", "terminated_on": dt.date(2023, 12, 15)},
            "Terminó antes, el 15 de diciembre de 2023",
            "Ended early on 15 December 2023",
        ),
        (
            {"in_force_on": "2021-12-01", "ends_on": "2023-11-30"},
            "Del 1 de diciembre de 2021 al 30 de noviembre de 2023",
            "From 1 December 2021 to 30 November 2023",
        ),
        (
            {
                "signed_on": "2024-10-01",
                "signed_on_precision": "month",
                "confidence": "reported",
                "iom_is_party": False,
            },
            "Se firmó en octubre de 2024; vigencia por confirmar. La OIM no es parte",
            "Signed in October 2024; not confirmed to be in force. IOM is not a party",
        ),
    ],
)
def test_a_row_says_its_dates_in_one_sentence(values, spanish, english):
    agreement = on_day(**values)

    with override("es"):
        assert wording.in_a_list(agreement, TODAY) == spanish
    with override("en"):
        assert wording.in_a_list(agreement, TODAY) == english


@pytest.mark.django_db
def test_what_was_replaced_says_when():
    old = make.agreement(signed_on="2018-06-04", in_force_on="2018-06-04")
    make.relation(make.agreement(signed_on="2023-10-19"), "replaces", old)
    old = Agreement.objects.with_state(TODAY).get(pk=old.pk)

    with override("es"):
        assert wording.in_a_list(old, TODAY) == "Sustituido el 19 de octubre de 2023"


@pytest.mark.django_db
def test_an_end_known_to_the_month_is_not_made_more_precise():
    with override("en"):
        said = in_a_list(
            signed_on="2024-01-01", ends_on="2027-03-31", ends_on_precision="month"
        )

    assert said == "Until March 2027"


@pytest.mark.django_db
def test_an_end_set_by_an_addendum_alone_is_said():
    agreement = make.agreement(signed_on="2022-05-20")
    addendum = make.agreement(kind="addendum", signed_on="2026-04-28")
    make.relation(addendum, "amends", agreement, new_ends_on="2028-05-31")
    agreement = Agreement.objects.with_state(TODAY).get(pk=agreement.pk)

    with override("en"):
        assert wording.in_a_list(agreement, TODAY) == "Until 31 May 2028"


@pytest.mark.django_db
def test_the_moments_come_in_their_order():
    agreement = on_day(**RENEWING, signed_at=make.place(name_en="Panama City"))

    with override("en"):
        found = moments(agreement, TODAY)

    assert [(str(each.day), each.text) for each in found] == [
        ("2024-03-12", "Signed in Panama City; in force the same day, for 3 years"),
        ("2027-01-10", "Last day to give notice, 60 days before the end"),
        ("2027-03-11", "End of the present term"),
        ("2028-03-11", "End of the next term, if nobody gives notice"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("precision", "said"),
    [
        ("day", "Se renovó sola hasta el 31 de enero de 2027"),
        ("month", "Se renovó sola hasta enero de 2027"),
    ],
)
def test_a_renewal_is_told_as_precisely_as_the_end_is_known(precision, said):
    ends = {"ends_on": "2026-01-31", "ends_on_precision": precision}
    agreement = on_day(**{**RENEWING, "renewal_months": 12, **ends})
    renewed = periods(agreement.facts, TODAY)

    with override("es"):
        found = moments(agreement, TODAY, renewed)

    assert [each.text for each in found if "renovó" in each.text] == [said]


@pytest.mark.django_db
def test_an_early_end_is_the_last_moment_and_says_why():
    agreement = on_day(
        signed_on="2023-02-10",
        in_force_on="2023-02-13",
        entry="fixed_date",
        ends_on="2024-02-12",
        terminated_on=dt.date(2023, 12, 15),
        termination_reason_en="Mutual consent",
    )

    with override("en"):
        found = moments(agreement, TODAY)

    assert [each.text for each in found] == [
        "Signed",
        "In force on the day it names",
        "Ended early: Mutual consent",
    ]


@pytest.mark.parametrize(
    ("months", "spanish", "english"),
    [
        (1, "1 mes", "1 month"),
        (6, "6 meses", "6 months"),
        (12, "un año", "a year"),
        (18, "18 meses", "18 months"),
        (36, "3 años", "3 years"),
    ],
)
def test_a_length_is_said_in_years_where_it_is_whole_years(months, spanish, english):
    with override("es"):
        assert phrases.length(months) == spanish
    with override("en"):
        assert phrases.length(months) == english


@pytest.mark.parametrize(
    ("values", "spanish", "english"),
    [
        (
            {
                "since": dt.date(2021, 4, 1),
                "since_precision": "day",
                "until": dt.date(2026, 3, 31),
                "until_precision": "day",
            },
            "Del 1 de abril de 2021 al 31 de marzo de 2026",
            "From 1 April 2021 to 31 March 2026",
        ),
        (
            {
                "since": dt.date(2020, 1, 1),
                "since_precision": "year",
                "until": dt.date(2024, 6, 30),
                "until_precision": "month",
            },
            "De 2020 a junio de 2024",
            "From 2020 to June 2024",
        ),
        (
            {
                "since": dt.date(2024, 1, 15),
                "since_precision": "day",
                "is_current": True,
            },
            "Desde el 15 de enero de 2024",
            "Since 15 January 2024",
        ),
        (
            {"since": dt.date(2021, 12, 20), "since_precision": "day"},
            "Desde el 20 de diciembre de 2021; fin sin registrar",
            "Since 20 December 2021; end not recorded",
        ),
        (
            {"until": dt.date(2026, 3, 31), "until_precision": "day"},
            "Hasta el 31 de marzo de 2026",
            "Until 31 March 2026",
        ),
        (
            {"attested_on": ["2023-09-06", "2023-12", "about 2024"]},
            "Fechas sin registrar. Consta el 6 de septiembre de 2023, en diciembre "
            "de 2023, about 2024",
            "Days not recorded. Attested on 6 September 2023, in December 2023, "
            "about 2024",
        ),
    ],
)
def test_a_post_says_its_days_as_precisely_as_they_are_known(values, spanish, english):
    post = Appointment(**values)

    with override("es"):
        assert phrases.held(post) == spanish
    with override("en"):
        assert phrases.held(post) == english
