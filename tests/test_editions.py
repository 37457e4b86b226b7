"""A press release is a work with editions; the clock says which one is seen."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from iompanama.publishing.workflow import Status, StepRefused, take
from news.models import PressRelease, Work
from tests import make
from tests.together import together

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
INSTANT = dt.timedelta(microseconds=1)


@pytest.fixture
def head():
    return make.user(
        "jefa",
        "news.publish_pressrelease",
        "news.publish_alone_pressrelease",
    )


def publish(release, head, at=None):
    return take(release, "publish_alone", head, at=at, reason="Nadie más hoy.")


def seen(work, at):
    return list(work.editions.live(at).values_list("edition", flat=True))


def test_a_waiting_text_appears_by_the_clock_alone():
    release = make.scheduled(at=NOON)

    before, after = NOON - INSTANT, NOON

    assert list(PressRelease.objects.live(before)) == []
    assert list(PressRelease.objects.waiting(before)) == [release]
    assert list(PressRelease.objects.live(after)) == [release]
    assert list(PressRelease.objects.waiting(after)) == []
    assert [release.is_live(before), release.is_live(after)] == [False, True]


def test_the_next_edition_takes_over_at_the_same_instant(head):
    first = publish(make.press_release(), head, NOON)
    second = publish(first.next_edition(head), head, NOON + HOUR)

    first.refresh_from_db()

    assert first.superseded_at == second.published_at
    assert seen(first.work, NOON + HOUR - INSTANT) == [1]
    assert seen(first.work, NOON + HOUR) == [2]
    assert first.is_live(NOON + HOUR - INSTANT)
    assert not first.is_live(NOON + HOUR)


def test_visitors_keep_the_live_edition_while_the_next_is_written(head):
    first = make.published()
    draft = first.next_edition(head)

    PressRelease.objects.filter(pk=draft.pk).update(title_es="Otro título")

    assert list(PressRelease.objects.live()) == [first]
    assert (draft.edition, draft.status) == (2, Status.DRAFT)


def test_a_waiting_edition_leaves_the_one_before_until_its_moment(head):
    first = make.published()
    later = timezone.now() + HOUR
    publish(first.next_edition(head), head, later)

    assert seen(first.work, timezone.now()) == [1]
    assert seen(first.work, later) == [2]


def test_the_edition_before_goes_on_when_the_waiting_one_is_withdrawn(head):
    first = make.published()
    moment = timezone.now() + HOUR
    second = publish(first.next_edition(head), head, moment)

    take(second, "withdraw", head, reason="Todavía no.")

    assert seen(first.work, timezone.now()) == [1]
    assert seen(first.work, moment + HOUR) == [1]


def test_withdrawing_one_waiting_edition_of_two_leaves_no_gap(head):
    first = make.published()
    moment = timezone.now() + HOUR
    second = publish(first.next_edition(head), head, moment)
    publish(second.next_edition(head), head, moment + HOUR)

    take(second, "withdraw", head, reason="Todavía no.")

    at = [moment - INSTANT, moment, moment + HOUR - INSTANT, moment + HOUR]
    assert [seen(first.work, each) for each in at] == [[1], [1], [1], [3]]


def test_moving_a_waiting_edition_moves_the_end_of_the_one_before(head):
    first, later = make.published(), timezone.now() + HOUR
    second = publish(first.next_edition(head), head, later)

    for moment in (later + HOUR, later - HOUR / 2):
        take(second, "move", head, at=moment)

        at = [timezone.now(), moment - INSTANT, moment, later + 2 * HOUR]
        assert [seen(first.work, each) for each in at] == [[1], [1], [2], [2]]


def test_moving_the_first_edition_moves_when_each_language_went_out(head):
    later = timezone.now() + HOUR
    release = publish(make.only_in("es", make.press_release), head, later)
    copy = release.next_edition(head)

    take(release, "move", head, at=later + HOUR)

    release.refresh_from_db()
    copy.refresh_from_db()
    assert release.published_at == later + HOUR
    assert [release.first_published_at_es, release.first_published_at_en] == [
        later + HOUR,
        None,
    ]
    assert copy.first_published_at_es == later + HOUR


def test_moving_a_correction_leaves_when_the_text_first_went_out(head):
    first = publish(make.press_release(), head, NOON)
    second = publish(first.next_edition(head), head, timezone.now() + HOUR)

    second = take(second, "move", head, at=timezone.now() + 2 * HOUR)

    assert second.first_published_at_es == NOON


def test_what_waits_is_not_moved_past_another_edition(head):
    first, now = make.published(), timezone.now()
    second = publish(first.next_edition(head), head, now + HOUR)
    third = publish(second.next_edition(head), head, now + 3 * HOUR)
    refused = {
        second: {now + 3 * HOUR: "3", now + 4 * HOUR: "3"},
        third: {now + HOUR: "2", now + HOUR / 2: "2"},
    }

    for edition, moments in refused.items():
        for moment, other in moments.items():
            with override("en"), pytest.raises(StepRefused) as reasons:
                take(edition, "move", head, at=moment)
            assert reasons.value.reasons == [
                f"Edition {other} goes out between the two moments."
            ]
    take(second, "move", head, at=now + 2 * HOUR)
    at = [now + HOUR, now + 2 * HOUR, now + 3 * HOUR]
    assert [seen(first.work, each) for each in at] == [[1], [2], [3]]


def test_what_waits_is_not_moved_into_the_past(head):
    waiting = make.scheduled()

    with override("en"), pytest.raises(StepRefused, match="This moment is over"):
        take(waiting, "move", head, at=timezone.now() - HOUR)


def test_cancelling_gives_the_edition_before_its_time_back(head):
    first, later = publish(make.press_release(), head, NOON), timezone.now() + HOUR
    second = publish(first.next_edition(head), head, later)

    draft = take(second, "cancel", head)

    first.refresh_from_db()
    assert first.superseded_at is None
    assert (draft.status, draft.published_at) == (Status.DRAFT, None)
    assert (draft.published_by, draft.alone_reason) == (None, "")
    assert draft.first_published_at_es == NOON
    assert seen(first.work, later + HOUR) == [1]


def test_a_first_edition_that_was_cancelled_never_went_out(head):
    waiting = publish(make.press_release(), head, timezone.now() + HOUR)

    draft = take(waiting, "cancel", head)

    assert (draft.first_published_at_es, draft.first_published_at_en) == (None, None)
    again = publish(draft, head, NOON)
    assert again.first_published_at_es == NOON


def test_what_another_edition_is_to_follow_is_not_cancelled_first(head):
    now = timezone.now()
    first = publish(make.press_release(), head, now + HOUR)
    second = publish(first.next_edition(head), head, now + 2 * HOUR)

    with override("en"), pytest.raises(StepRefused) as refused:
        take(first, "cancel", head)

    assert refused.value.reasons == [
        "Edition 2 is to follow it: cancel that one first."
    ]
    take(second, "cancel", head)
    assert seen(first.work, now + 3 * HOUR) == [1]


def test_withdrawn_before_its_moment_a_text_never_went_out(head):
    now = timezone.now()
    first = publish(make.press_release(), head, now + HOUR)
    second = publish(first.next_edition(head), head, now + 2 * HOUR)

    withdrawn = take(first, "withdraw", head, reason="Todavía no.")

    second.refresh_from_db()
    assert withdrawn.first_published_at_es is None
    assert second.first_published_at_es == second.published_at
    after = PressRelease.objects.once_public(now + 3 * HOUR)
    assert list(after) == [second]


def test_what_is_archived_stays_so_through_its_next_edition(head):
    first = make.published()
    draft = first.next_edition(head)

    take(first, "archive", head)
    second = publish(draft, head)

    assert list(PressRelease.objects.listed()) == []
    take(second, "unarchive", head)
    with override("es"):
        assert list(PressRelease.objects.listed()) == [second]


def test_any_past_edition_becomes_a_draft_again(head):
    make.user("jefa", "news.change_pressrelease")
    head = type(head).objects.get(pk=head.pk)
    first = make.published(title_es="Primero", at=timezone.now() - HOUR)
    second = publish(first.next_edition(head), head)
    take(second, "withdraw", head, reason="Tenía un error.")

    restored = take(first, "edit", head)

    assert (restored.edition, restored.title_es) == (3, "Primero")
    assert (restored.status, restored.written_by) == (Status.DRAFT, head)


def test_withdrawing_the_live_edition_does_not_bring_back_the_one_before(head):
    first = publish(make.press_release(), head, timezone.now() - HOUR)
    second = publish(first.next_edition(head), head)

    take(second, "withdraw", head, reason="Tenía un error.")

    assert seen(first.work, timezone.now() + HOUR) == []


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (NOON, None),
        (NOON - HOUR, None),
        (NOON + HOUR, NOON + 2 * HOUR),
        (NOON - HOUR, NOON + INSTANT),
    ],
)
def test_the_database_refuses_two_visible_editions(start, end):
    first = make.published(at=NOON)

    with pytest.raises(IntegrityError, match="pressrelease_one_visible_edition"):
        make.published(work=first.work, edition=2, at=start, superseded_at=end)


def test_periods_that_touch_do_not_overlap():
    first = make.published(at=NOON, superseded_at=NOON + HOUR)
    make.published(work=first.work, edition=2, at=NOON + HOUR)
    make.published(at=NOON)  # another work

    assert PressRelease.objects.live(NOON + HOUR).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_editions_published_at_once_are_not_both_visible():
    work, place = Work.objects.create(), make.place()

    def publish_edition(number):
        return make.published(
            work=work, edition=number, dateline_place=place, topics=[]
        )

    results = together(lambda: publish_edition(1), lambda: publish_edition(2))

    refused, made = sorted(type(each).__name__ for each in results)
    # Two that wait for each other at the constraint are one too many: either the rule
    # refuses the later one, or the database ends the wait.
    assert (refused in {"IntegrityError", "OperationalError"}, made) == (
        True,
        "PressRelease",
    )
    assert work.editions.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_steps_at_once_never_leave_two_visible_editions(head):
    """The door alone: a draft is published while what waits before it is moved."""
    now = timezone.now()
    first = make.published()
    second = publish(first.next_edition(head), head, now + HOUR)
    third = second.next_edition(head)

    results = together(
        lambda: publish(third, head, now + 2 * HOUR),
        lambda: take(second, "move", head, at=now + 3 * HOUR),
    )

    assert sorted(type(each).__name__ for each in results) == [
        "PressRelease",
        "StepRefused",
    ]
    at = [now + hours * HOUR for hours in (0, 1, 2, 3, 4)]
    assert all(len(seen(first.work, each)) == 1 for each in at)


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("edition_once", {"edition": 1, "status": Status.PUBLISHED}),
        ("one_open_edition", {"edition": 3}),
        ("one_open_edition", {"edition": 3, "status": Status.REVIEW}),
    ],
)
def test_editions_are_counted_and_one_is_open(rule, values):
    first = make.published(at=NOON, superseded_at=NOON + HOUR)
    make.press_release(work=first.work, edition=2)
    if values.get("status") == Status.PUBLISHED:
        values = {**values, "published_at": NOON + HOUR}

    with pytest.raises(IntegrityError, match=f"pressrelease_{rule}"):
        make.press_release(work=first.work, **values)


def test_a_second_draft_of_a_work_is_refused_in_words(head):
    first = make.published()
    first.next_edition(head)
    another = PressRelease(work=first.work, edition=3)

    with pytest.raises(ValidationError) as refusal, override("es"):
        another.full_clean()

    assert "Este texto ya tiene una edición en trabajo." in str(refusal.value)


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("published_has_moment", {"status": Status.PUBLISHED}),
        (
            "published_has_moment",
            {"status": Status.WITHDRAWN, "withdrawn_at": NOON},
        ),
        ("open_has_no_moment", {"published_at": NOON}),
        ("open_has_no_moment", {"status": Status.REVIEW, "published_at": NOON}),
        (
            "period_forward",
            {
                "status": Status.PUBLISHED,
                "published_at": NOON,
                "superseded_at": NOON,
            },
        ),
        ("period_forward", {"superseded_at": NOON}),
        (
            "withdrawn_has_moment",
            {"status": Status.WITHDRAWN, "published_at": NOON},
        ),
    ],
)
def test_the_moments_of_an_edition_fit_its_status(rule, values):
    with pytest.raises(IntegrityError, match=f"pressrelease_{rule}"):
        make.press_release(**values)


@pytest.mark.parametrize("code", ["es", "en"])
def test_an_address_belongs_to_one_work_for_ever(code):
    first = make.published(**{f"slug_{code}": "firma"})
    make.press_release(work=first.work, edition=2, **{f"slug_{code}": "firma"})

    with pytest.raises(IntegrityError, match=f"slug_{code}_of_one_work"):
        make.press_release(**{f"slug_{code}": "firma"})


def test_the_two_languages_may_have_the_same_address():
    make.press_release(slug_es="unicef", slug_en="unicef")
    make.press_release(slug_es="", slug_en="")
    make.press_release(slug_es="", slug_en="")

    assert PressRelease.objects.count() == 3


def test_the_next_edition_is_a_full_copy(head):
    place, topic, goal = make.place(), make.topic(), make.goal()
    institution, agreement = make.institution(), make.agreement()
    related = make.published()
    first = make.withdrawn(
        kind="news",
        event_days=[dt.date(2024, 4, 30)],
        is_featured=True,
        contact_email="prensa@example.org",
        change_note_es="Se corrigió una cifra.",
        topics=[topic],
        places=[place],
        goals=[goal],
        institutions=[institution],
        related=[related.work],
        archived_at=NOON,
        returned_remark="Falta la fuente.",
        submitted_by=head,
        published_by=head,
    )
    mention = make.mention(first, is_chosen=True, appointment=make.appointment())
    use = make.photo_use(first)
    link = make.agreement_link(first, agreement, role="signing")

    copy = first.next_edition(head)

    own = {
        *("id", "edition", "is_newest", "version"),
        *("status", "written_by_id", "changed_at"),
        *("published_at", "withdrawn_at", "submitted_by_id", "published_by_id"),
        *("returned_remark", "change_note", "change_note_es", "change_note_en"),
        *("withdrawn_reason", "withdrawn_reason_es", "withdrawn_reason_en"),
    }
    assert differing(first, copy) <= own
    assert (copy.edition, copy.status, copy.written_by) == (2, "draft", head)
    assert (copy.change_note_es, copy.published_at, copy.submitted_by) == (
        "",
        None,
        None,
    )
    for name in ("topics", "goals", "places", "institutions", "related"):
        assert set(getattr(copy, name).all()) == set(getattr(first, name).all())
    for row in (mention, use, link):
        copied = type(row).objects.get(release=copy)
        assert differing(row, copied) == {"id", "release_id"}
    assert first.mentions.count() == 1


def differing(one, other):
    one.refresh_from_db()
    other.refresh_from_db()
    return {
        field.attname
        for field in one._meta.concrete_fields
        if getattr(one, field.attname) != getattr(other, field.attname)
    }


def test_the_next_edition_starts_from_the_one_it_is_made_of(head):
    first = make.published(at=NOON, superseded_at=NOON + HOUR, title_es="Primero")
    make.published(work=first.work, edition=2, at=NOON + HOUR, title_es="Segundo")

    restored = first.next_edition(head)

    assert (restored.edition, restored.title_es) == (3, "Primero")


@pytest.mark.django_db(transaction=True)
def test_two_people_who_begin_an_edition_at_once_get_one():
    first, ana, luis = make.published(), make.user("ana"), make.user("luis")

    results = together(
        lambda: first.next_edition(ana), lambda: first.next_edition(luis)
    )

    assert sorted(type(each).__name__ for each in results) == [
        "IntegrityError",
        "PressRelease",
    ]
    assert first.work.editions.count() == 2


def test_a_language_is_there_when_it_is_complete_and_released():
    both = make.published()
    spanish = make.only_in("es", make.published)
    held_back = make.published(released_en=False)
    no_lead = make.published(lead_en="")

    english = PressRelease.objects.live().in_language("en")

    assert list(english) == [both]
    assert both.languages() == ["es", "en"]
    assert [each.languages() for each in (spanish, held_back, no_lead)] == [["es"]] * 3


def test_archived_texts_keep_their_page_and_leave_the_lists():
    archived, other = make.archived(), make.published()

    assert set(PressRelease.objects.readable()) == {archived, other}
    assert list(PressRelease.objects.listed()) == [other]


def test_first_published_is_kept_for_each_language(head):
    first = publish(make.only_in("es", make.press_release), head, NOON)
    draft = first.next_edition(head)
    for name in ("title", "slug", "lead", "body"):
        setattr(draft, f"{name}_en", f"word-{name}")
    draft.save()

    second = publish(draft, head, NOON + HOUR)

    assert second.first_published_at_es == NOON
    assert second.first_published_at_en == NOON + HOUR


def test_newest_editions_are_one_a_work(head):
    first, other = make.published(), make.published()
    draft = first.next_edition(head)

    assert set(PressRelease.objects.newest_editions()) == {draft, other}


def test_what_broke_is_rolled_back_with_the_rest(head):
    release = make.published()
    release.next_edition(head)

    with pytest.raises(IntegrityError), transaction.atomic():
        release.next_edition(head)

    assert release.work.editions.count() == 2
