"""What is noticed in an edition, under its fields: told, and never in the way."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iompanama.publishing.lint import pictures
from iompanama.vocabulary.models import Place
from news.models import PressRelease
from news.noticing import noticed
from news.translations import follow, stale_fields, texts
from news.warnings import warnings
from tests import make
from tests.filling import drawn, send

pytestmark = pytest.mark.django_db


def page_of(release):
    return f"/en/admin/news/pressrelease/{release.pk}/change/"


def rules(release):
    return [(found.rule, found.field, found.language) for found in warnings(release)]


def body(text, **values):
    """A text in Spanish alone, on a day in 2024."""
    return make.only_in("es", body_es=text, **values)


@pytest.fixture
def editor(client):
    person = make.staff("Editors", "rosa")
    client.force_login(person)
    return person


@pytest.fixture
def behind(editor):
    """A draft whose English lead follows an older Spanish one."""
    release = make.press_release(
        written_by=editor, lead_es="Firman una carta.", lead_en="They sign a letter."
    )
    follow(release)
    before = texts(release)
    release.lead_es = "Firman una declaración."
    follow(release, before)
    release.save()
    return release


# The rules that ask the office's own records.


def test_sample_texts_raise_no_false_alarm(sample):
    releases = PressRelease.objects.order_by("pk")

    assert {str(each): rules(each) for each in releases if rules(each)} == {}


def test_title_nearly_like_that_of_another_work_is_noticed():
    make.published(title_es="Se abre una oficina nueva en Darién", title_en="Other")
    release = make.press_release(
        title_es="Se abre una oficina nueva en Darien.", title_en="Quite another"
    )

    assert rules(release) == [("alike", "title", "es")]


def test_title_of_another_edition_of_the_same_work_is_not():
    first = make.published()

    assert rules(first.next_edition(make.user("rosa"))) == []


def test_word_the_glossary_advises_against_is_noticed():
    note = "No usar «tráfico de personas» / avoid “smuggling”"
    make.term(term_es="trata", term_en="trafficking", usage_note=note)
    release = make.press_release(
        lead_es="Contra el tráfico de personas.", lead_en="Against smuggling."
    )

    assert rules(release) == [("words", "lead", "es"), ("words", "lead", "en")]
    assert [found.beside for found in warnings(release)] == ["trata", "trafficking"]


def test_institution_called_by_its_acronym_in_one_language_agrees():
    make.institution(
        name_es="Defensoría", acronym_es="DPP", name_en="Ombudsman", acronym_en="OMB"
    )

    agreeing = make.press_release(
        title_es="Agua segura",
        title_en="Safe water",
        lead_es="La DPP firma.",
        lead_en="Ombudsman signs.",
    )
    differing = make.press_release(
        title_es="Curso",
        title_en="Course",
        lead_es="La DPP firma.",
        lead_en="Somebody signs.",
    )

    assert rules(agreeing) == []
    assert rules(differing) == [("acronyms", "lead", "es")]


def test_person_with_a_mention_is_nobody_private():
    release = body("<p>María Rojas, de 23 años, llegó.</p>")
    assert rules(release) == [("private name", "body", "es")]

    make.mention(release, name="María Rojas")
    assert rules(PressRelease.objects.get(pk=release.pk)) == []


@pytest.mark.parametrize(
    "where", ["8.53, -77.98", '<a href="https://maps.app.goo.gl/x1">Así se llega</a>']
)
def test_rough_position_is_noticed_beside_the_name_of_a_station(where):
    make.place(name_es="Estación Lajas", kind=Place.Kind.RECEPTION_STATION)

    assert rules(body(f"<p>Están en la Estación Lajas. {where}</p>")) == [
        ("position", "body", "es")
    ]
    bridge = body(f"<p>Están en un puente. {where}</p>", title_es="Un puente")
    assert rules(bridge) == []


@pytest.mark.parametrize(
    ("caption", "alt", "is_noticed"),
    [
        ("Un muelle.", "un muelle", True),
        ("Un muelle.", "Foto de un muelle", True),
        ("Un muelle.", "Fotografía del muelle", True),
        ("Un muelle.", "Una persona hace una foto de un muelle", False),
        ("Un muelle.", "Piraguas en la orilla", False),
        ("", "", False),
    ],
)
def test_alternative_text_says_what_can_be_seen(caption, alt, is_noticed):
    found = list(pictures.findings("", {"es": caption}, {"es": alt}))

    assert bool(found) == is_noticed


def test_alternative_text_in_english_begins_with_the_thing_too():
    found = pictures.findings("", {"en": "A pier"}, {"en": "Photo of a pier"})

    assert [each.what for each in found] == ["Photo of"]


def test_warning_of_a_photo_stands_under_its_own_row():
    release = make.press_release()
    make.photo_use(release, position=1)
    make.photo_use(release, position=2, alt_en="A photo of canoes")
    make.photo_use(release, position=3, alt_en="Photo of it", is_decorative=True)

    assert list(noticed(release).fields) == ["photo_uses-1-alt_en"]


# In the form.


def test_warnings_stand_under_their_field_and_are_read_with_it(client, editor):
    release = make.press_release(written_by=editor, lead_en="They are 348.000.")

    page = client.get(page_of(release)).content.decode()

    assert '<ul class="warninglist" id="id_lead_en_warnings">' in page
    assert "“<mark>348.000</mark>” is written 348,000 in this language." in page
    assert 'aria-describedby="id_lead_en_warnings"' in page
    assert "id_lead_es_warnings" in page  # the number is not there


def test_what_the_gate_asks_for_stands_under_its_field(client, editor):
    """For who writes too, who cannot publish and sees no reasons against it."""
    release = make.press_release(
        written_by=editor, topics=[], lead_en="", dateline_on=None
    )
    make.photo_use(release, alt_es="")
    page = client.get(page_of(release)).content.decode()

    for name, words in {
        "lead_en": "Missing in English: lead.",
        "topics": "Choose at least one topic.",
        "dateline_on": "The day of the dateline is missing.",
        "photo_uses-0-alt_es": "has no alternative text in Spanish.",
    }.items():
        under = page.partition(f'id="id_{name}_warnings"')[2].partition("</ul>")[0]
        assert words in under, name
        assert f'id_{name}_warnings"' in page.partition(f'id="id_{name}"')[2][:600]
    assert 'class="warnings-left"' not in page


def test_warnings_stop_no_saving(client, editor):
    release = make.press_release(written_by=editor)

    response = send(client, page_of(release), lead_en="Illegal migrants: 348.000.")

    assert response.status_code == 302
    page = client.get(page_of(release)).content.decode()
    assert "<mark>Illegal migra" in page


def test_what_a_refused_form_brought_is_looked_at_too(client, editor):
    release = make.press_release(written_by=editor)

    response = send(
        client, page_of(release), lead_en="Illegal migrants.", dateline_on="never"
    )

    assert response.status_code == 200
    assert "<mark>Illegal migrants</mark>" in response.content.decode()


def test_stale_text_shows_what_the_source_changed(client, behind):
    page = client.get(page_of(behind)).content.decode()

    assert "The Spanish lead changed later." in page
    assert "carta." in page.split("<del>")[1].split("</del>")[0]
    assert "declaración." in page.split("<ins>")[1].split("</ins>")[0]
    assert '<button type="submit" name="_confirm" value="lead_en"' in page


def test_still_correct_confirms_and_saves_what_was_typed(client, behind):
    values = drawn(client.get(page_of(behind)))

    response = client.post(
        page_of(behind), {**values, "_confirm": "lead_en", "title_es": "Otro 1"}
    )

    assert response.url == f"{page_of(behind)}#id_lead_en"
    behind.refresh_from_db()
    assert behind.title_es == "Otro 1"
    assert stale_fields(behind, "en") == ["title"]


def test_live_text_is_confirmed_without_an_edition(client, behind):
    PressRelease.objects.filter(pk=behind.pk).update(
        status="published", published_at="2024-01-01T00:00Z"
    )
    page = client.get(page_of(behind)).content.decode()
    address = f"/en/admin/news/pressrelease/{behind.pk}/confirm/"
    assert f'formaction="{address}"' in page

    client.post(address, {"_confirm": "lead_en", **seen(page)})

    assert not PressRelease.objects.get(pk=behind.pk).stale_en
    [entry] = LogEntry.objects.filter(object_id=behind.pk)
    assert entry.change_message == "Still correct: lead in English"


def test_text_changed_since_it_was_looked_at_is_not_confirmed(client, behind):
    """By an editor whose text a second person is reading, and mends meanwhile."""
    PressRelease.objects.filter(pk=behind.pk).update(
        status="review", submitted_by=behind.written_by
    )
    page = client.get(page_of(behind)).content.decode()
    PressRelease.objects.filter(pk=behind.pk).update(lead_es="Otra entrada.")

    address = f"/en/admin/news/pressrelease/{behind.pk}/confirm/"
    answer = client.post(address, {"_confirm": "lead_en", **seen(page)}, follow=True)

    [said] = answer.context["messages"]
    assert str(said) == "The text changed: compare it once more."
    behind.refresh_from_db()
    assert "lead" in stale_fields(behind, "en")


def seen(page):
    return {"_seen": re.search(r'name="_seen" value="(\d+)"', page)[1]}


def test_reader_confirms_nothing(client, behind):
    client.force_login(make.user("leo", "news.view_pressrelease"))
    address = f"/en/admin/news/pressrelease/{behind.pk}/confirm/"

    page = client.get(page_of(behind)).content.decode()
    assert "The Spanish lead changed later." in page
    assert "_confirm" not in page
    assert client.post(address, {"_confirm": "lead_en"}).status_code == 403
    assert PressRelease.objects.get(pk=behind.pk).stale_en


def test_warnings_are_shown_once_more_before_publishing(client):
    client.force_login(make.staff("Publishers", "julio"))
    release = make.in_review(lead_en="They are 348.000.")

    page = client.get(
        f"/en/admin/news/pressrelease/{release.pk}/step/publish/"
    ).content.decode()

    assert f"{page_of(release)}#id_lead_en_warnings" in page
    assert "<mark>348.000</mark>" in page


def test_form_asks_as_much_for_one_row_as_for_many(client, editor):
    short, long = (make.press_release(written_by=editor) for _ in range(2))
    for release, rows in ((short, 1), (long, 12)):
        for n in range(rows):
            make.mention(release, position=n)
            make.photo_use(release, position=n, alt_en="Photo of it")
    asked = []
    for release in (short, long, short, long):
        with CaptureQueriesContext(connection) as queries:
            client.get(page_of(release))
        asked.append(len(queries))

    assert asked[2] == asked[3]
