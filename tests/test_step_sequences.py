"""Whatever people of the office do, in whatever order and at whatever hour: a work has
one live edition at most, none is lost, and no visitor reads what is not out."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase
from hypothesis import settings as how
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from iompanama.publishing.workflow import (
    STEPS,
    StepRefused,
    take,
)
from news.models import PressRelease
from tests import make

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)
NOON = dt.datetime(2026, 3, 2, 17, tzinfo=dt.UTC)
# Two of each role, for what asks for a second person.
PEOPLE = [f"{role} {n}" for role in settings.ROLES for n in (1, 2)]
ANYBODY = st.sampled_from(PEOPLE)
# The two who may take every step.
HEADS = st.sampled_from(["Head of office 1", "Head of office 2"])
BACK = st.sampled_from([0, 0, 0, 1, 2])
AHEAD = st.sampled_from([30, 60, 120, 24 * 60])
MINUTES = st.sampled_from([None, -60, 0, 60])
# What a step writes besides the version, which the database raises at any change.
WRITTEN = ("status", "published_at", "superseded_at", "archived_at", "read_by")
TEXTS = ("title_es", "title_en", "body_es", "body_en")


class Office(RuleBasedStateMachine):
    """A work that begins as a draft, and everybody who may do something with it."""

    people = {}

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.clock = time_machine.travel(NOON, tick=False)
        self.now = self.clock.start()
        draft = make.press_release(**words(1))
        self.work, self.editions = draft.work, [draft]
        self.texts, self.is_out = {}, False

    def attempt(self, key, edition, who, minutes=None):
        before = self.rows()
        at = None if minutes is None else timezone.now() + minutes * MINUTE
        try:
            left = take(edition, key, self.people[who], at=at, reason="Por esto.")
        except StepRefused:
            assert self.rows() == before
            return
        if key == "withdraw":
            self.is_out = False
        if key == "edit":
            self.work.editions.filter(pk=left.pk).update(**words(left.edition))

    def rows(self):
        rows = self.work.editions.without_vectors().order_by("edition")
        return list(rows.values("pk", "version", *WRITTEN))

    # What may happen.

    @rule(minutes=st.sampled_from([1, 30, 61, 24 * 60]))
    def time_passes(self, minutes):
        self.now.shift(minutes * MINUTE)

    @rule(key=st.sampled_from(list(STEPS)), who=ANYBODY, back=BACK, minutes=MINUTES)
    def somebody_tries_a_step(self, key, who, back, minutes):
        edition = self.editions[-1 - back % len(self.editions)]
        self.attempt(key, edition, who, minutes)

    @rule(key=st.sampled_from(["submit", "publish", "publish_alone"]), who=HEADS)
    @precondition(lambda self: self.editions[-1].is_open)
    def the_newest_goes_on(self, key, who):
        self.attempt(key, self.editions[-1], who)

    @rule(who=HEADS, minutes=AHEAD)
    @precondition(lambda self: self.editions[-1].is_open)
    def the_newest_is_to_go_out_later(self, who, minutes):
        self.attempt("publish_alone", self.editions[-1], who, minutes)

    @rule(key=st.sampled_from(["move", "cancel", "withdraw"]), who=HEADS, minutes=AHEAD)
    @precondition(lambda self: any(each.is_waiting for each in self.editions))
    def what_waits_is_changed(self, key, who, minutes):
        waiting = next(each for each in self.editions if each.is_waiting)
        self.attempt(key, waiting, who, minutes)

    @rule(who=HEADS, back=BACK)
    @precondition(lambda self: not self.editions[-1].is_open)
    def the_next_is_begun(self, who, back):
        edition = self.editions[-1 - back % len(self.editions)]
        self.attempt("edit", edition, who)

    # What holds whatever happened.

    @invariant()
    def the_work_is_whole(self):
        self.editions = list(self.work.editions.without_vectors().order_by("edition"))
        self.at_most_one_is_live_at_any_instant()
        self.none_is_lost()
        self.lists_hold_the_live_one_or_none()

    def at_most_one_is_live_at_any_instant(self):
        ends = [(each.published_at, each.superseded_at) for each in self.editions]
        bounds = {moment for pair in ends for moment in pair if moment}
        for at in {timezone.now(), *bounds, *(each - MINUTE / 60 for each in bounds)}:
            assert sum(each.is_live(at) for each in self.editions) <= 1

    def none_is_lost(self):
        """And what went out stays as it was."""
        assert [each.edition for each in self.editions] == [
            *range(1, len(self.editions) + 1)
        ]
        now = {
            each.pk: [getattr(each, name) for name in TEXTS]
            for each in self.editions
            if not each.is_open
        }
        assert self.texts.keys() <= {each.pk for each in self.editions}
        assert {pk: now.get(pk, texts) for pk, texts in self.texts.items()} == (
            self.texts
        )
        self.texts = now

    def lists_hold_the_live_one_or_none(self):
        live = {each for each in self.editions if each.is_live()}
        shown = {each for each in live if not each.is_archived}
        of_work = PressRelease.objects.filter(work=self.work).only("pk")

        assert live or not self.is_out  # without a gap, until it is withdrawn
        self.is_out = bool(live)
        assert set(of_work.readable()) == live
        assert set(of_work.listed()) == shown

    def visitors_read_the_live_one_or_none(self):
        addresses = [f"/es/noticias/{each.slug_es}/" for each in self.editions[-3:]]
        read = "".join(map(page_at, ["/es/noticias/", *addresses]))

        for each in self.editions:
            if each.is_live():
                assert each.body_es in read
            else:
                assert f"{each.title_es}<" not in read
                assert each.body_es not in read

    def teardown(self):
        try:
            self.visitors_read_the_live_one_or_none()
            for hours in (1, 2, 48):  # until nothing waits any more
                self.now.shift(hours * 60 * MINUTE)
                self.the_work_is_whole()
        finally:
            self.clock.stop()
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)


def words(n):
    """Texts and addresses that no other edition has."""
    return {
        "title_es": f"Edición{n}",
        "title_en": f"Edition{n}",
        "slug_es": f"edicion-{n}",
        "slug_en": f"edition-{n}",
        "body_es": f"Texto{n}.",
        "body_en": f"Text{n}.",
        "change_note_es": f"Nota{n}",
        "change_note_en": f"Note{n}",
    }


def page_at(address):
    answer = Client().get(address)
    assert answer.status_code in (200, 301, 404, 410)
    return answer.content.decode()


def test_no_sequence_of_steps_breaks_a_work():
    Office.people = {name: make.staff(name[:-2], name) for name in PEOPLE}
    run_state_machine_as_test(
        Office,
        settings=how(
            max_examples=16,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
