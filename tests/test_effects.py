"""What other agreements change of one is right at once, however it is written."""

import datetime as dt

import pytest
from django.db import connection

from iompanama.publishing.acting import acting
from partners.lifecycle import State
from partners.models import Agreement, Change, Relation
from tests import make
from tests.together import together

pytestmark = pytest.mark.django_db

BEFORE, AFTER = dt.date(2026, 6, 30), dt.date(2026, 7, 1)


@pytest.fixture
def agreement():
    return make.agreement(
        signed_on="2024-01-10", in_force_on="2024-02-01", ends_on="2026-06-30"
    )


@pytest.fixture
def addendum():
    return make.agreement(kind="addendum", signed_on="2025-03-01")


@pytest.fixture
def relation(agreement, addendum):
    return make.relation(addendum, "amends", agreement, new_ends_on="2028-06-30")


def states(agreement, day=AFTER):
    """In SQL and in Python, from what the database keeps."""
    listed = Agreement.objects.with_state(day).get(pk=agreement.pk)
    return {State(listed.state), listed.state_on(day)}


def test_an_addendum_counts_as_soon_as_it_is_written(agreement, relation):
    assert states(agreement) == {State.IN_FORCE}


def test_saving_the_agreement_again_keeps_what_amends_it(agreement, relation):
    agreement.save()  # read before the addendum was written

    assert states(agreement) == {State.IN_FORCE}


def test_a_changed_day_of_the_addendum_counts(agreement, relation):
    Agreement.objects.filter(pk=relation.source_id).update(
        in_force_on=dt.date(2026, 7, 2), in_force_on_precision="day"
    )

    assert states(agreement) == {State.EXPIRED}
    assert states(agreement, dt.date(2026, 7, 2)) == {State.IN_FORCE}


@pytest.mark.parametrize(
    "doubt",
    [
        {"confidence": "reported"},
        {"is_signed": False, "signed_on": None, "signed_on_precision": "unknown"},
    ],
)
def test_an_addendum_that_is_in_doubt_counts_no_more(agreement, relation, doubt):
    Agreement.objects.filter(pk=relation.source_id).update(**doubt)

    assert states(agreement) == {State.EXPIRED}


@pytest.mark.parametrize(
    "changes",
    [
        {"new_ends_on": dt.date(2026, 6, 1)},
        {"new_ends_on": None, "new_ends_on_precision": "unknown"},
        {
            "kind": "implements",
            "new_ends_on": None,
            "new_ends_on_precision": "unknown",
        },
    ],
)
def test_a_changed_relation_counts(agreement, relation, changes):
    Relation.objects.filter(pk=relation.pk).update(**changes)

    assert states(agreement) == {State.EXPIRED}


def test_a_relation_moved_to_another_agreement_leaves_the_first(agreement, relation):
    other = make.agreement(signed_on="2024-01-10", ends_on="2026-06-30")
    Relation.objects.filter(pk=relation.pk).update(target=other)

    assert states(agreement) == {State.EXPIRED}
    assert states(other) == {State.IN_FORCE}


def test_a_relation_taken_over_by_another_addendum_counts(agreement, relation):
    late = make.agreement(kind="addendum", signed_on="2026-07-15")
    Relation.objects.filter(pk=relation.pk).update(source=late)

    assert states(agreement) == {State.EXPIRED}


@pytest.mark.parametrize("gone", ["relation", "addendum"])
def test_what_is_deleted_counts_no_more(agreement, addendum, relation, gone):
    {"relation": relation, "addendum": addendum}[gone].delete()

    assert states(agreement) == {State.EXPIRED}


def test_many_relations_written_at_once_count(agreement):
    sources = [
        make.agreement(kind="addendum", signed_on=f"2025-0{month}-01")
        for month in (1, 2)
    ]
    Relation.objects.bulk_create(
        Relation(
            source=source,
            target=agreement,
            kind="amends",
            new_ends_on=dt.date(year, 6, 30),
            new_ends_on_precision="day",
        )
        for source, year in zip(sources, (2026, 2029), strict=True)
    )

    assert states(agreement) == {State.IN_FORCE}


def test_replacing_is_kept_the_same_way(agreement):
    new = make.agreement(signed_on="2026-01-01")
    relation = make.relation(new, "replaces", agreement)
    agreement.save()
    assert states(agreement) == {State.SUPERSEDED}

    relation.delete()
    assert states(agreement) == {State.EXPIRED}


@pytest.mark.django_db(transaction=True)
def test_two_addenda_written_at_once_both_count():
    agreement = make.agreement(signed_on="2024-01-10", ends_on="2026-06-30")
    first, second = (
        make.agreement(kind="addendum", signed_on=day)
        for day in ("2025-03-01", "2025-04-01")
    )

    def amend(addendum, end):
        with acting(None, "Entered later."):
            make.relation(addendum, "amends", agreement, new_ends_on=end)

    together(lambda: amend(first, "2027-06-30"), lambda: amend(second, "2028-06-30"))

    assert agreement.relations_in.count() == 2
    assert states(agreement, dt.date(2025, 3, 31)) == {State.IN_FORCE}
    assert states(agreement, dt.date(2028, 6, 30)) == {State.ENDING_SOON}
    assert states(agreement, dt.date(2028, 7, 1)) == {State.EXPIRED}


def over_on(agreement):
    return str(Agreement.objects.get(pk=agreement.pk).over_on)


def test_from_which_day_it_is_over_follows_all_that_is_written(agreement, addendum):
    """Nobody writes that day; what an amendment moves counts from its own day on."""
    assert over_on(agreement) == "2026-07-01"

    later = make.relation(addendum, "amends", agreement, new_ends_on="2024-12-31")
    assert over_on(agreement) == "2025-03-01"

    later.delete()
    Agreement.objects.filter(pk=agreement.pk).update(
        renewal="automatic", renewal_months=12
    )
    assert over_on(agreement) == "9999-12-31"

    new = make.agreement(signed_on="2026-01-01")
    make.relation(new, "replaces", agreement)
    assert over_on(agreement) == "2026-01-01"

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE partners_agreement SET terminated_on = '2025-05-05' WHERE id = %s",
            [agreement.pk],
        )
    assert over_on(agreement) == "2025-05-05"


def test_the_log_holds_no_day_that_follows_from_others(agreement):
    Agreement.objects.filter(pk=agreement.pk).update(notice_days=30)

    rows = Change.objects.filter(table="partners_agreement")
    assert len(rows) == 2
    assert not any("over_on" in (row.after or {}) for row in rows)
