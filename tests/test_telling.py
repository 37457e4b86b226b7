"""Who hears of a step, in the transaction of the step and in her own language."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from iompanama.outbox.models import Message, Preference
from iompanama.publishing.workflow import StepRefused, take
from tests import make

pytestmark = pytest.mark.django_db


def person(role, name, **wish):
    user = make.staff(role, name)
    user.email, user.first_name = f"{name}@muestra.invalid", name.capitalize()
    user.save()
    if wish:
        Preference.objects.create(user=user, **wish)
    return type(user).objects.get(pk=user.pk)


@pytest.fixture
def ana():
    return person("Editors", "ana")


@pytest.fixture
def luz():
    return person("Publishers", "luz")


@pytest.fixture
def head():
    return person("Head of office", "marta")


def told():
    """Who was told what, and nothing was sent inside the step."""
    assert mail.outbox == []
    found = {(each.recipient.username, each.subject) for each in Message.objects.all()}
    Message.objects.all().delete()
    return found


def test_readers_hear_what_waits_for_them_but_not_the_sender(ana, luz, head):
    person("Staff readers", "eva")
    make.administrator().email = "root@muestra.invalid"
    release = make.press_release(written_by=ana, title_es="Título")
    take(release, "submit", luz)

    assert told() == {("marta", "Para leer: Título")}


def test_returned_text_is_told_to_who_sent_it_with_the_note(ana, luz):
    release = make.in_review(by=ana, title_es="Título")
    take(release, "return", luz, reason="Falta la fecha.")

    body = Message.objects.get().body
    assert "Luz devolvió «Título» con esta nota:\n\nFalta la fecha." in body
    assert body.endswith(
        f"http://localhost:8000/es/admin/news/pressrelease/{release.pk}/change/"
    )
    assert told() == {("ana", "Devuelto: Título")}


def test_published_text_is_told_to_its_writer_and_its_sender(ana, luz):
    rosa = person("Editors", "rosa")
    release = make.in_review(by=rosa, written_by=ana, title_es="Título")
    take(release, "publish", luz)

    assert told() == {("ana", "Publicado: Título"), ("rosa", "Publicado: Título")}


def test_scheduled_text_says_when_it_goes_out(ana, luz):
    release = make.in_review(by=ana, title_es="Título")
    noon = timezone.make_aware(dt.datetime(2030, 5, 6, 12, 0))  # noqa: DTZ001

    take(release, "publish", luz, at=noon)

    message = Message.objects.get()
    assert message.subject == "Con fecha de salida: Título"
    assert "6 de mayo de 2030" in message.body
    assert "12:00" in message.body


def test_text_published_alone_waits_for_another_reader(ana, luz, head):
    release = make.press_release(written_by=ana, title_es="Título")
    take(release, "publish_alone", head, reason="Nadie más está hoy.")

    assert told() == {("ana", "Publicado: Título"), ("luz", "Para leer: Título")}


def test_withdrawal_is_told_with_its_reason(ana, luz):
    release = make.published(written_by=ana, title_es="Título")
    take(release, "withdraw", luz, reason="Una cifra falsa.")

    assert "Una cifra falsa." in Message.objects.get().body
    assert told() == {("ana", "Retirado: Título")}


def test_another_hour_is_told_to_everybody_who_worked_for_the_first(ana, luz, head):
    release = make.in_review(by=ana, title_es="Título")
    noon = timezone.make_aware(dt.datetime(2030, 5, 6, 12, 0))  # noqa: DTZ001
    scheduled = take(release, "publish", luz, at=noon)
    told()
    take(scheduled, "move", head, at=noon + dt.timedelta(days=1, hours=2))

    body = Message.objects.first().body
    assert "Marta puso otra hora a «Título». Sale el 7 de mayo de 2030, 14:00" in body
    assert told() == {("ana", "Otra hora: Título"), ("luz", "Otra hora: Título")}


def test_what_goes_out_at_once_after_all_is_told_as_published(ana, luz):
    release = make.scheduled(written_by=ana, published_by=luz, title_es="Título")
    take(release, "move", luz, at=timezone.now())

    assert told() == {("ana", "Publicado: Título")}


def test_hour_given_up_is_told_to_who_had_set_it_too(ana, luz, head):
    release = make.scheduled(written_by=ana, published_by=luz, title_es="Título")
    take(release, "cancel", head)

    body = Message.objects.first().body
    assert body.startswith(
        "Marta canceló la salida de «Título». Vuelve a ser un borrador.\n\n"
    )
    subject = "Todavía no sale: Título"
    assert told() == {("ana", subject), ("luz", subject)}


def test_nobody_hears_of_what_she_did_herself(luz):
    release = make.published(written_by=luz, submitted_by=luz)
    take(release, "withdraw", luz, reason="Una cifra falsa.")

    assert told() == set()


def test_refused_step_tells_nobody(ana, luz):
    release = make.press_release(written_by=ana)
    with pytest.raises(StepRefused):
        take(release, "publish", luz)

    assert told() == set()


def test_message_and_link_are_in_the_language_of_the_reader(ana):
    person("Publishers", "bob", language="en", frequency="at_once")
    person("Publishers", "eva", frequency="never")
    release = make.press_release(title_es="Título", title_en="Title")
    take(release, "submit", ana)

    message = Message.objects.get()
    assert message.subject == "To read: Title"
    assert "/en/admin/news/" in message.body
    assert not message.in_digest


def test_telling_ten_readers_costs_what_telling_one_does(
    ana, django_assert_num_queries
):
    def send():
        take(make.press_release(written_by=ana), "submit", ana)

    person("Publishers", "uno")
    send()
    with_one = make.press_release(written_by=ana)
    with django_assert_num_queries(COST):
        take(with_one, "submit", ana)
    for n in range(9):
        person("Publishers", f"dos{n}")
    with_ten = make.press_release(written_by=ana)
    with django_assert_num_queries(COST):
        take(with_ten, "submit", ana)


# Locking the work and its edition, saving, the history, who reads and how, the mails.
COST = 9
