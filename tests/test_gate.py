"""What must be there before a press release goes out."""

import datetime as dt

import pytest
from django.utils.translation import override

from iompanama.publishing.workflow import StepRefused, take
from news.models import Photo
from tests import make

pytestmark = pytest.mark.django_db

TODAY = dt.date(2024, 6, 1)


def missing(release):
    with override("en"):
        return release.missing_for_publication()


def test_a_complete_text_may_go_out():
    release = make.press_release()
    make.photo_use(release)

    assert missing(release) == []


@pytest.mark.parametrize("name", ["title", "slug", "lead", "body"])
def test_a_language_goes_out_whole(name):
    release = make.press_release(**{f"{name}_en": ""})

    label = {"title": "title", "slug": "address", "lead": "lead", "body": "text"}[name]
    assert missing(release) == [f"Missing in English: {label}."]


def test_a_language_not_begun_is_not_asked_for():
    assert missing(make.only_in("es")) == []
    assert missing(make.only_in("en")) == []


def test_a_language_held_back_is_not_asked_for():
    assert missing(make.press_release(body_en="", released_en=False)) == []


def test_nothing_goes_out_without_a_language():
    release = make.press_release(released_es=False, released_en=False)

    assert missing(release) == ["No language is ready to go out."]


def test_the_facts_are_asked_for():
    release = make.press_release(dateline_on=None, dateline_place=None, topics=[])

    assert missing(release) == [
        "The day of the dateline is missing.",
        "The place of the dateline is missing.",
        "Choose at least one topic.",
    ]


def test_a_photo_has_words_in_each_language_that_goes_out():
    release = make.press_release(released_en=False)
    make.photo_use(release, photo=make.photo(title="Muelle"), alt_es="", alt_en="")

    assert missing(release) == ["“Muelle” has no alternative text in Spanish."]


def test_a_decorative_photo_needs_no_words():
    release = make.press_release()
    make.photo_use(release, alt_es="", alt_en="", is_decorative=True)

    assert missing(release) == []


def test_reasons_are_said_in_spanish_too():
    release = make.press_release(body_en="", topics=[])

    with override("es"):
        assert release.missing_for_publication() == [
            "Falta en inglés: texto.",
            "Elija al menos un tema.",
        ]


def test_an_incomplete_text_is_not_published_by_anybody():
    head = make.administrator()
    release = make.press_release(body_en="")

    with pytest.raises(StepRefused, match="Falta en inglés: texto"):
        take(release, "publish_alone", head, reason="Es urgente.")


def test_an_unfinished_text_may_be_read_by_a_second_person():
    release = make.press_release(body_en="", topics=[])

    taken = take(release, "submit", make.administrator())

    assert taken.status == "review"


# People in photos: what a consent must say for each kind of picture.
ANYBODY, STRICT = {}, {"is_strict": True}
OVER = {"expires_on": dt.date(2024, 5, 31)}
LAST_DAY = {"expires_on": TODAY}
WITHDRAWN = {"withdrawn_on": TODAY}
WITHDRAWN_LATER = {"withdrawn_on": dt.date(2024, 6, 2)}
FACES = {"is_recognizable": True}
MINOR = {"has_minors": True}
AT_RISK = {"is_recognizable": True, "has_people_at_risk": True}


@pytest.mark.parametrize(
    ("people", "consents", "may_be_shown"),
    [
        ({}, [], True),
        (FACES, [], False),
        (FACES, [ANYBODY], True),
        (FACES, [OVER], False),
        (FACES, [LAST_DAY], True),
        (FACES, [OVER, ANYBODY], True),
        (FACES, [WITHDRAWN], False),
        (FACES, [WITHDRAWN, ANYBODY], False),  # one person said no
        (FACES, [WITHDRAWN_LATER], True),
        ({}, [WITHDRAWN], False),
        (MINOR, [], False),
        (MINOR, [ANYBODY], False),
        (MINOR, [STRICT], True),
        (MINOR, [{**STRICT, **OVER}], False),
        (AT_RISK, [ANYBODY], False),
        (AT_RISK, [STRICT], True),
    ],
)
def test_people_in_photos_have_agreed(people, consents, may_be_shown):
    photo = make.photo(**people)
    for facts in consents:
        make.consent(photo, **facts)

    assert photo.may_be_shown(TODAY) == may_be_shown
    assert list(Photo.objects.showable(TODAY)) == ([photo] if may_be_shown else [])


def test_a_photo_without_consent_keeps_a_text_in():
    release = make.press_release()
    make.photo_use(release, photo=make.photo(title="Aula", is_recognizable=True))

    assert missing(release) == ["“Aula” has no consent that allows showing it."]


@pytest.mark.parametrize("people", [MINOR, AT_RISK])
def test_minors_and_people_at_risk_need_the_strict_consent(people):
    release = make.press_release()
    photo = make.photo(title="Aula", **people)
    make.consent(photo)
    make.photo_use(release, photo=photo)

    assert missing(release) == [
        "“Aula” shows minors or people at risk: no strict consent allows it."
    ]
    make.consent(photo, is_strict=True)
    assert missing(release) == []


def test_a_withdrawn_consent_takes_the_photo_out_of_every_text():
    photo = make.photo(is_recognizable=True)
    consent = make.consent(photo)
    releases = [make.published(), make.published()]
    for release in releases:
        make.photo_use(release, photo=photo)
    assert [release.lead_photo is None for release in releases] == [False, False]

    consent.withdrawn_on = TODAY
    consent.save()

    again = [type(release).objects.get(pk=release.pk) for release in releases]
    assert [release.lead_photo for release in again] == [None, None]
