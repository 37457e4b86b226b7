"""The list of press releases: each work in words, and one step for several of them."""

import datetime as dt
import re

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import override

from iompanama.publishing.fingerprints import fingerprint
from iompanama.publishing.workflow import Status, take
from news import standing
from news.models import PressRelease
from news.models.listing import with_out
from tests import make

pytestmark = pytest.mark.django_db
LIST = "/en/admin/news/pressrelease/"


@pytest.fixture
def head(client):
    person = make.staff("Head of office", "marta")
    client.force_login(person)
    return person


def told(release):
    """The whole work, Spanish and English, as the list says it."""
    [newest] = with_out(PressRelease.objects.filter(work=release.work, is_newest=True))
    with override("en"):
        found = [
            standing.of_work(newest),
            standing.in_language(newest, "es"),
            standing.in_language(newest, "en"),
        ]
    return [str(words) for _shape, words in found]


def changed(release, head, **texts):
    draft = take(release, "edit", head)
    PressRelease.objects.filter(pk=draft.pk).update(**texts)
    return draft


# What is said of a work.


@pytest.mark.parametrize(
    ("maker", "words"),
    [
        (make.press_release, ["draft", "ready", "ready"]),
        (lambda: make.only_in("es"), ["draft", "ready", "not begun"]),
        (lambda: make.press_release(body_en=""), ["draft", "ready", "draft"]),
        (
            lambda: make.press_release(released_en=False),
            ["draft", "ready", "held back"],
        ),
        (make.in_review, ["waiting for a second reader"] * 3),
        (make.published, ["live", "live", "live"]),
        (
            lambda: make.published(released_en=False),
            ["live", "live", "held back"],
        ),
        (make.archived, ["archived", "archived", "archived"]),
        (make.withdrawn, ["withdrawn", "withdrawn", "withdrawn"]),
    ],
)
def test_work_of_one_edition_is_told_whole_and_by_language(maker, words):
    release = maker()
    confirmed(release)

    assert told(release) == words


def confirmed(release):
    """Its translation follows what its source says."""
    PressRelease.objects.filter(work=release.work).update(source_language="en")
    if not release.title_en:
        return
    from_source = {
        f"{name}_es": fingerprint(getattr(release, f"{name}_en"))
        for name in ("title", "lead", "body")
    }
    PressRelease.objects.filter(work=release.work).update(confirmed=from_source)


def test_changes_are_told_in_the_language_that_has_them(head):
    live = make.published()
    confirmed(live)
    draft = changed(live, head, title_es="Otro")

    assert told(live) == ["live, changes in draft", "live, changes in draft", "live"]
    take(draft, "submit", make.staff("Editors", "rosa"))
    wait = "live, changes wait for a second reader"
    assert told(live) == [wait, wait, "live"]


def test_hour_of_what_waits_is_told(head):
    at = timezone.localtime() + dt.timedelta(days=2)
    live = make.published()
    confirmed(live)
    draft = changed(live, head, title_es="Otro", is_small_change=True)
    take(draft, "publish_alone", head, at=at, reason="Nadie más hoy.")

    moment = f"{at.day} {at:%B %Y, %H:%M}"
    assert told(live) == [
        f"live, changes scheduled for {moment}",
        f"live, changes scheduled for {moment}",
        "live",
    ]


def test_translation_that_fell_behind_is_told():
    live = make.published()
    confirmed(live)
    PressRelease.objects.filter(pk=live.pk).update(title_en="Changed later")

    assert told(live) == ["live", "live, stale", "live"]


def test_list_shows_the_work_of_which_a_draft_is_the_newest(client, head):
    live = make.published()
    changed(live, head, title_es="Otro")

    page = client.get(LIST).content.decode()

    assert '<span class="cond cond-live">live, changes in draft</span>' in page


@pytest.mark.parametrize("state", ["changes", "draft"])
def test_work_with_changes_is_found_as_such(client, head, state):
    live = make.published()
    draft = changed(live, head)

    rows = client.get(f"{LIST}?state={state}").context["cl"].result_list

    assert rows == [draft]


@pytest.mark.parametrize("state", ["live", "withdrawn", "archived", "scheduled"])
def test_work_with_changes_is_not_found_as_what_it_is_not(client, head, state):
    changed(make.published(), head)

    assert client.get(f"{LIST}?state={state}").context["cl"].result_list == []


@pytest.mark.parametrize("works", [1, 8])
def test_list_costs_the_same_for_any_length(
    client, head, works, django_assert_num_queries
):
    for _each in range(works):
        changed(make.published(), head)
        make.scheduled()
    client.get(LIST)

    with django_assert_num_queries(9):
        client.get(LIST)


# Searching it.


def found(client, words):
    return list(client.get(LIST, {"q": words}).context["cl"].result_list)


def test_list_is_searched_in_the_titles_of_the_newest_editions(client, head):
    live = make.published(title_es="El retén de Metetí", title_en="The post")
    changed(live, head, title_es="La estación de Lajas Blancas")
    other = make.published(title_es="Lajas", title_en="Metetí again")

    assert found(client, "meteti") == [other]
    assert found(client, "ESTACION laj") == [live.work.newest]
    assert found(client, "the post") == [live.work.newest]
    assert found(client, "%") == []


def test_work_is_found_by_what_it_is_called_after_a_draft_was_deleted(client, head):
    live = make.published(title_es="El retén")
    draft = changed(live, head, title_es="La estación")
    PressRelease.objects.get(pk=draft.pk).delete()

    assert found(client, "reten") == [live]
    assert found(client, "estacion") == []


# Several at once.


def act(client, key, releases, **values):
    """Choose a step for several; and confirm it, as the page asks with it."""
    chosen = [str(each.pk) for each in releases]
    data = {"action": key, "_selected_action": chosen}
    page = client.post(LIST, data, follow=True)
    if not values:
        return page
    seen = re.findall(r'name="(_version-\d+)" value="(\d+)"', page.content.decode())
    return client.post(LIST, {**data, **dict(seen), **values}, follow=True)


def words(response):
    return [str(message) for message in response.context["messages"]]


def test_several_are_asked_about_before_anything_is_done(client, head):
    fine, own = make.in_review(), make.in_review(by=head)

    page = act(client, "publish", [fine, own])

    assert page.context["ready"] == 1
    assert "A second person has to publish what you sent to review." in (
        page.content.decode()
    )
    assert set(PressRelease.objects.values_list("status", flat=True)) == {"review"}


def test_what_is_refused_for_one_does_not_stop_the_others(client, head):
    first, own, last = make.in_review(), make.in_review(by=head), make.in_review()

    page = act(client, "publish", [first, own, last], _confirmed="1")

    with override("en"):
        assert sorted(words(page)) == sorted(
            [
                f"“{first}” is published.",
                f"“{own}”: A second person has to publish what you sent to review.",
                f"“{last}” is published.",
            ]
        )
    assert list(PressRelease.objects.live().order_by("pk")) == [first, last]


def test_several_go_out_at_one_hour(client, head):
    at = timezone.localtime() + dt.timedelta(days=1)
    releases = [make.in_review(), make.in_review()]

    act(client, "publish", releases, _confirmed="1", at=f"{at:%Y-%m-%dT%H:%M}")

    assert set(PressRelease.objects.waiting()) == set(releases)


def test_archiving_several_means_what_is_live_of_each(client, head):
    live = make.published()
    draft = changed(live, head)

    act(client, "archive", [draft], _confirmed="1")

    live.refresh_from_db()
    assert live.is_archived


def test_text_that_changed_since_it_was_asked_about_is_left_as_it_is(client, head):
    seen, changed = make.in_review(), make.in_review(title_en="Changed")
    data = {"action": "publish", "_selected_action": [seen.pk, changed.pk]}
    as_seen = PressRelease.objects.values_list("pk", "version")
    versions = {f"_version-{pk}": version for pk, version in as_seen}
    PressRelease.objects.filter(pk=changed.pk).update(lead_en="Another lead.")

    page = client.post(LIST, {**data, **versions, "_confirmed": "1"}, follow=True)

    assert words(page)[0] == "“Changed”: It changed while you looked at it."
    assert list(PressRelease.objects.live()) == [seen]


def test_reason_is_asked_of_several_too(client, head):
    release = make.in_review()

    act(client, "return", [release], _confirmed="1", reason=" ")
    release.refresh_from_db()
    assert release.status == Status.REVIEW

    act(client, "return", [release], _confirmed="1", reason="Falta la fuente.")
    release.refresh_from_db()
    assert (release.status, release.returned_remark) == ("draft", "Falta la fuente.")


def test_steps_for_several_are_those_of_the_role(client):
    client.force_login(make.staff("Editors", "rosa"))
    release = make.in_review()

    offered = dict(client.get(LIST).context["action_form"].fields["action"].choices)
    act(client, "publish", [release], _confirmed="1")

    assert set(offered) - {""} == {"submit", "edit"}
    release.refresh_from_db()
    assert release.status == Status.REVIEW


# From the command line.


def command(*words, **values):
    with override("en"):
        return call_command("take_step", *words, **values)


def test_command_takes_a_step_and_says_so(capsys, head):
    release = make.published(slug_es="vieja")
    changed(release, head, slug_es="nueva")

    command("archive", slug="nueva", user="marta")

    assert f"“{release.title_en}” is archived" in capsys.readouterr().out
    release.refresh_from_db()
    assert release.is_archived


def test_command_sets_an_hour_of_panama(head):
    release = make.in_review(slug_en="at-an-hour")
    at = timezone.localtime() + dt.timedelta(days=1)

    command("publish", slug="at-an-hour", user="marta", at=f"{at:%Y-%m-%d %H:%M}")

    release.refresh_from_db()
    assert release.published_at == at.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    ("step", "values", "said"),
    [
        ("submit", {}, "This is not possible while the text is “Published”."),
        ("withdraw", {}, "Reason: This field is required."),
        ("archive", {"user": "nobody"}, "Nobody signs in as “nobody”."),
        ("archive", {"slug": "no-such"}, "Texts with this address: 0."),
        ("archive", {"edition": 7}, "It has no edition 7."),
        ("move", {"at": "2020-01-01 10:00"}, "Visible from: This moment is over"),
    ],
)
def test_command_that_cannot_says_why_and_fails(head, step, values, said):
    make.published(slug_es="firma")

    with pytest.raises(CommandError) as error:
        command(step, **{"slug": "firma", "user": "marta", **values})

    assert said in str(error.value)
    assert error.value.returncode == 1
