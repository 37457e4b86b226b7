"""Texts are cleaned and typeset as they are saved, whoever saves them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.migrations.writer import MigrationWriter

from iompanama.publishing.fields import LineField, LinesField, RichTextField, TextField
from news.models import PressRelease
from partners.models import Institution
from tests import make

NB = "\N{NO-BREAK SPACE}"


def saved(**values):
    release = make.press_release(**values)
    release.refresh_from_db()
    return release


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>Hola</p><script>alert(1)</script>", "<p>Hola</p>"),
        ('<p onclick="x()" style="color:red" class="big">Hola</p>', "<p>Hola</p>"),
        ('<p><img src="x" onerror="x()">Hola</p>', "<p>Hola</p>"),
        ("<h1>Uno</h1><h2>Dos</h2><h3>Tres</h3>", "Uno<h2>Dos</h2><h3>Tres</h3>"),
        (
            "<p><b>a</b><strong>b</strong><em>c</em><u>d</u></p>",
            "<p>a<strong>b</strong><em>c</em>d</p>",
        ),
        ('<p><a href="javascript:alert(1)">x</a></p>', "<p><a>x</a></p>"),
        ("<iframe src='//e'></iframe><p>x</p>", "<p>x</p>"),
        ("<table><tr><td>x</td></tr></table>", "x"),
        ("<p>a &amp; b &lt; c</p>", "<p>a &amp; b &lt; c</p>"),
    ],
)
@pytest.mark.django_db
def test_a_text_keeps_only_the_marks_it_may_have(written, kept):
    assert saved(body_es=written).body_es == kept


@pytest.mark.parametrize(
    "text",
    [
        "<p>Uno <strong>dos</strong> <em>tres</em></p>",
        "<h2>Título</h2><h3>Otro</h3>",
        "<ul><li><p>uno</p></li></ul><ol><li><p>dos</p></li></ol>",
        "<blockquote><p>Palabras</p><p>— <strong>Ana</strong>, jefa</p></blockquote>",
    ],
)
@pytest.mark.django_db
def test_what_an_editor_writes_is_kept_as_it_is(text):
    assert saved(body_es=text).body_es == text


@pytest.mark.parametrize(
    "href", ["https://iom.int", "http://iom.int", "mailto:a@iom.int"]
)
@pytest.mark.django_db
def test_links_lead_to_pages_and_addresses(href):
    assert f'href="{href}"' in saved(body_es=f'<p><a href="{href}">x</a></p>').body_es


@pytest.mark.django_db
def test_a_text_saved_twice_is_the_same_text():
    release = saved(body_es="<p>unas 348 000 personas &nbsp; y 1&nbsp;850&nbsp;000</p>")
    first = release.body_es

    release.save()
    release.refresh_from_db()

    assert release.body_es == first
    assert f"348{NB}000" in first
    assert f"1{NB}850{NB}000" in first


@pytest.mark.parametrize("name", ["title", "lead", "body"])
@pytest.mark.django_db
def test_numbers_stay_together_in_spanish_and_are_left_alone_in_english(name):
    release = saved(**{f"{name}_es": "348 000", f"{name}_en": "348 000"})

    assert getattr(release, f"{name}_es") == f"348{NB}000"
    assert getattr(release, f"{name}_en") == "348 000"


@pytest.mark.django_db
def test_the_saved_object_holds_what_was_saved():
    release = make.press_release(body_es="<p>348 000</p><script>x</script>")

    assert release.body_es == f"<p>348{NB}000</p>"


@pytest.mark.django_db
def test_a_text_that_is_not_there_stays_away():
    release = saved(body_es="", lead_es="")

    assert (release.body_es, release.lead_es) == ("", "")


def test_lines_are_typed_one_below_the_other():
    field = LinesField().formfield()

    assert field.clean(" Ombudsman \n\n  INDH\r\nONU, Panamá \n") == [
        "Ombudsman",
        "INDH",
        "ONU, Panamá",
    ]
    assert field.clean("") == []
    assert field.prepare_value(["uno", "dos"]) == "uno\ndos"


def test_a_line_that_is_too_long_is_refused():
    with pytest.raises(ValidationError):
        LinesField().formfield().clean("x" * 301)


@pytest.mark.django_db
def test_lines_are_kept_in_their_order():
    make.institution(aliases_es=["Migración", "ACNUR", "Migración Panamá"])

    assert Institution.objects.get().aliases_es == [
        "Migración",
        "ACNUR",
        "Migración Panamá",
    ]


@pytest.mark.parametrize(
    ("field", "plain"),
    [
        (LineField(max_length=10), "models.CharField("),
        (TextField(), "models.TextField("),
        (LinesField(), "django.contrib.postgres.fields.ArrayField("),
    ],
)
def test_migrations_know_plain_fields(field, plain):
    written, _imports = MigrationWriter.serialize(field)

    assert written.startswith(plain)


@pytest.mark.django_db
def test_a_text_found_by_its_words_without_regard_to_accents_or_marks():
    release = make.published(body_es="<p>La migraci<strong>ón</strong> en Darién</p>")

    assert list(PressRelease.objects.search("darien")) == [release]
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.fold('Éxodo Ñandú')")
        assert cursor.fetchone() == ("exodo nandu",)


def test_a_rich_text_is_cleaned_by_the_field_itself():
    assert RichTextField().settled("<p>x</p><script>y</script>") == "<p>x</p>"
