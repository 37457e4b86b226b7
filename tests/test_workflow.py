"""The steps of a text: who may take which, why not, and that one alone wins."""

import datetime as dt
import json

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone
from django.utils.translation import override

from iompanama.publishing.logged import in_words
from iompanama.publishing.workflow import (
    STEPS,
    Status,
    StepRefused,
    note,
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
HOUR = dt.timedelta(hours=1)
ROLES = {"reader": (), "editor": EDITOR, "publisher": PUBLISHER, "head": HEAD}
PEOPLE = {"editor", "publisher", "head"}
PUBLISHING = {"publisher", "head"}
# Who may take the step, and with a text that stands where (see MAKERS).
ALLOWED = {
    "submit": (PEOPLE, {"draft"}),
    "return": (PUBLISHING, {"review"}),
    "publish": (PUBLISHING, {"review"}),
    "publish_alone": ({"head"}, {"draft", "review"}),
    "read": (PUBLISHING, {"alone"}),
    "move": (PUBLISHING, {"waiting"}),
    "cancel": (PUBLISHING, {"waiting"}),
    "withdraw": (PUBLISHING, {"live", "alone", "waiting", "archived"}),
    "edit": (
        PEOPLE,
        {"live", "alone", "waiting", "archived", "replaced", "withdrawn"},
    ),
    "archive": (PUBLISHING, {"live", "alone", "waiting"}),
    "unarchive": (PUBLISHING, {"archived"}),
}


def alone():
    return make.published(alone_reason="Nadie más hoy.", published_by=make.user("eva"))


def replaced():
    now = timezone.now()
    first = make.published(at=now - 2 * HOUR, superseded_at=now - HOUR)
    make.published(work=first.work, edition=2, at=now - HOUR)
    return first


MAKERS = {
    "draft": make.press_release,
    "review": make.in_review,
    "waiting": make.scheduled,
    "live": make.published,
    "alone": alone,
    "archived": make.archived,
    "replaced": replaced,
    "withdrawn": make.withdrawn,
}


def person(role):
    return make.user(role, *ROLES[role])


def test_the_table_has_exactly_these_steps():
    assert set(STEPS) == set(ALLOWED)


@pytest.mark.parametrize("status", MAKERS)
def test_each_step_asks_for_a_role_and_a_status(status):
    release, people = MAKERS[status](), {role: person(role) for role in ROLES}

    free = {
        (key, role)
        for key in STEPS
        for role, user in people.items()
        if not obstacles(release, key, user)
    }

    assert free == {
        (key, role)
        for key, (roles, statuses) in ALLOWED.items()
        for role in roles
        if status in statuses
    }


@pytest.mark.parametrize("key", STEPS)
def test_a_step_without_an_obstacle_is_taken(key):
    roles, places = ALLOWED[key]
    for place in sorted(places):
        release = MAKERS[place]()
        before = release.status

        taken = take(
            release,
            key,
            person(sorted(roles)[0]),
            at=timezone.now() + 2 * HOUR if STEPS[key].moment else None,
            reason="Así conviene.",
        )

        release.refresh_from_db()
        assert release.status == (STEPS[key].target or before)
        assert LogEntry.objects.filter(object_id=taken.pk).exists()


@pytest.mark.parametrize("place", MAKERS)
def test_a_refused_step_changes_nothing(place):
    release, reader = MAKERS[place](), person("reader")
    before = list(PressRelease.objects.order_by("pk").values())

    for key in STEPS:
        with pytest.raises(StepRefused):
            take(release, key, reader, reason="Porque sí.")

        assert list(PressRelease.objects.order_by("pk").values()) == before
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


# Why a step is not possible: the step, where the text stands, Spanish and English.
REFUSALS = [
    (
        "submit",
        "live",
        "No es posible mientras el texto está en «Publicado».",
        "This is not possible while the text is “Published”.",
    ),
    ("move", "live", "No espera una hora.", "It does not wait for an hour."),
    ("cancel", "live", "No espera una hora.", "It does not wait for an hour."),
    (
        "withdraw",
        "replaced",
        "Una edición posterior ocupó su lugar.",
        "A later edition has taken its place.",
    ),
    (
        "archive",
        "replaced",
        "Una edición posterior ocupó su lugar.",
        "A later edition has taken its place.",
    ),
    ("archive", "archived", "Está archivado.", "It is archived."),
    ("unarchive", "live", "No está archivado.", "It is not archived."),
    (
        "read",
        "live",
        "Otra persona lo leyó antes de que saliera.",
        "A second person read it before it went out.",
    ),
]


@pytest.mark.parametrize(("key", "place", "spanish", "english"), REFUSALS)
def test_every_reason_is_said_in_the_language_of_the_reader(
    key, place, spanish, english
):
    release, head = MAKERS[place](), person("head")

    with override("es"):
        assert obstacles(release, key, head) == [spanish]
    with override("en"):
        assert obstacles(release, key, head) == [english]


def test_who_lacks_the_role_hears_it_with_the_rest():
    release, reader = make.published(), person("reader")

    with override("es"):
        assert obstacles(release, "submit", reader) == [
            "No es posible mientras el texto está en «Publicado».",
            "Su rol no incluye este paso.",
        ]


def test_nobody_reads_afterwards_what_they_published_alone():
    eva, luis = make.user("eva", *HEAD), make.user("luis", *PUBLISHER)
    release = alone()

    with override("en"):
        assert obstacles(release, "read", eva) == [
            "A second person has to read what you published alone."
        ]
    assert take(release, "read", luis).read_by == luis
    with override("en"):
        assert obstacles(PressRelease.objects.get(), "read", luis) == [
            "Somebody has read it."
        ]


def test_a_text_with_an_edition_in_work_says_which():
    first, head = make.published(), person("head")
    first.next_edition(head)

    with override("en"):
        assert obstacles(first, "edit", head) == [
            "Edition 2 of this text is in work already."
        ]


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
        ("ana", "Send to review"),
        ("luis", "Return with a note: Falta la fuente."),
        ("ana", "Send to review"),
        ("luis", "Publish without a second reader: Es urgente."),
        ("luis", "Withdraw: Tenía un error."),
    ]


def test_the_history_speaks_the_language_of_who_reads_it():
    take(make.press_release(), "submit", person("editor"))
    entry = LogEntry.objects.get()

    with override("es"):
        assert in_words(entry) == "Enviar a revisión"
    with override("en"):
        assert in_words(entry) == "Send to review"


@pytest.mark.parametrize("key", STEPS)
def test_every_step_is_told_in_both_languages(key):
    note(person("editor"), make.press_release(), STEPS[key].label, "Por esto.")

    with override("es"):
        said = in_words(LogEntry.objects.get())
        assert said == f"{STEPS[key].label}: Por esto."


def test_changed_fields_are_told_by_their_names():
    fields = ["Title in Spanish", "Internal notes", "No such field"]
    message = json.dumps([{"changed": {"fields": fields}}])

    with override("es"):
        assert in_words(LogEntry(change_message=message)) == (
            "Modificado Título en español, Notas internas y No such field."
        )


def test_words_that_are_no_step_are_told_as_they_are():
    for words in ("", "[", ": ", "Nothing: of the kind"):
        entry = LogEntry(change_message=words)
        assert in_words(entry) == words


def test_a_step_asks_again_about_the_text_as_it_is_now():
    stale = make.in_review()
    PressRelease.objects.filter(pk=stale.pk).update(status=Status.DRAFT)

    with pytest.raises(StepRefused, match="«Borrador»"):
        take(stale, "publish", person("publisher"))


def test_a_step_with_a_text_deleted_meanwhile_is_refused_in_words():
    ana, release = make.user("ana"), make.press_release()
    PressRelease.objects.get(pk=release.pk).delete_with_work()

    with pytest.raises(StepRefused, match="Alguien eliminó este texto"):
        take(release, "submit", ana)


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


# Where readers of a withdrawn text may go.


@pytest.mark.parametrize(
    "address",
    ["", "/es/noticias/", "/en/search/?q=water", "https://www.iom.int/x#y"],
)
def test_a_withdrawn_text_may_lead_elsewhere(address):
    release = take(
        make.published(),
        "withdraw",
        person("head"),
        reason="Era otro.",
        instead=f" {address} ",
    )

    release.refresh_from_db()
    assert (release.status, release.withdrawn_to) == ("withdrawn", address)


@pytest.mark.parametrize(
    "address",
    [
        "http://www.iom.int/",
        "javascript:alert(1)",
        "//evil.example/es/",
        "/es\\evil.example",
        "/es/admin/",
        "/wp-admin",
        "/es/a/b/c/d",
        "noticias",
        "https://",
    ],
)
def test_an_address_that_leads_nowhere_is_refused_in_words(address):
    release = make.published()

    with override("en"), pytest.raises(StepRefused) as refused:
        take(release, "withdraw", person("head"), reason="Sí.", instead=address)

    [reason] = refused.value.reasons
    assert reason.startswith(f"“{address}” is not an address to go to.")
    assert reason.field == "instead"
    assert release.work.newest.status == "published"


# Two at once.


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


@pytest.mark.django_db(transaction=True)
def test_moving_and_cancelling_at_once_leaves_one_of_the_two():
    release = make.scheduled()
    ana, luis = make.user("ana", *PUBLISHER), make.user("luis", *PUBLISHER)
    later = timezone.now() + 2 * HOUR

    results = together(
        lambda: take(release, "move", ana, at=later),
        lambda: take(release, "cancel", luis),
    )

    release.refresh_from_db()
    lost = [each for each in results if isinstance(each, StepRefused)]
    assert len(lost) == 2 - LogEntry.objects.count()
    assert release.status == "draft" or release.published_at == later
