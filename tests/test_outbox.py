"""Mail is stored with what it tells and sent later, once, with patience."""

import datetime as dt
import smtplib
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext

from iompanama.outbox.models import MOST_TRIES, Message, Preference, next_digest, tell
from iompanama.outbox.sending import send_due

from . import make

pytestmark = pytest.mark.django_db


def person(name, frequency="at_once", language="es"):
    user = make.user(name)
    user.email = f"{name}@muestra.invalid"
    user.save()
    Preference.objects.create(user=user, frequency=frequency, language=language)
    return user


def words():
    return gettext("January"), "http://localhost/"


def test_nothing_is_sent_inside_the_request():
    tell([person("ana")], words)

    assert mail.outbox == []
    assert Message.objects.due().count() == 1


def test_message_speaks_the_language_of_its_reader():
    tell([person("ana", language="es"), person("bob", language="en")], words)

    assert [m.subject for m in Message.objects.all()] == [
        "enero",
        "January",
    ]


def test_message_at_once_is_sent_once():
    tell([person("ana")], words)

    assert send_due() == (1, 0)
    assert send_due() == (0, 0)
    assert [m.to for m in mail.outbox] == [["ana@muestra.invalid"]]


def test_daily_mail_waits_for_the_morning_and_holds_everything():
    ana = person("ana", frequency="daily")
    tell([ana], words)
    tell([ana], words)

    assert send_due() == (0, 0)
    assert send_due(next_digest(timezone.now())) == (1, 0)
    assert mail.outbox[0].body.count("http://localhost/") == 2


def test_daily_mail_goes_out_at_seven_in_panama():
    evening = dt.datetime(2026, 3, 1, 23, 0, tzinfo=dt.UTC)  # 18:00 in Panama

    assert next_digest(evening) == dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)


def test_who_wants_no_mail_gets_none():
    silent, unreachable = person("ana", frequency="never"), make.user("bob")
    unreachable.email = ""

    assert tell([silent, unreachable], words) == []


def test_whoever_never_chose_gets_a_daily_mail_in_spanish():
    user = make.user("ana")
    user.email = "ana@muestra.invalid"

    [message] = tell([user], words)

    assert (message.in_digest, message.language) == (True, "es")
    assert not Preference.objects.exists()


@pytest.fixture
def broken_server(settings):
    settings.EMAIL_BACKEND = "tests.test_outbox.Broken"


class Broken:
    """A mail server that refuses every connection."""

    def __init__(self, **options):
        pass

    def __enter__(self):
        raise smtplib.SMTPServerDisconnected("gone")

    def __exit__(self, *error):
        pass


def test_failure_is_kept_and_tried_again_later_and_later(broken_server):
    tell([person("ana")], words)
    now = timezone.now()

    assert send_due(now) == (0, 1)
    assert send_due(now) == (0, 0)
    first = Message.objects.get()
    assert send_due(now + dt.timedelta(minutes=1)) == (0, 1)
    second = Message.objects.get()

    assert (first.tries, second.tries, second.last_error) == (1, 2, "gone")
    assert second.not_before - now == dt.timedelta(minutes=3)


def test_message_is_given_up_after_many_tries(broken_server):
    tell([person("ana")], words)
    for day in range(MOST_TRIES + 1):
        send_due(timezone.now() + dt.timedelta(days=day))

    assert Message.objects.get().tries == MOST_TRIES
    assert Message.objects.given_up().count() == 1


def test_command_says_what_it_did(capsys):
    tell([person("ana")], words)

    call_command("send_mail")

    assert "sent: 1" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_second_run_leaves_the_first_ones_messages_alone():
    tell([person(f"ana{n}") for n in range(6)], words)

    def run(_):
        try:
            return send_due()[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        sent = sum(pool.map(run, range(2)))

    assert sent == 6
    assert len({m.to[0] for m in mail.outbox}) == len(mail.outbox) == 6
