"""Institutions, people and agreements in the admin: days, refusals, confidences."""

import datetime as dt

import pytest

from partners.models import Agreement, Appointment, Official
from tests import make
from tests.filling import add_row, drawn, send

pytestmark = pytest.mark.django_db

OFFICIALS = "/en/admin/partners/official"
AGREEMENTS = "/en/admin/partners/agreement"


@pytest.fixture
def partnerships(client):
    person = make.staff("Partnerships", "elena")
    client.force_login(person)
    return person


def with_post(client, official, *rows):
    """Save the page of an official with more posts."""
    url = f"{OFFICIALS}/{official.pk}/change/"
    values = drawn(client.get(url))
    for row in rows:
        add_row(values, "appointments", confidence="reported", **row)
    return client.post(url, {**values, "_continue": "1"})


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("5/10/2024", dt.date(2024, 10, 5), "day"),
        ("10/2024", dt.date(2024, 10, 1), "month"),
        ("2024", dt.date(2024, 1, 1), "year"),
        ("", None, "unknown"),
    ],
)
def test_day_is_typed_as_precisely_as_it_is_known(
    client, partnerships, typed, day, precision
):
    official, there = make.official(), make.institution()

    with_post(
        client, official, {"institution": there.pk, "post_es": "Jefa", "since": typed}
    )

    post = official.appointments.get()
    assert (post.since, post.since_precision) == (day, precision)
    shown = drawn(client.get(f"{OFFICIALS}/{official.pk}/change/"))
    assert shown["appointments-0-since"] == typed


def test_last_day_is_kept_as_the_latest_it_can_be(client, partnerships):
    official, there = make.official(), make.institution()

    with_post(
        client,
        official,
        {"institution": there.pk, "post_es": "Jefa", "until": "2/2024"},
    )

    assert official.appointments.get().until == dt.date(2024, 2, 29)


@pytest.mark.parametrize("typed", ["31/2/2024", "mayo", "99999", "0"])
def test_day_that_cannot_be_is_refused_in_words(client, partnerships, typed):
    official, there = make.official(), make.institution()

    response = with_post(
        client, official, {"institution": there.pk, "post_es": "Jefa", "since": typed}
    )

    assert response.status_code == 200
    assert not Appointment.objects.exists()


def test_same_post_twice_at_once_is_refused_beside_the_row(client, partnerships):
    official = make.official()
    held = make.appointment(official=official, since="2020-01-01", until="2022-01-01")

    response = with_post(
        client,
        official,
        {
            "institution": held.institution_id,
            "post_es": held.post_es,
            "post_en": held.post_en,
            "since": "1/6/2021",
            "until": "1/6/2023",
        },
    )

    assert "already holds this post in those days" in response.content.decode()


def test_two_rows_of_one_form_that_exclude_each_other_are_no_error(
    client, partnerships
):
    official, there = make.official(), make.institution()
    row = {"institution": there.pk, "post_es": "Jefa", "since": "2020", "until": "2022"}

    response = with_post(client, official, row, row)

    assert response.status_code == 200
    assert "already holds this post in those days" in response.content.decode()
    assert response.content.decode().count("\nJefa</textarea>") == 2
    assert not Appointment.objects.exists()


def test_address_and_key_make_themselves(client, partnerships):
    url, named = f"{OFFICIALS}/add/", {"name": "Ana Núñez", "sort_name": "Núñez, Ana"}
    send(client, url, **named)
    send(client, url, **named, _not_these=str(Official.objects.get().pk))

    assert [each.slug for each in Official.objects.order_by("pk")] == [
        "ana-nunez",
        "ana-nunez-2",
    ]
    assert len({each.key for each in Official.objects.all()}) == 2


def test_name_in_one_language_is_enough_but_one_is_needed(client, partnerships):
    url = "/en/admin/partners/institution/add/"
    refused = send(client, url, kind="agency")
    send(client, url, kind="government_agency", name_en="Canal Authority")

    assert "Write it in at least one language." in refused.content.decode()
    found = client.get("/en/admin/partners/institution/").content.decode()
    assert "Canal Authority" in found


def test_institution_that_would_stand_above_itself_is_refused(client, partnerships):
    above = make.institution()
    below = make.institution(parent=above)

    response = send(
        client, f"/en/admin/partners/institution/{above.pk}/change/", parent=below.pk
    )

    assert "one record would stand above itself" in response.content.decode()


def test_day_of_signature_says_that_it_is_signed(client, partnerships):
    agreement = make.agreement(is_signed=False)

    send(client, f"{AGREEMENTS}/{agreement.pk}/change/", signed_on="5/10/2024")

    agreement.refresh_from_db()
    assert (agreement.is_signed, agreement.signed_on) == (True, dt.date(2024, 10, 5))


def test_reader_sees_days_as_precisely_as_they_are_known(client):
    client.force_login(make.staff("Staff readers"))
    agreement = make.agreement(signed_on="2019-10-01", signed_on_precision="month")

    page = client.get(f"{AGREEMENTS}/{agreement.pk}/change/").content.decode()

    assert "October 2019" in page
    assert "1 October 2019" not in page


# Confidential agreements.


@pytest.fixture
def secret():
    institution = make.institution(name_es="Autoridad Reservada")
    agreement = make.agreement(
        access="confidential",
        title_es="Acuerdo reservado",
        reference="SEC-77",
        signed_on="2019-10-05",
        kind=Agreement.Kind.MOU,
    )
    make.party(agreement, institution=institution)
    return agreement


@pytest.mark.parametrize("action", ["change", "history", "delete"])
@pytest.mark.parametrize(
    "role", ["Staff readers", "Editors", "Publishers", "Partnerships"]
)
def test_closed_record_is_not_found(client, secret, role, action):
    client.force_login(make.staff(role))

    answer = client.get(f"{AGREEMENTS}/{secret.pk}/{action}/")

    assert answer.status_code == 404
    assert "SEC-77" not in answer.content.decode()


def test_closed_record_is_not_written_either(client, partnerships, secret):
    url = f"{AGREEMENTS}/{secret.pk}/change/"

    assert client.post(url, {"title_es": "Otro"}).status_code == 404


def test_named_reader_and_head_open_it(client, partnerships, secret):
    secret.readers.add(partnerships)
    head = make.staff("Head of office")

    assert client.get(f"{AGREEMENTS}/{secret.pk}/change/").status_code == 200
    client.force_login(head)
    assert client.get(f"{AGREEMENTS}/{secret.pk}/change/").status_code == 200


def test_list_leads_to_what_opens_of_a_closed_record(client, partnerships, secret):
    opened = make.agreement(access="internal")

    page = client.get(f"{AGREEMENTS}/").content.decode()

    assert f'{AGREEMENTS}/{opened.pk}/change/"' in page
    assert f"{AGREEMENTS}/{secret.pk}/change/" not in page
    assert f'<a href="{secret.url_in("en")}">{secret.title_en}</a>' in page
    assert client.get(secret.url_in("en")).status_code == 200


def test_list_shows_only_title_and_access_of_a_closed_record(
    client, partnerships, secret
):
    page = client.get(f"{AGREEMENTS}/".replace("/en/", "/es/")).content.decode()

    assert "Acuerdo reservado" in page
    assert "Confidencial" in page
    assert 'class="state ' not in page


@pytest.mark.parametrize(
    "query",
    [
        "q=SEC-77",
        "q=Autoridad",
        "state=unknown",
        "state=in_force",
        "kind=memorandum_of_understanding",
        "year=2019",
    ],
)
def test_question_about_facts_does_not_find_a_closed_record(
    client, partnerships, secret, query
):
    open_one = make.agreement(
        reference="SEC-77B", signed_on="2019-10-06", confidence="confirmed"
    )
    make.party(open_one, institution=secret.parties.get().institution)

    found = client.get(f"{AGREEMENTS}/?{query}").context["cl"].result_list

    assert secret not in found


def test_years_to_filter_by_do_not_tell_when_a_closed_record_was_signed(
    client, partnerships, secret
):
    assert "year=2019" not in client.get(f"{AGREEMENTS}/").content.decode()


def test_closed_record_is_found_by_its_title_in_lists_and_while_writing(
    client, partnerships, secret
):
    found = client.get(f"{AGREEMENTS}/?q=reservado").context["cl"].result_list
    offered = client.get(
        "/en/admin/autocomplete/?term=reservado&app_label=news"
        "&model_name=agreementlink&field_name=agreement"
    ).json()

    assert list(found) == [secret]
    assert [each["id"] for each in offered["results"]] == [str(secret.pk)]
    assert "SEC-77" not in str(offered)


def test_who_closes_a_record_does_not_lock_herself_out(client, partnerships):
    agreement = make.agreement()
    url = f"{AGREEMENTS}/{agreement.pk}/change/"

    response = send(client, url, access="confidential")

    assert client.get(response.url).status_code == 200
    assert list(agreement.readers.all()) == [partnerships]
