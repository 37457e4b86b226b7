"""Choosing how to hear, and what administrators see of the mail."""

import pytest
from django.utils import timezone

from iompanama.outbox.models import MOST_TRIES, Message, Preference
from tests import make

pytestmark = pytest.mark.django_db

MINE, LIST = "/en/admin/my-mail/", "/en/admin/outbox/message/"


@pytest.mark.parametrize("role", ["Staff readers", "Editors", "Administrators"])
def test_everybody_of_the_office_chooses_for_herself(client, role):
    person, other = make.staff(role), make.staff(role, "other")
    client.force_login(person)

    assert 'value="daily" required id="id_frequency_0" checked' in (
        client.get(MINE).content.decode()
    )
    client.post(MINE, {"frequency": "at_once", "language": "en", "user": other.pk})

    assert [(each.user, each.frequency) for each in Preference.objects.all()] == [
        (person, "at_once")
    ]


def test_choice_that_does_not_exist_is_refused(client):
    client.force_login(make.staff("Editors"))

    page = client.post(MINE, {"frequency": "hourly", "language": "es"})

    assert "hourly is not one of the available choices" in page.content.decode()
    assert not Preference.objects.exists()


def test_visitor_has_no_mail_to_choose(client):
    assert "login" in client.get(MINE).url


def letter(subject, **values):
    return Message.objects.create(
        recipient=make.user("ana"), subject=subject, body="b", language="es", **values
    )


@pytest.fixture
def letters():
    return {
        "waiting": letter("a", last_error=""),
        "failed": letter("b", tries=2, last_error="refused"),
        "given_up": letter("c", tries=MOST_TRIES, last_error="no such host"),
        "sent": letter("d", sent_at=timezone.now()),
    }


def test_administrator_finds_what_waits_failed_and_was_given_up(client, letters):
    client.force_login(make.staff("Administrators"))

    def found(standing):
        return set(client.get(f"{LIST}?standing={standing}").context["cl"].result_list)

    assert found("waiting") == {letters["waiting"], letters["failed"]}
    for standing in ("failed", "given_up", "sent"):
        assert found(standing) == {letters[standing]}
        assert letters[standing].standing == standing


def test_what_a_message_says_is_for_its_recipient(client, letters):
    client.force_login(make.staff("Administrators"))
    secret = letter("Título reservado")

    for address in (LIST, f"{LIST}{secret.pk}/change/", f"{LIST}{secret.pk}/history/"):
        assert "Título reservado" not in client.get(address).content.decode()


def test_administrator_sends_given_up_mail_once_more(client, letters):
    client.force_login(make.staff("Administrators"))

    client.post(
        LIST,
        {
            "action": "try_again",
            "_selected_action": [letters["given_up"].pk, letters["sent"].pk],
        },
    )

    assert set(Message.objects.due()) == {letters["waiting"], letters["given_up"]} | {
        letters["failed"]
    }
    assert letters["sent"] in Message.objects.sent()
