"""What was asked in vain, and what somebody wants to be told of."""

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from iompanama.finding import statement, widening
from iompanama.finding.models import Missed, SavedSearch
from iompanama.outbox.models import Message, Preference
from partners.models import Agreement
from tests import make

pytestmark = pytest.mark.django_db
SEARCH = "/es/buscar/"
SAVED = "/es/admin/finding/savedsearch/"


# In vain.


def test_words_that_found_nothing_are_counted_and_shown_beside_the_glossary(client):
    for text in ("Xyzzyx", "xyzzyx", "  XYZZYX "):
        client.get(SEARCH, {"q": text})
    client.get("/en/search/", {"q": "plughx"})
    client.force_login(make.staff("Editors"))
    page = client.get("/es/admin/vocabulary/term/").content.decode()

    [missed] = Missed.objects.filter(language="es")
    assert (missed.words, missed.count) == ("xyzzyx", 3)
    assert '<th scope="row" lang="en">plughx</th>' in page
    assert "/es/admin/vocabulary/term/add/?term_es=xyzzyx" in page


def test_what_was_forgiven_was_asked_in_vain_too(client):
    make.published(title_es="La defensoría")
    client.get(SEARCH, {"q": "defensroia"})

    assert Missed.objects.get().words == "defensroia"


@pytest.mark.parametrize(
    "text",
    [
        "ana@example.org",
        "+507 6123-4567",
        "8-123-4567 xyzzyx",
        "PE 12345",
        "x" * 90,
        "",
        "de la",
    ],
)
def test_nothing_personal_is_kept(client, text):
    client.get(SEARCH, {"q": text})

    assert not Missed.objects.exists()


def test_what_is_found_is_not_kept_nor_are_narrowed_questions(client):
    make.published(title_es="Manglar")
    client.get(SEARCH, {"q": "manglar"})
    client.get(SEARCH, {"q": "manglar", "kind": "pages"})
    client.get(SEARCH, {"q": "xyzzyx", "literal": "1"})

    assert not Missed.objects.exists()


# Saved.


@pytest.fixture
def ana():
    user = make.staff("Staff readers")
    user.email = "ana@example.org"
    user.save()
    Preference.objects.create(user=user, frequency=Preference.Frequency.AT_ONCE)
    return user


def saved(user, question="q=manglar", **values):
    search = SavedSearch.objects.create(
        user=user, name="Manglares", question=question, **values
    )
    call_command("send_saved_searches")  # the first look tells nobody
    return search


def test_staff_save_the_search_they_see(client, ana):
    make.published(title_es="Manglar")
    assert "savedsearch" not in client.get(SEARCH, {"q": "manglar"}).content.decode()
    client.force_login(ana)
    page = client.get(SEARCH, {"q": "manglar", "kind": "news"}).context["page"]
    form = client.get(page.save_address)

    assert form.context["adminform"].form.initial["question"] == "q=manglar&kind=news"
    answer = client.post(
        f"{SAVED}add/",
        {"name": "M", "question": "?q=manglar", "language": "es", "with_mail": "on"},
    )
    assert answer.status_code == 302
    search = SavedSearch.objects.get()
    assert (search.user, search.question) == (ana, "q=manglar")
    assert search.get_absolute_url() == "/es/buscar/?q=manglar"


def test_question_that_asks_nothing_is_refused_in_words(client, ana):
    client.force_login(ana)
    answer = client.post(
        f"{SAVED}add/", {"name": "M", "question": "?", "language": "es"}
    )

    assert "Aquí no se pregunta nada." in answer.content.decode()


def test_everybody_sees_her_own_saved_searches(client, ana):
    search = saved(make.user("otra"))
    client.force_login(ana)

    assert "Manglares" not in client.get(SAVED).content.decode()
    for way in ("change", "delete"):
        assert client.get(f"{SAVED}{search.pk}/{way}/").status_code in (302, 404)
    assert (
        client.post(f"{SAVED}{search.pk}/delete/", {"post": "yes"}).status_code != 200
    )
    assert SavedSearch.objects.filter(pk=search.pk).exists()


def test_new_result_is_told_once(ana):
    make.published(title_es="Manglar viejo")
    saved(ana)
    assert not Message.objects.exists()

    make.published(title_es="Manglar nuevo")
    for _ in range(2):
        call_command("send_saved_searches")

    [message] = Message.objects.all()
    assert message.recipient == ana
    assert message.subject == "1 resultado nuevo: Manglares"
    assert "Manglar nuevo" in message.body
    assert "Manglar viejo" not in message.body
    assert "/es/buscar/?q=manglar" in message.body
    call_command("send_mail")
    assert [each.to for each in mail.outbox] == [["ana@example.org"]]


def test_what_is_new_is_told_however_old_it_is_and_however_many_there_are(
    ana, monkeypatch
):
    monkeypatch.setattr(statement, "COUNTED", 2)
    monkeypatch.setattr(statement, "NEWEST", 1)
    monkeypatch.setattr(statement, "TITLED", 1)
    monkeypatch.setattr(widening, "NEWEST", 1)
    for year in (2021, 2022, 2023, 2024):
        make.published(title_es="Manglar", dateline_on=f"{year}-05-01")
    saved(ana)
    make.agreement(title_es="Manglar de antes", signed_on="1998-05-01")
    call_command("send_saved_searches")

    [message] = Message.objects.all()
    assert message.subject == "1 resultado nuevo: Manglares"
    assert "Manglar de antes" in message.body


def test_what_is_new_has_to_answer_to_every_part_of_the_question(ana):
    saved(ana, 'q="manglar rojo" -negro&kind=agreements')
    for title in ("Rojo manglar", "Manglar rojo y negro", "Manglar blanco"):
        make.agreement(title_es=title)
    make.published(title_es="Manglar rojo")
    call_command("send_saved_searches")
    assert not Message.objects.exists()

    make.agreement(title_es="Manglar rojo")
    call_command("send_saved_searches")
    assert Message.objects.count() == 1


def test_what_is_new_is_in_the_state_that_is_asked_for(ana):
    saved(ana, "q=manglar&state=expired")
    make.agreement(title_es="Manglar", signed_on="2020-01-01", is_open_ended=True)
    call_command("send_saved_searches")
    assert not Message.objects.exists()

    make.agreement(title_es="Manglar", signed_on="2001-01-01", ends_on="2002-01-01")
    call_command("send_saved_searches")
    assert Message.objects.count() == 1


def test_a_question_that_is_changed_knows_nothing_of_the_old_one(client, ana):
    search = saved(ana)
    make.published(title_es="Guacamaya")
    client.force_login(ana)
    client.post(
        f"{SAVED}{search.pk}/change/",
        {"name": "G", "question": "q=guacamaya", "language": "es", "with_mail": "on"},
    )
    call_command("send_saved_searches")
    assert not Message.objects.exists()

    make.published(title_es="Guacamaya nueva")
    call_command("send_saved_searches")
    [message] = Message.objects.all()
    assert "Guacamaya nueva" in message.body


def test_edited_text_is_not_new(ana):
    item = make.published(title_es="Manglar")
    saved(ana)
    item.lead_es = "Otra entrada."
    item.save()
    call_command("send_saved_searches")
    call_command("reindex")
    call_command("send_saved_searches")

    assert not Message.objects.exists()


def test_mail_names_only_what_is_public(ana):
    saved(ana)
    make.agreement(title_es="Manglar interno", access=Agreement.Access.INTERNAL)
    make.agreement(title_es="Manglar público")
    call_command("send_saved_searches")

    [message] = Message.objects.all()
    assert message.subject.startswith("2 resultados nuevos")
    assert "Manglar público" in message.body
    assert "Manglar interno" not in message.body
    assert "1 más en el sitio" in message.body


def test_word_of_a_confidential_record_tells_nobody_who_may_not_read_it(ana):
    saved(ana)
    make.agreement(
        title_es="Acuerdo",
        body_es="<p>manglar</p>",
        access=Agreement.Access.CONFIDENTIAL,
    )
    call_command("send_saved_searches")

    assert not Message.objects.exists()


def test_rights_are_those_of_the_moment(ana):
    saved(ana)
    make.agreement(title_es="Manglar", access=Agreement.Access.INTERNAL)
    ana.groups.clear()
    call_command("send_saved_searches")
    assert not Message.objects.exists()

    ana.user_permissions.add(Permission.objects.get(codename="read_internal"))
    call_command("send_saved_searches")
    assert Message.objects.count() == 1


def test_without_mail_nothing_is_told(ana):
    saved(ana, with_mail=False)
    make.published(title_es="Manglar")
    call_command("send_saved_searches")

    assert not Message.objects.exists()


def test_scheduled_text_is_told_when_its_hour_has_come(ana):
    saved(ana)
    item = make.scheduled(title_es="Manglar")
    call_command("send_saved_searches")
    assert not Message.objects.exists()

    type(item).objects.filter(pk=item.pk).update(published_at=timezone.now())
    call_command("send_saved_searches")
    assert Message.objects.count() == 1
