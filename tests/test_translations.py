"""Which text follows which, and when it is behind."""

import datetime as dt

import pytest
from django.utils import timezone

from news.models import PressRelease, SourceText
from news.translations import changes, confirm, follow, stale_fields, texts
from tests import make

pytestmark = pytest.mark.django_db

BODY = "<p>Llegaron 12 personas\xa0a Metetí.</p>"


def agreeing(**values):
    """A text whose translation was written against it."""
    release = make.press_release(
        **{
            "confirmed": {},
            "lead_es": "Un acuerdo marco abre la puerta.",
            "lead_en": "A framework agreement opens the way.",
            "body_es": BODY,
            "body_en": "<p>12 people came to Metetí.</p>",
            **values,
        }
    )
    follow(release)
    release.save()
    return again(release)


def again(release):
    return PressRelease.objects.get(pk=release.pk)


def rewritten(release, **values):
    """Saved with other values, as the form does it."""
    before = texts(release)
    for name, value in values.items():
        setattr(release, name, value)
    follow(release, before)
    release.save()
    return again(release)


def behind(release):
    """The stale texts, by what Python says and what the database says: the same."""
    assert release.stale_es == bool(stale_fields(release, "es"))
    assert release.stale_en == bool(stale_fields(release, "en"))
    return {code: stale_fields(release, code) for code in ("es", "en")}


FRESH = {"es": [], "en": []}


def test_text_just_written_in_both_languages_is_fresh():
    assert behind(agreeing()) == FRESH


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        "<p>Llegaron 12 personas a Metetí.</p>",
        "<ul><li>Llegaron <strong>12</strong> personas</li>\n <li>a Metetí.</li></ul>",
        '<p>Llegaron <a href="/x">12 personas</a></p><p>a Metetí.</p>',
    ],
)
def test_moving_saving_and_tagging_again_makes_nothing_stale(body):
    release = rewritten(
        agreeing(), body_es=body, dateline_on=dt.date(2025, 1, 1), kind="news"
    )
    release.topics.set([make.topic()])

    assert behind(again(release)) == FRESH


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("title", "Otro título"),
        ("lead", "Un acuerdo nuevo abre la puerta."),
        ("body", BODY.replace("12", "13")),
    ],
)
def test_changed_word_makes_that_text_stale(name, text):
    release = rewritten(agreeing(), **{f"{name}_es": text})

    assert behind(release) == {"es": [], "en": [name]}


def test_english_may_be_the_source():
    release = rewritten(agreeing(source_language="en"), lead_en="Another lead.")

    assert behind(release) == {"es": ["lead"], "en": []}


def test_both_languages_changed_at_once_is_fresh():
    release = rewritten(agreeing(), lead_es="Otra cosa.", lead_en="Another thing.")

    assert behind(release) == FRESH


def test_translation_brought_up_to_date_later_is_fresh():
    release = rewritten(agreeing(), lead_es="Otra cosa.")

    assert behind(rewritten(release, lead_en="Another thing.")) == FRESH


def test_confirming_needs_no_edit_and_leaves_the_other_texts_stale():
    release = rewritten(agreeing(), lead_es="Otra cosa.", title_es="Otro")

    confirm(release, {"lead_en"})
    release.save()

    assert behind(again(release)) == {"es": [], "en": ["title"]}


def test_text_that_goes_back_to_its_old_words_is_fresh_again():
    release = agreeing()
    lead = release.lead_es

    assert behind(rewritten(rewritten(release, lead_es="x"), lead_es=lead)) == FRESH


def test_language_not_begun_is_missing_and_not_stale():
    release = make.only_in("es")
    follow(release)
    release.save()

    assert behind(rewritten(again(release), lead_es="Otra cosa.")) == FRESH


def test_turning_source_and_translation_keeps_what_agreed():
    release = rewritten(agreeing(), title_es="Otro título")

    turned = rewritten(release, source_language="en")

    assert behind(turned) == {"es": ["title"], "en": []}
    assert behind(rewritten(turned, lead_en="More.")) == {
        "es": ["title", "lead"],
        "en": [],
    }


def test_next_edition_carries_what_was_confirmed():
    release = agreeing()
    PressRelease.objects.filter(pk=release.pk).update(
        status="published", published_at=timezone.now()
    )

    copy = again(again(release).next_edition(make.user("rosa")))

    assert behind(copy) == FRESH
    assert behind(rewritten(copy, lead_es="Otra cosa."))["en"] == ["lead"]
    assert behind(again(release)) == FRESH


def test_change_of_the_source_is_told_word_by_word():
    release = rewritten(agreeing(), lead_es="Un acuerdo marco abre otra puerta.")

    told = changes(release, "en")

    assert [(piece.kind, piece.words) for piece in told["lead_en"]] == [
        ("same", "Un acuerdo marco abre "),
        ("del", "la"),
        ("ins", "otra"),
        ("same", " puerta."),
    ]
    assert changes(release, "es") == {}


def test_source_nobody_kept_is_stale_without_a_comparison():
    release = rewritten(agreeing(), lead_es="Otra cosa.")
    SourceText.objects.all().delete()

    assert changes(again(release), "en") == {"lead_en": None}


def test_text_cleaned_while_it_is_saved_is_not_stale_for_that():
    release = rewritten(
        agreeing(),
        body_es="<p>Son&nbsp;348 000 <script>no</script>y más</p>",
        body_en="<p>They are 348,000 and more</p>",
    )

    assert behind(release) == FRESH


def test_only_a_changed_source_moves_its_moment():
    release = agreeing()
    moment = release.source_changed_at

    assert rewritten(release, lead_en="Words.").source_changed_at == moment
    assert rewritten(release, kind="news").source_changed_at == moment
    assert rewritten(release, lead_es="Palabras.").source_changed_at > moment


def test_what_was_begun_before_its_source_is_stale_until_confirmed():
    release = make.only_in("en", source_language="es")
    follow(release)
    release.save()

    release = rewritten(again(release), lead_es="Vino después.")

    assert behind(release)["en"] == ["lead"]
    assert changes(release, "en") == {"lead_en": None}
