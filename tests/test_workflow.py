"""The steps of a text: who may take which, why not, and that one alone wins."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone
from django.utils.translation import override

from iompanama.publishing.workflow import (
    STEPS,
    Status,
    StepRefused,
    obstacles,
    open_steps,
    take,
)
from news.models import PressRelease
from tests import make
from tests.together import together

pytestmark = pytest.mark.django_db

EDITOR = ("news.change_pressrelease",)
PUBLISHER = (*EDITOR, "news.publish_pressrelease")
HEAD = (*PUBLISHER, "news.publish_alone_pressrelease")
ROLES = {"reader": (), "editor": EDITOR, "publisher": PUBLISHER, "head": HEAD}
# Who may take the step, and from which status; ``publish`` not what one submitted.
ALLOWED = {
    "submit": ({"editor", "publisher", "head"}, {"draft"}),
    "return": ({"publisher", "head"}, {"review"}),
    "publish": ({"publisher", "head"}, {"review"}),
    "publish_alone": ({"head"}, {"draft", "review"}),
    "withdraw": ({"publisher", "head"}, {"published"}),
}
MAKERS = {
    "draft": make.press_release,
    "review": make.in_review,
    "published": make.published,
    "withdrawn": make.withdrawn,
}


def person(role):
    return make.user(role, *ROLES[role])


def test_the_table_has_exactly_these_steps():
    assert set(STEPS) == set(ALLOWED)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("status", MAKERS)
def test_each_step_asks_for_a_role_and_a_status(role, status):
    release, user = MAKERS[status](), person(role)

    free = {key for key in STEPS if not obstacles(release, key, user)}

    assert free == {
        key
        for key, (roles, statuses) in ALLOWED.items()
        if role in roles and status in statuses
    }


@pytest.mark.parametrize("key", STEPS)
def test_a_step_without_an_obstacle_is_taken(key):
    roles, statuses = ALLOWED[key]
    for status in sorted(statuses):
        release = MAKERS[status]()

        taken = take(release, key, person(sorted(roles)[0]), reason="Así conviene.")

        release.refresh_from_db()
        assert release.status == taken.status == STEPS[key].target


@pytest.mark.parametrize("key", STEPS)
def test_a_refused_step_changes_nothing(key):
    release = MAKERS[sorted(ALLOWED[key][1])[0]]()
    before = PressRelease.objects.values().get(pk=release.pk)

    with pytest.raises(StepRefused):
        take(release, key, person("reader"), reason="Porque sí.")

    assert PressRelease.objects.values().get(pk=release.pk) == before
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("key", [key for key in STEPS if STEPS[key].needs_reason])
@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_step_that_takes_something_away_says_why(key, reason):
    release = MAKERS[sorted(ALLOWED[key][1])[0]]()

    with pytest.raises(StepRefused, match=r"Diga por qué\."):
        take(release, key, person("head"), reason=reason)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "A second person has to publish what you sent to review."),
        ("es", "Lo que usted envió a revisión lo publica otra persona."),
    ],
)
def test_nobody_publishes_what_they_sent_to_review(code, words):
    ana, luis = make.user("ana", *PUBLISHER), make.user("luis", *PUBLISHER)
    release = take(make.press_release(), "submit", ana)

    with override(code):
        assert obstacles(release, "publish", ana) == [words]
    assert obstacles(release, "publish", luis) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "en",
            [
                "This is not possible while the text is “Published”.",
                "Your role does not include this step.",
            ],
        ),
        (
            "es",
            [
                "No es posible mientras el texto está en «Publicado».",
                "Su rol no incluye este paso.",
            ],
        ),
    ],
)
def test_every_reason_is_said_in_the_language_of_the_reader(code, words):
    release, reader = make.published(), person("reader")

    with override(code):
        assert obstacles(release, "submit", reader) == words


def test_a_reviewed_text_that_came_back_may_be_sent_by_another():
    ana, luis = make.user("ana", *PUBLISHER), make.user("luis", *PUBLISHER)
    release = take(make.press_release(), "submit", ana)
    release = take(release, "return", luis, reason="Falta la fuente.")
    release = take(release, "submit", luis)

    assert obstacles(release, "publish", ana) == []
    assert obstacles(release, "publish", luis) != []


def test_a_step_writes_down_who_when_and_why():
    ana, luis = make.user("ana", *EDITOR), make.user("luis", *HEAD)
    moment = timezone.now() + dt.timedelta(hours=2)

    release = take(make.press_release(), "submit", ana)
    release = take(release, "return", luis, reason="Falta la fuente.")
    assert (release.submitted_by, release.returned_remark) == (ana, "Falta la fuente.")
    release = take(release, "submit", ana)
    assert release.returned_remark == ""
    release = take(release, "publish_alone", luis, at=moment, reason=" Es urgente. ")
    assert (release.published_by, release.published_at) == (luis, moment)
    assert release.alone_reason == "Es urgente."
    release = take(release, "withdraw", luis, reason="Tenía un error.")
    assert release.withdrawn_reason_es == "Tenía un error."

    history = LogEntry.objects.order_by("pk").values_list(
        "user__username", "change_message"
    )
    assert list(history) == [
        ("ana", "Enviar a revisión"),
        ("luis", "Devolver con una nota: Falta la fuente."),
        ("ana", "Enviar a revisión"),
        ("luis", "Publicar sin segunda lectura: Es urgente."),
        ("luis", "Retirar: Tenía un error."),
    ]


def test_the_history_speaks_the_language_of_the_office():
    with override("en"):
        take(make.press_release(), "submit", person("editor"))

    assert LogEntry.objects.get().change_message == "Enviar a revisión"


def test_a_step_asks_again_about_the_text_as_it_is_now():
    stale = make.in_review()
    PressRelease.objects.filter(pk=stale.pk).update(status=Status.DRAFT)

    with pytest.raises(StepRefused, match="«Borrador»"):
        take(stale, "publish", person("publisher"))


def test_nothing_is_published_behind_a_later_edition():
    head = person("head")
    first = make.published(at=timezone.now() + dt.timedelta(days=1))
    draft = first.next_edition(head)

    with pytest.raises(StepRefused, match="edición posterior"):
        take(draft, "publish_alone", head, reason="Es urgente.")


def test_an_edition_that_has_its_successor_is_not_withdrawn():
    head = person("head")
    first = make.published()
    take(first.next_edition(head), "publish_alone", head, reason="Es urgente.")
    first.refresh_from_db()

    with pytest.raises(StepRefused, match="edición posterior"):
        take(first, "withdraw", head, reason="Tenía un error.")


def test_the_buttons_are_those_of_the_role():
    release = make.in_review()

    def buttons(role):
        return [step.key for step, _reasons in open_steps(release, person(role))]

    assert [buttons(role) for role in ROLES] == [
        [],
        [],
        ["return", "publish"],
        ["return", "publish", "publish_alone"],
    ]


def test_a_button_that_cannot_be_pressed_says_why():
    release = make.in_review(by=person("publisher"))
    release.topics.clear()

    reasons = {step.key: why for step, why in open_steps(release, person("publisher"))}

    assert reasons["return"] == []
    assert reasons["publish"] == [
        "Lo que usted envió a revisión lo publica otra persona.",
        "Elija al menos un tema.",
    ]


def test_moment_more_than_ten_years_ahead_is_refused_whoever_asks():
    release, at = make.in_review(), timezone.now() + dt.timedelta(days=3660)

    with override("es"):
        with pytest.raises(StepRefused) as refused:
            take(release, "publish", person("publisher"), at=at)

        assert refused.value.reasons == ["Este momento queda a más de diez años."]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_wins():
    release = make.in_review()
    ana, luis = make.user("ana", *PUBLISHER), make.user("luis", *PUBLISHER)

    results = together(
        lambda: take(release, "publish", ana), lambda: take(release, "publish", luis)
    )

    assert sorted(type(each).__name__ for each in results) == [
        "PressRelease",
        "StepRefused",
    ]
    release.refresh_from_db()
    assert LogEntry.objects.get().user == release.published_by


@pytest.mark.django_db(transaction=True)
def test_publishing_and_returning_at_once_leaves_one_of_the_two():
    release = make.in_review()
    ana, luis = make.user("ana", *PUBLISHER), make.user("luis", *PUBLISHER)

    results = together(
        lambda: take(release, "publish", ana),
        lambda: take(release, "return", luis, reason="Falta la fuente."),
    )

    release.refresh_from_db()
    won = next(each for each in results if isinstance(each, PressRelease))
    assert (LogEntry.objects.count(), release.status) == (1, won.status)
