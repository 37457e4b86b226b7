"""All editions of a work, two of them compared, an old one restored."""

import datetime as dt

import pytest
from django.utils import timezone

from news.comparison import compared
from news.models import PressRelease
from tests import make

pytestmark = pytest.mark.django_db


def page_of(release, word):
    return f"/en/admin/news/pressrelease/{release.pk}/{word}/"


@pytest.fixture
def editor(client):
    person = make.staff("Editors", "rosa")
    client.force_login(person)
    return person


def two(editor, **texts):
    """A live edition and a draft with other texts."""
    first = make.published(at=timezone.now() - dt.timedelta(hours=2))
    draft = first.next_edition(editor)
    PressRelease.objects.filter(pk=draft.pk).update(**texts)
    return first, PressRelease.objects.get(pk=draft.pk)


def changes(old, new):
    """What is told of two editions: {label: {language: [(kind, words), …]}}."""
    pair = PressRelease.objects.filter(pk__in=[old.pk, new.pk]).for_comparing()
    by_key = {each.pk: each for each in pair}
    return {
        row.label: {
            code: [
                (piece.kind, piece.words.strip())
                for entry in entries
                for piece in entry
                if piece.kind != "same"
            ]
            for code, entries in row.shown.items()
            if entries is not None
        }
        for row in compared(by_key[old.pk], by_key[new.pk])
        if row.is_changed
    }


def test_a_copy_says_the_same(editor):
    first, draft = two(editor)

    assert changes(first, draft) == {}


def test_texts_are_compared_word_by_word_in_both_languages(editor):
    first, draft = two(
        editor,
        body_es="<p>Llegaron <b>348 000</b> personas.</p>",
        body_en="<p>Some 348,000 people came.</p>",
        slug_en="people-came",
    )
    PressRelease.objects.filter(pk=first.pk).update(
        body_es="<p>Llegaron <b>384 000</b> personas.</p>",
        body_en="<p>Some 348,000 people <i>came.</i></p>",
    )

    assert changes(first, draft) == {
        "Texto": {"es": [("del", "384"), ("ins", "348")]},
        "Dirección": {"en": [("del", first.slug_en), ("ins", "people-came")]},
    }


def test_what_is_no_text_is_compared_too(editor):
    stays, goes, comes = make.topic(), make.topic(), make.topic()
    first = make.published(
        topics=[stays, goes], institutions=[], dateline_on="2024-05-01"
    )
    minister = make.mention(first, printed_title_es="Ministra")
    somebody = make.mention(first, official=None, name="Luis Gil")
    photo = make.photo_use(first, caption_es="Un muelle.")
    draft = first.next_edition(editor)
    office, agreement, other = make.institution(), make.agreement(), make.published()
    draft.topics.set([stays, comes])
    draft.institutions.set([office])
    draft.related.set([other.work])
    draft.mentions.filter(official=minister.official).update(
        printed_title_es="Ministra encargada"
    )
    draft.mentions.filter(name=somebody.name).delete()
    draft.photo_uses.update(caption_es="Un gran muelle.")
    make.photo_use(draft, position=9)
    make.agreement_link(draft, agreement)
    PressRelease.objects.filter(pk=draft.pk).update(
        dateline_on=dt.date(2024, 5, 2),
        contact_email="prensa@example.org",
        released_en=False,
        body_es='<p>Véase <a href="https://www.iom.int/">la página</a>.</p>',
    )

    found = changes(first, draft)

    kinds = {label: cells.get("") or cells for label, cells in found.items()}
    assert kinds["Temas"] == [("ins", str(comes)), ("del", str(goes))]
    assert kinds["Instituciones"] == [("ins", str(office))]
    assert kinds["Textos relacionados"] == [("ins", other.title_es)]
    assert ("ins", "encargada") in kinds["Personas"]
    assert kinds["Personas"][-1][0] == "del"
    assert kinds["Personas"][-1][1].startswith("Luis Gil")
    assert ("ins", "gran") in kinds["Fotos"]
    assert str(photo.photo) not in [words for _kind, words in kinds["Fotos"]]
    assert kinds["Acuerdos"][0][1].startswith(str(agreement))
    assert kinds["Fecha"] == [("del", "1"), ("ins", "2")]
    assert kinds["Correo del contacto de prensa"] == [("ins", "prensa@example.org")]
    assert kinds["Sale"] == {"en": [("del", "sí"), ("ins", "retenido")]}
    assert kinds["Enlaces del texto"] == {
        "es": [("ins", "la página → https://www.iom.int/")]
    }


@pytest.mark.parametrize("many", [1, 6])
def test_comparing_costs_the_same_for_any_number_of_people(
    client, editor, many, django_assert_num_queries
):
    first = make.published(related=[make.published().work for _each in range(many)])
    for _each in range(many):
        make.mention(first, appointment=make.appointment())
        make.photo_use(first)
        make.agreement_link(first, make.agreement())
    draft = first.next_edition(editor)
    client.get(page_of(draft, "compare"))

    with django_assert_num_queries(22):
        client.get(page_of(draft, "compare"))


def test_any_two_editions_are_compared_and_no_others(client, editor):
    first, draft = two(editor, title_es="Otro título")
    stranger = make.published()

    page = client.get(f"{page_of(draft, 'compare')}?old=1&new=2").content.decode()
    back = client.get(f"{page_of(first, 'compare')}?old=2&new=1").content.decode()

    assert "<ins>Otro título</ins>" in page
    assert "<del>Otro título</del>" in back
    for query in ("old=3", "new=x", f"old={stranger.pk + 40}"):
        assert client.get(f"{page_of(draft, 'compare')}?{query}").status_code == 404


def test_editions_tell_who_when_and_why(client, editor):
    head = make.staff("Head of office", "marta")
    first = make.published(
        published_by=head, alone_reason="Nadie más hoy.", change_note_en="A figure."
    )
    first.next_edition(editor)

    page = client.get(page_of(first, "editions")).content.decode()

    for words in ("Edition 2", "Edition 1", "rosa", "marta", "Nadie más hoy."):
        assert words in page
    assert "A figure." in page


def test_past_edition_is_restored_as_a_draft(client, editor):
    now, hour = timezone.now(), dt.timedelta(hours=1)
    first = make.published(
        title_es="Primero", at=now - 2 * hour, superseded_at=now - hour
    )
    second = make.published(
        work=first.work, edition=2, title_es="Segundo", at=now - hour
    )
    restore = page_of(first, "step/edit")
    assert restore in client.get(page_of(second, "editions")).content.decode()

    client.post(restore)

    third = first.work.newest
    assert (third.edition, third.title_es, third.status) == (3, "Primero", "draft")
    assert second.is_live()
    assert restore not in client.get(page_of(second, "editions")).content.decode()


@pytest.mark.parametrize("word", ["editions", "compare"])
def test_editions_are_not_for_who_may_not_see_texts(client, word):
    release = make.published(title_en="Nothing for you")
    client.force_login(make.staff("Staff readers", "eva"))

    answer = client.get(page_of(release, word))

    assert answer.status_code in (403, 404)
    assert "Nothing for you" not in answer.content.decode()
