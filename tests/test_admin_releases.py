"""Writing, saving and publishing press releases in the admin."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone
from django.utils.translation import override

from iompanama.publishing.logged import in_words
from iompanama.publishing.workflow import Status
from news.models import PressRelease, Work
from tests import make
from tests.filling import add_row, drawn, send

pytestmark = pytest.mark.django_db

ADD = "/en/admin/news/pressrelease/add/"


def page_of(release):
    return f"/en/admin/news/pressrelease/{release.pk}/change/"


def step_of(release, key):
    return f"/en/admin/news/pressrelease/{release.pk}/step/{key}/"


def next_of(release):
    return step_of(release, "edit")


def words(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def editor(client):
    person = make.staff("Editors", "rosa")
    client.force_login(person)
    return person


@pytest.fixture
def publisher(client):
    person = make.staff("Publishers", "julio")
    client.force_login(person)
    return person


@pytest.fixture
def head(client):
    person = make.staff("Head of office", "marta")
    client.force_login(person)
    return person


# Writing.


def test_text_sent_back_as_it_was_is_no_change(client, editor):
    """A browser ends the lines of a form with two characters."""
    release = make.press_release(notes="One\nTwo", written_by=editor)
    values = drawn(client.get(page_of(release)))
    crlf = {
        name: value.replace("\n", "\r\n") if isinstance(value, str) else value
        for name, value in values.items()
    }

    client.post(page_of(release), {**crlf, "_save": "1"})

    with override("en"):
        assert in_words(LogEntry.objects.get()) == "No fields changed."
    assert PressRelease.objects.get().notes == "One\nTwo"


def test_new_text_is_a_draft_of_its_writer_with_a_work(client, editor):
    send(client, ADD, title_es="Nuevas pistas en Darién")

    release = PressRelease.objects.get()
    assert release.status == Status.DRAFT
    assert release.written_by == editor
    assert release.slug_es == "nuevas-pistas-en-darien"
    assert list(Work.objects.all()) == [release.work]


def test_text_may_be_in_english_alone_whatever_language_the_admin_has(client, editor):
    send(client, "/es/admin/news/pressrelease/add/", title_en="Only English")

    release = PressRelease.objects.get()
    assert (release.title_en, release.slug_en) == ("Only English", "only-english")
    assert not release.slug_es


def test_form_without_a_word_is_refused(client, editor):
    response = send(client, ADD, body_es="<p></p>")

    assert "Write something first" in response.content.decode()
    assert not PressRelease.objects.exists()


def test_mention_is_printed_in_the_language_of_the_text(client, editor):
    release = make.only_in("en", written_by=editor)

    values = drawn(client.get(page_of(release)))

    assert values["mentions-__prefix__-printed_in"] == "en"


@pytest.mark.parametrize(
    ("texts", "printed_in"),
    [
        ({"title_en": "Only English"}, "en"),
        ({"title_es": "Solo español"}, "es"),
        ({"title_en": "Both", "title_es": "Ambos"}, "es"),
    ],
)
def test_mention_in_a_new_text_is_printed_in_its_only_language(
    client, editor, texts, printed_in
):
    values = add_row(drawn(client.get(ADD)), "mentions", name="Ana", position=0)
    values["mentions-0-printed_in"] = values["mentions-__prefix__-printed_in"]

    client.post(ADD, {**values, **texts, "_continue": "1"})

    [mention] = PressRelease.objects.get().mentions.all()
    assert mention.printed_in == printed_in


def test_language_chosen_for_a_mention_stays(client, editor):
    release = make.only_in("en", written_by=editor)
    values = add_row(
        drawn(client.get(page_of(release))),
        "mentions",
        name="Ana",
        printed_in="es",
        position=0,
    )

    client.post(page_of(release), {**values, "_continue": "1"})

    assert release.mentions.get().printed_in == "es"


def test_address_of_another_work_is_refused_with_its_name(client, editor):
    make.published(title_en="The first one", slug_es="tomada")

    response = send(client, ADD, title_es="Otra", slug_es="tomada")

    assert "“The first one” has or had the address “tomada”. Write another one." in (
        response.content.decode()
    )
    assert PressRelease.objects.count() == 1


def test_address_made_from_a_taken_title_gets_no_number(client, editor):
    make.published(title_en="The first one", slug_es="nuevas-pistas")

    response = send(client, ADD, title_es="Nuevas pistas")

    assert "“The first one” has or had the address “nuevas-pistas”." in (
        response.content.decode()
    )
    assert PressRelease.objects.count() == 1


def test_address_of_an_edition_of_the_same_work_may_come_back(client, editor):
    first = make.published(slug_es="vieja")
    draft = first.next_edition(editor)

    for slug in ("nueva", "vieja"):
        send(client, page_of(draft), slug_es=slug)
        draft.refresh_from_db()
        assert draft.slug_es == slug


@pytest.mark.parametrize("slug", ["2024", "rss", "atom"])
def test_address_of_a_year_or_a_feed_is_refused_in_words(client, editor, slug):
    response = send(client, ADD, title_es="Otra", slug_es=slug)

    assert f"“{slug}” leads to another page" in response.content.decode()
    assert not PressRelease.objects.exists()


def test_address_made_from_a_year_gets_a_number(client, editor):
    send(client, ADD, title_es="2024")

    release = PressRelease.objects.get()
    assert release.slug_es == "2024-2"


def test_days_of_the_event_are_typed_one_per_line(client, editor):
    release = make.press_release(written_by=editor)

    send(client, page_of(release), event_days="7/9/2023\n6/9/2023")

    release.refresh_from_db()
    assert release.event_days == [dt.date(2023, 9, 6), dt.date(2023, 9, 7)]
    assert "06/09/2023\n07/09/2023" in client.get(page_of(release)).content.decode()


def test_day_that_is_none_is_refused_in_words(client, editor):
    release = make.press_release(written_by=editor)

    response = send(client, page_of(release), event_days="el martes")

    assert "“el martes” is not a day." in response.content.decode()


def test_post_held_that_day_is_found_when_saved(client, editor):
    release = make.press_release(written_by=editor, event_days=[dt.date(2023, 9, 6)])
    official = make.official()
    make.appointment(official=official, since="2010-01-01", until="2015-01-01")
    then = make.appointment(official=official, since="2020-01-01", until="2024-01-01")
    values = add_row(
        drawn(client.get(page_of(release))),
        "mentions",
        official=official.pk,
        printed_in="es",
        position=0,
    )

    client.post(page_of(release), {**values, "_continue": "1"})

    assert [each.appointment for each in release.mentions.all()] == [then]


def test_post_chosen_by_hand_stays(client, editor):
    official = make.official()
    chosen = make.appointment(official=official)
    make.appointment(official=official, since="2020-01-01", until="2024-01-01")
    release = make.press_release(written_by=editor, event_days=[dt.date(2023, 9, 6)])
    make.mention(release, official=official, appointment=chosen, is_chosen=True)

    send(client, page_of(release))

    assert release.mentions.get().appointment == chosen


def test_same_photo_twice_in_one_save_is_refused_in_words(client, editor):
    release, photo = make.press_release(written_by=editor), make.photo()
    values = drawn(client.get(page_of(release)))
    for _ in range(2):
        add_row(values, "photo_uses", photo=photo.pk, position=0)

    response = client.post(page_of(release), {**values, "_continue": "1"})

    assert response.status_code == 200
    assert release.photo_uses.count() == 0


# Who may change what.


def test_editor_reads_but_does_not_change_what_is_in_review(client, editor):
    release = make.in_review(title_es="En revisión")
    values = drawn(client.get(page_of(release)))

    assert "title_es" not in values
    assert client.post(page_of(release), {"title_es": "Otro"}).status_code == 403


def test_publisher_changes_what_is_in_review(client, publisher):
    release = make.in_review()

    send(client, page_of(release), title_es="Mejor título")

    release.refresh_from_db()
    assert release.title_es == "Mejor título"
    assert release.status == Status.REVIEW


@pytest.mark.parametrize("maker", [make.published, make.scheduled, make.withdrawn])
def test_nobody_changes_or_deletes_what_went_out(client, head, maker):
    release = maker()

    assert client.post(page_of(release), {"title_es": "Otro"}).status_code == 403
    delete = f"/en/admin/news/pressrelease/{release.pk}/delete/"
    assert client.post(delete, {"post": "yes"}).status_code == 403


def test_deleting_the_only_draft_deletes_its_work(client, editor):
    release = make.press_release(written_by=editor)

    client.post(f"/en/admin/news/pressrelease/{release.pk}/delete/", {"post": "yes"})

    assert not Work.objects.exists()


def test_deleting_a_draft_leaves_the_live_edition(client, editor):
    live = make.published()
    draft = live.next_edition(editor)

    client.post(f"/en/admin/news/pressrelease/{draft.pk}/delete/", {"post": "yes"})

    assert list(live.work.editions.all()) == [live]


def test_saving_does_not_undo_a_step_somebody_took_meanwhile(
    client, publisher, monkeypatch
):
    release = make.in_review()
    values = drawn(client.get(page_of(release)))
    read = PressRelease.locked

    def just_returned(self):
        PressRelease.objects.filter(pk=self.pk).update(status=Status.DRAFT)
        return read(self)

    monkeypatch.setattr(PressRelease, "locked", just_returned)
    response = client.post(
        page_of(release), {**values, "title_es": "Mi texto", "_continue": "1"}
    )

    assert response.status_code == 409
    assert "Mi texto" in response.content.decode()


# Steps.


def test_saving_and_sending_to_review_is_one_press(client, editor):
    release = make.press_release(written_by=editor)

    send(client, page_of(release), title_es="Al final", _step_submit="1")

    release.refresh_from_db()
    assert (release.title_es, release.status) == ("Al final", Status.REVIEW)
    assert release.submitted_by == editor


def test_refused_step_keeps_what_was_written_and_says_why(client, publisher):
    release = make.in_review()

    values = drawn(client.get(page_of(release)))
    response = client.post(
        page_of(release),
        {**values, "lead_es": "Cambiada", "topics": [], "_step_publish": "1"},
        follow=True,
    )

    release.refresh_from_db()
    assert (release.lead_es, release.status) == ("Cambiada", Status.REVIEW)
    assert '<a class="to-field" href="#id_topics">Choose at least one topic.</a>' in (
        words(response)
    )


def test_form_that_does_not_save_takes_no_step(client, editor):
    release = make.press_release(written_by=editor)

    response = send(client, page_of(release), event_days="mañana", _step_submit="1")

    release.refresh_from_db()
    assert response.status_code == 200
    assert release.status == Status.DRAFT


def test_publisher_publishes_now_with_one_press(client, publisher):
    release = make.in_review()

    send(client, page_of(release), _step_publish="1")

    release.refresh_from_db()
    assert release.is_live()
    assert release.published_by == publisher


def test_own_text_shows_the_reason_instead_of_the_button(client, publisher):
    release = make.in_review(by=publisher)

    page = client.get(page_of(release)).content.decode()

    assert "A second person has to publish what you sent to review." in page
    assert "_step_publish" not in page


def test_text_is_published_at_an_hour(client, publisher):
    release = make.in_review()
    at = timezone.localtime() + dt.timedelta(days=2)

    client.post(step_of(release, "publish"), {"at": f"{at:%Y-%m-%dT%H:%M}"})

    release.refresh_from_db()
    assert release.is_waiting
    assert f"{timezone.localtime(release.published_at):%H:%M}" == f"{at:%H:%M}"


def test_hour_that_is_over_is_refused(client, publisher):
    release = make.in_review()

    response = client.post(step_of(release, "publish"), {"at": "2020-01-01T10:00"})

    release.refresh_from_db()
    assert "This moment is over" in response.content.decode()
    assert release.status == Status.REVIEW


def test_moment_beyond_the_calendar_is_refused_in_words(client, publisher):
    release = make.in_review()

    response = client.post(step_of(release, "publish"), {"at": "9999-12-31T23:59"})

    release.refresh_from_db()
    assert "more than ten years ahead" in response.content.decode()
    assert release.status == Status.REVIEW


def test_day_beyond_the_calendar_is_refused_in_words(client, editor):
    release = make.press_release(written_by=editor)

    for name in ("dateline_on", "event_days"):
        response = send(client, page_of(release), **{name: "9999-12-31"})

        assert "Write a year between 1800 and 2200." in response.content.decode()


@pytest.mark.parametrize("key", ["return", "withdraw", "publish_alone"])
def test_step_that_asks_why_is_refused_without_reason(client, head, key):
    maker = make.published if key == "withdraw" else make.in_review
    release = maker()
    before = release.status

    response = client.post(step_of(release, key), {"reason": " "})

    release.refresh_from_db()
    assert response.status_code == 409
    assert release.status == before


def test_returned_text_shows_the_note_to_its_writer(client, head):
    release = make.in_review()

    client.post(step_of(release, "return"), {"reason": "Falta la cifra."})

    page = client.get(page_of(release)).content.decode()
    assert "Falta la cifra." in page


def test_withdrawing_has_its_own_page_and_reason(client, publisher):
    release = make.published()

    page = client.get(page_of(release)).content.decode()
    client.post(step_of(release, "withdraw"), {"reason": "Un error."})

    release.refresh_from_db()
    assert step_of(release, "withdraw") in page
    assert release.status == Status.WITHDRAWN
    # In the language of the person who wrote it, and in no other.
    assert release.withdrawn_reason_en == "Un error."
    assert not release.withdrawn_reason_es


def test_step_nobody_gave_the_role_is_forbidden(client, editor):
    release = make.in_review()

    for key in ("publish", "publish_alone", "return", "withdraw"):
        assert client.post(step_of(release, key), {"reason": "x"}).status_code == 403


def test_step_that_does_not_exist_is_not_found(client, head):
    assert client.get(step_of(make.in_review(), "fly")).status_code == 404


def test_second_of_two_who_publish_hears_that_it_is_done(client, head):
    release = make.published()

    response = client.post(step_of(release, "publish"), {})

    assert response.status_code == 409
    assert "This is not possible while the text is “Published”." in (
        response.content.decode()
    )


def test_next_edition_starts_from_the_live_one(client, editor):
    live = make.published(title_es="En línea")

    client.post(next_of(live))

    draft = live.work.editions.get(edition=2)
    assert (draft.title_es, draft.written_by) == ("En línea", editor)
    assert live.is_live()
    assert "edition 1 is live" in client.get(page_of(draft)).content.decode()


def test_second_next_edition_is_refused_in_words(client, editor):
    live = make.published()
    url = next_of(live)

    client.post(url)
    response = client.post(url)

    assert response.status_code == 409
    assert "Edition 2 of this text is in work already." in response.content.decode()
    assert live.work.editions.count() == 2


def test_asking_for_the_next_edition_does_not_make_it(client, editor):
    live = make.published()

    assert client.get(next_of(live)).status_code == 200
    assert live.work.editions.count() == 1


# The list.


def test_list_has_one_row_a_work_its_newest_edition(client, editor):
    live = make.published()
    draft = live.next_edition(editor)
    other = make.press_release()

    rows = client.get("/es/admin/news/pressrelease/").context["cl"].result_list

    assert {each.pk for each in rows} == {draft.pk, other.pk}


@pytest.mark.parametrize(
    ("state", "maker"),
    [
        ("draft", make.press_release),
        ("review", make.in_review),
        ("scheduled", make.scheduled),
        ("live", make.published),
        ("withdrawn", make.withdrawn),
        ("archived", make.archived),
    ],
)
def test_filter_of_states_finds_exactly_its_own(client, editor, state, maker):
    everything = {
        each: each()
        for each in (
            make.press_release,
            make.in_review,
            make.scheduled,
            make.published,
            make.withdrawn,
            make.archived,
        )
    }

    rows = client.get(f"/es/admin/news/pressrelease/?state={state}").context["cl"]

    assert list(rows.result_list) == [everything[maker]]


def test_filters_ask_for_language_topic_and_year(client, editor):
    topic = make.topic(key="darien")
    spanish = make.only_in("es", topics=[topic], dateline_on=dt.date(2021, 1, 1))
    make.press_release()

    for query in ("missing=en", "topic=darien", "year=2021"):
        rows = client.get(f"/es/admin/news/pressrelease/?{query}").context["cl"]
        assert list(rows.result_list) == [spanish]
