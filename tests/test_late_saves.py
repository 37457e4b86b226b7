"""Two people, one text: what each did is merged, what both touched is asked."""

import datetime as dt
import time

import pytest
from django.test import Client
from django.utils import timezone

from iompanama.publishing.comparing import differences
from news.models import AgreementLink, Presence, PressRelease
from tests import make
from tests.filling import add_row, drawn
from tests.together import together

pytestmark = pytest.mark.django_db


def page_of(release):
    return f"/en/admin/news/pressrelease/{release.pk}/change/"


def signed_in(group, name, **values):
    client = Client()
    client.force_login(make.staff(group, name))
    return client


@pytest.fixture
def rosa(db):
    return signed_in("Editors", "rosa")


@pytest.fixture
def julio(db):
    return signed_in("Publishers", "julio")


def opened(client, release):
    return drawn(client.get(page_of(release)))


def opened_by_both(client, release):
    """Two who open the same at once have the same before them: asked for once."""
    values = opened(client, release)
    return values, {**values}


def save(client, release, values, button="_continue", **changes):
    return client.post(page_of(release), {**values, button: "1", **changes})


def test_late_save_writes_nothing_and_says_who_saved(rosa, julio):
    release = make.press_release(title_es="Antes")
    first, late = opened(rosa, release), opened(julio, release)

    save(rosa, release, first, title_es="De Rosa")
    response = save(julio, release, late, title_es="De Julio")

    page = response.content.decode()
    release.refresh_from_db()
    assert response.status_code == 409
    assert release.title_es == "De Rosa"
    assert "Someone else saved while you wrote." in page
    assert "<b>rosa</b>" in page
    assert "Changed Title in Spanish" in page
    assert "<mark>Rosa</mark>" in page
    assert "<mark>Julio</mark>" in page


def test_what_only_one_of_them_touched_is_merged_by_itself(rosa, julio):
    release = make.press_release()
    first, late = opened_by_both(rosa, release)

    save(rosa, release, first, title_es="De Rosa")
    merged = drawn(save(julio, release, late, lead_en="By Julio"))
    response = save(julio, release, merged)

    release.refresh_from_db()
    assert response.status_code == 302
    assert (release.title_es, release.lead_en) == ("De Rosa", "By Julio")


@pytest.mark.parametrize(
    ("choice", "title"), [("theirs", "De Rosa"), ("mine", "De Julio")]
)
def test_chosen_text_is_saved(rosa, julio, choice, title):
    release = make.press_release()
    first, late = opened_by_both(rosa, release)
    save(rosa, release, first, title_es="De Rosa")
    merged = drawn(save(julio, release, late, title_es="De Julio"))

    unanswered = save(julio, release, merged)
    save(julio, release, drawn(unanswered), **{"_keep-title_es": choice})

    release.refresh_from_db()
    assert unanswered.status_code == 409
    assert release.title_es == title


def test_both_texts_come_into_the_field_to_be_edited_by_hand(rosa, julio):
    release = make.press_release()
    first, late = opened_by_both(rosa, release)
    save(rosa, release, first, lead_es="De Rosa.")
    merged = drawn(save(julio, release, late, lead_es="De Julio."))

    by_hand = save(julio, release, merged, **{"_keep-lead_es": "both"})

    release.refresh_from_db()
    assert release.lead_es == "De Rosa."
    assert drawn(by_hand)["lead_es"] == "De Rosa.\nDe Julio."
    assert save(julio, release, drawn(by_hand)).status_code == 302


def test_lists_are_merged_as_sets(rosa, julio):
    old, kept, hers, his = (make.topic(key=key) for key in "abcd")
    release = make.press_release(topics=[old, kept])
    first, late = opened_by_both(rosa, release)

    save(rosa, release, first, topics=[kept.pk, hers.pk])
    merged = drawn(save(julio, release, late, topics=[old.pk, kept.pk, his.pk]))
    save(julio, release, merged)

    assert set(release.topics.all()) == {kept, hers, his}


def test_rows_added_by_either_are_all_there(rosa, julio):
    release = make.press_release()
    first, late = opened_by_both(rosa, release)
    row = {"printed_in": "es", "position": 0}

    save(rosa, release, add_row(first, "mentions", name="Ana", **row))
    add_row(late, "mentions", name="Luis", **row)
    agreement = make.agreement()
    add_row(late, "agreement_links", agreement=agreement.pk, role="signing")
    merged = drawn(save(julio, release, late))
    response = save(julio, release, merged)

    assert response.status_code == 302
    assert {each.name for each in release.mentions.all()} == {"Ana", "Luis"}
    assert AgreementLink.objects.get().agreement == agreement


def test_one_row_changed_by_both_in_different_fields_has_both(rosa, julio):
    release = make.press_release()
    use = make.photo_use(release, caption_es="", alt_es="Antes")
    first, late = opened_by_both(rosa, release)

    save(rosa, release, first, **{"photo_uses-0-caption_es": "Pie de Rosa"})
    merged = drawn(save(julio, release, late, **{"photo_uses-0-alt_es": "De Julio"}))
    save(julio, release, merged)

    use.refresh_from_db()
    assert (use.caption_es, use.alt_es) == ("Pie de Rosa", "De Julio")


def test_row_taken_out_by_one_and_left_alone_by_the_other_is_gone(rosa, julio):
    release = make.press_release()
    make.mention(release, name="Ana")
    make.mention(release, name="Luis")
    first, late = opened_by_both(rosa, release)

    save(rosa, release, first, **{"mentions-0-DELETE": "on"})
    response = save(julio, release, late, lead_es="De Julio")
    save(julio, release, drawn(response))

    assert [each.name for each in release.mentions.all()] == ["Luis"]
    assert "“Ana”" in response.content.decode()


@pytest.mark.parametrize(("choice", "left"), [("theirs", 0), ("mine", 1)])
def test_row_taken_out_by_one_and_changed_by_the_other_is_asked(
    rosa, julio, choice, left
):
    release = make.press_release()
    make.mention(release, name="Ana")
    first, late = opened_by_both(rosa, release)

    save(rosa, release, first, **{"mentions-0-DELETE": "on"})
    response = save(julio, release, late, **{"mentions-0-name": "Ana María"})
    merged = drawn(response)
    unanswered = save(julio, release, merged)
    save(julio, release, merged, **{"_keep-mentions-0-DELETE": choice})

    assert unanswered.status_code == 409
    assert release.mentions.filter(name="Ana María").count() == left


def test_row_i_took_out_while_the_other_changed_it_is_asked(rosa, julio):
    release = make.press_release()
    make.mention(release, name="Ana")
    first, late = opened_by_both(rosa, release)

    save(rosa, release, first, **{"mentions-0-name": "Ana María"})
    merged = drawn(save(julio, release, late, **{"mentions-0-DELETE": "on"}))
    save(julio, release, merged, **{"_keep-mentions-0-DELETE": "theirs"})

    assert [each.name for each in release.mentions.all()] == ["Ana María"]


def test_change_by_a_command_is_noticed_as_well(rosa):
    release = make.press_release()
    values = opened(rosa, release)
    release.topics.add(make.topic(key="otro"))

    response = save(rosa, release, values, title_es="Tarde")

    assert response.status_code == 409
    assert "a program or a command changed it" in response.content.decode()


def test_save_that_does_not_say_what_it_is_based_on_is_refused(rosa):
    release = make.press_release(title_es="Antes")
    values = opened(rosa, release)
    del values["_version"], values["_opened"]

    response = save(rosa, release, values, title_es="Después")

    release.refresh_from_db()
    assert response.status_code == 409
    assert release.title_es == "Antes"


def test_step_sent_with_a_late_save_is_not_taken(rosa, julio):
    release = make.press_release()
    first, late = opened_by_both(rosa, release)
    save(rosa, release, first, title_es="De Rosa")

    response = save(julio, release, late, button="_step_submit")

    release.refresh_from_db()
    assert (response.status_code, release.status) == (409, "draft")


def test_publishing_what_changed_since_it_was_looked_at_is_refused(julio):
    release = make.in_review()
    url = f"/en/admin/news/pressrelease/{release.pk}/step/publish/"
    page = julio.get(url)
    values = {name: page.context[name[1:]] for name in ("_version", "_opened")}
    PressRelease.objects.filter(pk=release.pk).update(lead_es="Otra")

    refused = julio.post(url, values)
    values["_version"] = julio.get(url).context["version"]

    assert refused.status_code == 409
    assert "Lead in Spanish" in refused.content.decode()
    assert julio.post(url, values).status_code == 302


def test_refused_form_keeps_what_it_is_based_on(rosa, julio):
    release = make.press_release()
    values = opened(rosa, release)

    again = drawn(save(rosa, release, values, event_days="mañana"))
    save(julio, release, opened(julio, release), title_es="De Julio")
    response = save(rosa, release, again, event_days="")

    assert again["_version"] == values["_version"]
    assert response.status_code == 409


def test_kept_work_is_put_in_the_form_and_not_saved(rosa):
    release = make.press_release(title_es="Antes")
    values = opened(rosa, release)

    response = save(rosa, release, values, button="_together", title_es="Guardado")

    release.refresh_from_db()
    assert response.status_code == 200
    assert drawn(response)["title_es"] == "Guardado"
    assert release.title_es == "Antes"


# Records without a version.


def test_late_save_of_a_record_shows_the_text_of_the_other(client):
    client.force_login(make.staff("Partnerships", "delia"))
    institution = make.institution(name_es="Antes", acronym_es="")
    url = f"/en/admin/partners/institution/{institution.pk}/change/"
    first, late = drawn(client.get(url)), drawn(client.get(url))

    client.post(url, {**first, "name_es": "Primero", "_continue": "1"})
    response = client.post(
        url, {**late, "name_es": "Segundo", "acronym_es": "SG", "_continue": "1"}
    )
    merged = {**drawn(response), "_keep-name_es": "theirs", "_continue": "1"}
    client.post(url, merged)

    institution.refresh_from_db()
    assert response.status_code == 409
    assert "You, in another window" in response.content.decode()
    assert (institution.name_es, institution.acronym_es) == ("Primero", "SG")


# Who has it open.


def test_others_who_have_it_open_are_named_until_they_leave(rosa, julio):
    release = make.press_release()
    here = f"/en/admin/news/pressrelease/{release.pk}/here/"
    rosa.get(page_of(release))

    [shown] = julio.get(page_of(release)).context["also_open"]
    answer = rosa.post(here, {"leaving": "1"})

    assert (shown.user.username, answer.status_code) == ("rosa", 204)
    assert list(julio.get(page_of(release)).context["also_open"]) == []


def test_being_there_begins_anew_after_being_away(rosa):
    release = make.press_release()
    rosa.get(page_of(release))
    long_ago = timezone.now() - dt.timedelta(hours=1)
    Presence.objects.update(since=long_ago)
    rosa.post(f"/en/admin/news/pressrelease/{release.pk}/here/")
    stayed = Presence.objects.get().since
    Presence.objects.update(seen_at=long_ago)
    rosa.post(f"/en/admin/news/pressrelease/{release.pk}/here/")

    assert stayed == long_ago
    assert Presence.objects.get().since > long_ago


def test_only_who_may_write_it_says_here(rosa):
    release = make.in_review()
    here = f"/en/admin/news/pressrelease/{release.pk}/here/"

    assert rosa.post(here).status_code == 403
    assert rosa.get(here).status_code == 405
    assert Presence.objects.count() == 0


# At the same moment.


@pytest.mark.django_db(transaction=True)
def test_of_three_simultaneous_saves_one_wins_and_two_are_told():
    release = make.press_release()
    people = [signed_in("Editors", f"editor-{n}") for n in range(3)]
    forms = [opened(person, release) for person in people]

    def saving(number):
        return lambda: save(
            people[number], release, forms[number], title_es=f"Título {number}"
        )

    answers = together(*map(saving, range(3)))

    release.refresh_from_db()
    statuses = [answer.status_code for answer in answers]
    winner = statuses.index(302)
    assert sorted(statuses) == [302, 409, 409]
    assert release.title_es == f"Título {winner}"
    for number in set(range(3)) - {winner}:
        page = answers[number].content.decode()
        assert drawn(answers[number])["title_es"] == f"Título {number}"
        assert f"<mark>{winner}</mark>" in page


def test_who_wrote_while_it_was_sent_to_review_gets_her_words_back(rosa, julio):
    release = make.press_release()
    values = opened(rosa, release)
    save(julio, release, opened(julio, release), button="_step_submit")

    response = save(rosa, release, values, lead_es="Lo que Rosa escribió.")

    release.refresh_from_db()
    assert response.status_code == 409
    assert "Lo que Rosa escribió." in response.content.decode()
    assert (release.status, release.lead_es) != ("draft", "Lo que Rosa escribió.")


def test_who_wrote_while_it_was_deleted_gets_her_words_back(rosa):
    release = make.press_release()
    values = opened(rosa, release)
    release.delete()

    response = save(rosa, release, values, lead_es="Lo que Rosa escribió.")

    assert response.status_code == 409
    assert "Lo que Rosa escribió." in response.content.decode()


def test_long_texts_are_compared_in_a_moment():
    old = " ".join(f"palabra{n % 700} sobre migrantes" for n in range(1000))
    started = time.perf_counter()

    pieces = differences(old, old.replace("palabra5 ", "otra "))

    assert time.perf_counter() - started < 5
    assert [each.words for each in pieces if each.kind == "ins"] == ["otra", "otra"]
