"""The desk: what waits for this person, in numbers that lead to lists."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.models import Mention, PressRelease
from tests import make
from tests.filling import send

pytestmark = pytest.mark.django_db


def desk(client, person=None):
    if person:
        client.force_login(person)
    return client.get("/en/admin/").content.decode()


def numbers(page):
    """What the side of the desk counts: words, number and list."""
    found = re.findall(r'<li><b>([^<]+)</b> <a href="([^"]+)">([^<]+)</a>', page)
    return {words: (number, url.replace("&amp;", "&")) for number, url, words in found}


def stale(**values):
    release = make.press_release(**values)
    release.confirmed = {}
    release.save()
    return release


def confirmed(maker=make.press_release, **values):
    """Both languages whole and in step."""
    return maker(**values)


def test_published_alone_waits_for_every_other_publisher(client):
    head, luz = make.staff("Head of office"), make.staff("Publishers", "luz")
    alone = {"alone_reason": "Nadie más está hoy.", "published_by": head}
    make.published(title_en="Unread", **alone)
    make.published(title_en="Read already", read_by=luz, **alone)
    make.published(title_en="Read before", published_by=luz)

    page = desk(client, luz)

    assert "Published alone, to be read by a second person" in page
    assert "Nadie más está hoy." in page
    assert "Unread" in page
    assert "Read already" not in page
    assert "Read before" not in page
    assert "Unread" not in desk(client, head)
    assert "Unread" not in desk(client, make.staff("Editors"))


def test_text_published_alone_is_in_its_list_even_with_a_next_edition(client):
    head = make.staff("Head of office")
    alone = make.published(alone_reason="Sola.", published_by=head)
    alone.next_edition(head)
    client.force_login(make.staff("Publishers"))

    found = client.get("/en/admin/news/pressrelease/?question=alone").context["cl"]

    assert list(found.result_list) == [alone]


def test_numbers_lead_to_lists_of_as_many(client):
    rosa = make.staff("Editors", "rosa")
    stale(title_en="Behind")
    make.only_in("es")
    for name in ("Ana Pérez", "Luis Gómez"):
        make.mention(make.only_in("en"), name=name)
    day = timezone.localdate()
    make.consent(make.photo(), expires_on=day + dt.timedelta(days=30))
    make.consent(make.photo(), expires_on=day + dt.timedelta(days=31))
    make.consent(make.photo(), expires_on=day, withdrawn_on=day)

    shown = numbers(desk(client, rosa))

    assert {words: number for words, (number, url) in shown.items()} == {
        "text with a translation behind": "1",
        "texts without one language": "3",
        "names to be tied to a person": "2",
        "photo whose consent ends in 30 days": "1",
    }
    for number, url in shown.values():
        rows = client.get(url).context["cl"].result_list
        assert str(len(rows)) == number


def test_number_that_was_not_counted_to_its_end_says_so(client, monkeypatch):
    monkeypatch.setattr("iompanama.repairs.MOST_COUNTED", 2)
    for _ in range(3):
        stale()

    [(number, _url)] = numbers(desk(client, make.staff("Editors"))).values()

    assert number == "more than 2"


def test_who_cannot_put_it_right_sees_no_numbers(client):
    stale()

    for role in ("Staff readers", "Administrators"):
        page = desk(client, make.staff(role))
        assert numbers(page) == {}
        assert "To put right" not in page


def test_nothing_to_put_right_is_said(client):
    page = desk(client, make.staff("Editors"))

    assert "To put right" in page
    assert "Nothing." in page


def test_list_answers_what_waits_for_me_and_what_i_write(client):
    ana, luz = make.staff("Editors", "ana"), make.staff("Publishers", "luz")
    mine = make.press_release(written_by=luz)
    to_read = make.in_review(by=ana)
    make.in_review(by=luz)
    make.press_release(written_by=ana)
    client.force_login(luz)

    def found(question):
        url = f"/en/admin/news/pressrelease/?question={question}"
        return list(client.get(url).context["cl"].result_list)

    assert found("mine") == [mine]
    assert found("to_read") == [to_read]


def test_desk_says_when_there_is_more_than_it_holds(client):
    ana = make.staff("Editors", "ana")
    for _ in range(11):
        make.press_release(written_by=ana)

    page = desk(client, ana)

    assert '<span class="desk-count">more than 10</span>' in page
    assert "?question=mine" in page


def test_desk_costs_the_same_at_1_and_10_of_everything(client):
    head = make.staff("Head of office")
    client.force_login(head)

    def more(n):
        for _ in range(n):
            stale(written_by=head)
            make.in_review()
            make.scheduled(written_by=head)
            make.mention(make.only_in("es"), name="Ana Pérez")
            make.published(alone_reason="Sola.", published_by=make.user("otra"))
            make.published(change_note_es="x").next_edition(head)
            use = make.photo_use(make.press_release(written_by=head))
            make.consent(use.photo, expires_on=timezone.localdate())

    def cost():
        with CaptureQueriesContext(connection) as queries:
            desk(client)
        return len(queries)

    more(1)
    few = cost()
    more(9)

    assert cost() == few


# Names that wait for a person.


def name_page(mention):
    return f"/en/admin/news/mention/{mention.pk}/change/"


def test_name_is_tied_to_a_person_in_every_edition(client):
    ana = make.staff("Editors", "ana")
    client.force_login(ana)
    day = dt.date(2024, 5, 1)
    live = make.published(event_days=[day])
    make.mention(live, name="Ana Perez")
    make.mention(live, name="Luis Gómez")
    draft = live.next_edition(ana)
    elsewhere = make.mention(name="Ana Perez")
    official = make.official(name="Ana Pérez")
    post = make.appointment(official=official, since="2024-01-01", is_current=True)
    mention = draft.mentions.get(name="Ana Perez")

    page = client.get(name_page(mention)).content.decode()
    send(client, name_page(mention), official=official.pk)

    assert "names like it in the register" in page.lower()
    assert "Ana Pérez" in page
    tied = Mention.objects.filter(official=official)
    assert {(each.release_id, each.appointment) for each in tied} == {
        (live.pk, post),
        (draft.pk, post),
    }
    assert set(Mention.objects.waiting()) == {
        draft.mentions.get(name="Luis Gómez"),
        elsewhere,
    }
    assert client.get(name_page(mention)).status_code == 404


def test_person_named_already_is_not_tied_twice(client):
    client.force_login(make.staff("Editors"))
    release, official = make.press_release(), make.official()
    make.mention(release, official=official)
    name = make.mention(release, name="Ana Perez")

    page = send(client, name_page(name), official=official.pk).content.decode()

    assert "This person is mentioned already." in page
    assert list(Mention.objects.waiting()) == [name]


def test_tying_a_name_changes_nothing_readers_see_of_the_text(client):
    client.force_login(make.staff("Editors"))
    release = make.published()
    name = make.mention(release, name="Ana Perez", printed_title_es="Jefa de turno")
    before = PressRelease.objects.values("title_es", "body_es", "changed_at").get()

    send(client, name_page(name), official=make.official().pk)

    assert PressRelease.objects.values("title_es", "body_es", "changed_at").get() == (
        before
    )
    assert Mention.objects.get().printed_title_es == "Jefa de turno"


def test_what_was_done_lately_is_told_once_and_in_the_readers_language(client):
    """The log keeps the title as it was, in the language of who wrote."""
    ana, luis = make.staff("Editors", "ana"), make.staff("Publishers", "luis")
    release = make.press_release(
        written_by=ana, title_es="Cruces en Darién", title_en="Darién crossings"
    )
    client.force_login(ana)
    for words in ("Uno.", "Dos.", "Tres."):
        send(client, f"/es/admin/news/pressrelease/{release.pk}/change/", lead_es=words)

    lately = desk(client, luis).partition("Lately")[2]

    assert lately.count("Darién crossings") == 1
    assert "Cruces en Darién" not in lately
