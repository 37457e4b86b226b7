"""The sentence that says how an agreement stands, in every state and language."""

import datetime as dt

import pytest
import time_machine
from django.utils.translation import override

from partners.models import Agreement
from partners.status import status
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TODAY = dt.date(2026, 11, 21)
UNTIL_MAY = {
    "signed_on": "2024-03-12",
    "in_force_on": "2024-03-12",
    "ends_on": "2027-05-31",
}
RENEWING = {
    **UNTIL_MAY,
    "ends_on": "2027-03-11",
    "renewal": "automatic",
    "renewal_months": 12,
}
OPEN = {"in_force_on": "2007-02-01", "is_open_ended": True}


@pytest.fixture
def today():
    with time_machine.travel(dt.datetime(2026, 11, 21, 17, tzinfo=dt.UTC), tick=False):
        yield


def both(agreement, day=TODAY):
    agreement = Agreement.objects.get(pk=agreement.pk)
    said = {}
    for code in ("es", "en"):
        with override(code):
            said[code] = status(agreement, day)
    return said["es"], said["en"]


@pytest.mark.parametrize(
    ("values", "spanish", "english"),
    [
        (
            {**RENEWING, "notice_days": 91},
            "Vigente; se renueva automáticamente el 11 de marzo de 2027 si nadie da "
            "aviso hasta el 10 de diciembre de 2026.",
            "In force; renews by itself on 11 March 2027 unless notice is given by "
            "10 December 2026.",
        ),
        (
            {**RENEWING, "notice_days": 120},
            "Vigente; se renueva automáticamente el 11 de marzo de 2027: el último "
            "día para dar aviso fue el 11 de noviembre de 2026.",
            "In force; renews by itself on 11 March 2027: the last day to give notice "
            "was 11 November 2026.",
        ),
        (
            RENEWING,
            "Vigente; se renueva automáticamente el 11 de marzo de 2027.",
            "In force; renews by itself on 11 March 2027.",
        ),
        (
            {
                **RENEWING,
                "ends_on": "2027-03-31",
                "ends_on_precision": "month",
                "notice_days": 60,
            },
            "Vigente; se renueva automáticamente en marzo de 2027 si nadie da aviso "
            "hasta el 30 de enero de 2027.",
            "In force; renews by itself in March 2027 unless notice is given by 30 "
            "January 2027.",
        ),
        (
            {**UNTIL_MAY, "renewal": "none"},
            "Vigente hasta el 31 de mayo de 2027.",
            "In force until 31 May 2027.",
        ),
        (
            {**UNTIL_MAY, "renewal": "by_agreement"},
            "Vigente hasta el 31 de mayo de 2027; se puede renovar si ambas partes lo "
            "acuerdan.",
            "In force until 31 May 2027; it can be renewed if both sides agree.",
        ),
        (
            {**UNTIL_MAY, "ends_on": "2027-12-31", "ends_on_precision": "year"},
            "Vigente hasta 2027; no está registrado si se renueva.",
            "In force until 2027; whether it renews is not recorded.",
        ),
        (
            {**UNTIL_MAY, "ends_on": "2026-11-21", "renewal": "none"},
            "Vigente; este es su último día.",
            "In force; this is its last day.",
        ),
        (
            {**OPEN, "renewal": "none"},
            "Vigente desde el 1 de febrero de 2007, sin plazo.",
            "In force since 1 February 2007, without end.",
        ),
        (
            {**OPEN, "notice_days": 365},
            "Vigente desde el 1 de febrero de 2007, sin plazo; cualquiera de las "
            "partes puede terminarlo con 365 días de antelación.",
            "In force since 1 February 2007, without end; either side may end it 365 "
            "days ahead.",
        ),
        (
            {"signed_on": "2023-09-01", "signed_on_precision": "month"},
            "Vigente desde septiembre de 2023; sin fecha de fin registrada.",
            "In force since September 2023; no end date is on record.",
        ),
        (
            {"signed_on": "2023-09-06", "renewal": "automatic", "renewal_months": 12},
            "Vigente desde el 6 de septiembre de 2023; se renueva automáticamente, "
            "pero no hay fecha de fin registrada.",
            "In force since 6 September 2023; it renews by itself, but no end date is "
            "on record.",
        ),
        (
            {"signed_on": "2026-10-01", "in_force_on": "2027-06-01"},
            "Firmado el 1 de octubre de 2026; vigente desde el 1 de junio de 2027.",
            "Signed on 1 October 2026; in force from 1 June 2027.",
        ),
        (
            {"in_force_on": "2027-06-01", "in_force_on_precision": "month"},
            "Firmado; vigente desde junio de 2027.",
            "Signed; in force from June 2027.",
        ),
        (
            {"signed_on": "2021-07-01", "confidence": "reported"},
            "Firmado el 1 de julio de 2021; vigencia por confirmar.",
            "Signed on 1 July 2021; not confirmed to be in force.",
        ),
        (
            {"is_signed": True},
            "Firmado en una fecha sin registrar; vigencia por confirmar.",
            "Signed on a day not recorded; not confirmed to be in force.",
        ),
        (
            {},
            "En negociación; sin firmar.",
            "In negotiation; not yet signed.",
        ),
        (
            {"signed_on": "2026-12-03"},
            "En negociación; se firmará el 3 de diciembre de 2026.",
            "In negotiation; to be signed on 3 December 2026.",
        ),
        (
            {"signed_on": "2021-12-01", "ends_on": "2023-11-30"},
            "Venció el 30 de noviembre de 2023.",
            "Expired on 30 November 2023.",
        ),
        (
            {
                **UNTIL_MAY,
                "terminated_on": dt.date(2025, 12, 15),
                "termination_reason_es": "Mutuo acuerdo.",
                "termination_reason_en": "Mutual consent.",
            },
            "Terminó antes, el 15 de diciembre de 2025: Mutuo acuerdo.",
            "Ended early on 15 December 2025: Mutual consent.",
        ),
        (
            {**RENEWING, "terminated_on": dt.date(2027, 1, 15)},
            "Vigente hasta que termine antes de plazo, el 15 de enero de 2027.",
            "In force until it ends early on 15 January 2027.",
        ),
        (
            {"signed_on": "2024-10-01", "iom_is_party": False, "is_open_ended": True},
            "Vigente desde el 1 de octubre de 2024, sin plazo. La OIM no es parte.",
            "In force since 1 October 2024, without end. IOM is not a party.",
        ),
    ],
)
def test_one_sentence_says_how_it_stands(values, spanish, english):
    assert both(make.agreement(**values)) == (spanish, english)


@pytest.mark.parametrize(
    ("replaced_on", "spanish", "english"),
    [
        (
            "2026-03-01",
            "Sustituido el 1 de marzo de 2026.",
            "Replaced on 1 March 2026.",
        ),
        (
            "2027-01-01",
            "Vigente hasta que otro acuerdo lo sustituya, el 1 de enero de 2027.",
            "In force until another agreement replaces it on 1 January 2027.",
        ),
    ],
)
def test_what_replaces_it_is_told_before_and_after(replaced_on, spanish, english):
    old = make.agreement(**UNTIL_MAY)
    new = make.agreement(signed_on="2026-02-01", in_force_on=replaced_on)
    make.relation(new, "replaces", old)

    assert both(old) == (spanish, english)


def test_what_amendments_changed_is_told():
    agreement = make.agreement(**UNTIL_MAY, renewal="none")
    addendum = make.agreement(kind="addendum", signed_on="2026-09-01")
    make.relation(
        addendum,
        "amends",
        agreement,
        new_renewal="automatic",
        new_renewal_months=24,
        new_notice_days=30,
    )

    assert both(agreement, dt.date(2026, 8, 31))[1] == "In force until 31 May 2027."
    assert both(agreement)[1] == (
        "In force; renews by itself on 31 May 2027 unless notice is given by "
        "1 May 2027."
    )


def test_on_a_past_day_nothing_later_is_told():
    agreement = make.agreement(**RENEWING, terminated_on=dt.date(2025, 1, 15))

    assert both(agreement, dt.date(2024, 3, 11))[1] == "Not yet signed on that day."
    assert both(agreement, dt.date(2025, 1, 14))[1] == (
        "In force; renews by itself on 11 March 2027."
    )
    assert both(agreement, dt.date(2025, 1, 15))[1] == "Ended early on 15 January 2025."


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2027-01-10", "unless notice is given by 10 January 2027."),
        ("2027-01-11", "the last day to give notice was 10 January 2027."),
        ("2027-03-11", "the last day to give notice was 10 January 2027."),
        ("2027-03-12", "on 11 March 2028 unless notice is given by 11 January 2028."),
    ],
)
def test_the_sentence_follows_the_term_of_the_day(day, expected):
    agreement = make.agreement(**RENEWING, notice_days=60)

    said = both(agreement, dt.date.fromisoformat(day))[1]

    assert said.endswith(expected)
