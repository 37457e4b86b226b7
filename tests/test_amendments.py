"""What an amendment changes, on every day around the one it takes effect."""

import datetime as dt
import json
from random import Random

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import RestrictedError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partners.lifecycle import State, takes_effect_on
from partners.models import Agreement, Party, Relation
from partners.terms import Amendment, Terms
from tests import make

pytestmark = pytest.mark.django_db

TO_MID_2026 = {
    "signed_on": "2024-01-10",
    "in_force_on": "2024-02-01",
    "ends_on": "2026-06-30",
    "renewal": "none",
    "notice_days": 60,
}
YEARLY = {**TO_MID_2026, "renewal": "automatic", "renewal_months": 12}
# The term after the first begins on 29 February and ends on the 28th.
LEAP = {
    "signed_on": "2023-02-28",
    "ends_on": "2024-02-28",
    "renewal": "automatic",
    "renewal_months": 12,
    "notice_days": 30,
}
# Terms that begin on 31 January, each ending on the last day but one of its month.
MONTH_END = {
    "signed_on": "2024-01-01",
    "ends_on": "2024-01-30",
    "renewal": "automatic",
    "renewal_months": 1,
    "notice_days": 10,
}


def day(text):
    return dt.date.fromisoformat(text) if text else None


def amend(target, on, **changes):
    """An addendum signed and in force on a day, and what it changes of the target."""
    addendum = make.agreement(kind="addendum", signed_on=on)
    return make.relation(addendum, "amends", target, **changes)


def both(agreement, on):
    """State, end and last day for notice in SQL; the same in Python."""
    row = Agreement.objects.with_state(on).get(pk=agreement.pk)
    terms = row.terms_on(on)
    in_sql = (State(row.state), row.term_ends_on, row.notice_by)
    return {in_sql, (row.state_on(on), terms.ends_on, terms.notice_by)}


CASES = {
    "from now on it renews by itself": (
        TO_MID_2026,
        [("2026-03-01", {"new_renewal": "automatic", "new_renewal_months": 24})],
        {
            "2026-02-28": ("ending_soon", "2026-06-30", "2026-05-01"),
            "2026-06-30": ("ending_soon", "2026-06-30", "2026-05-01"),
            "2026-07-01": ("in_force", "2028-06-30", "2028-05-01"),
        },
    ),
    "no renewal any more: the term that runs is finished": (
        YEARLY,
        [("2027-10-01", {"new_renewal": "none"})],
        {
            "2027-09-30": ("in_force", "2028-06-30", "2028-05-01"),
            "2027-10-01": ("in_force", "2028-06-30", "2028-05-01"),
            "2028-06-30": ("ending_soon", "2028-06-30", "2028-05-01"),
            "2028-07-01": ("expired", "2028-06-30", "2028-05-01"),
        },
    ),
    "no renewal any more, from the first day of a new term": (
        YEARLY,
        [("2027-07-01", {"new_renewal": "by_agreement"})],
        {
            "2027-06-30": ("ending_soon", "2027-06-30", "2027-05-01"),
            "2027-07-01": ("in_force", "2028-06-30", "2028-05-01"),
            "2028-07-01": ("expired", "2028-06-30", "2028-05-01"),
        },
    ),
    "longer terms, counted from the end of the one that runs": (
        YEARLY,
        [("2027-10-01", {"new_renewal": "automatic", "new_renewal_months": 36})],
        {
            "2028-06-30": ("ending_soon", "2028-06-30", "2028-05-01"),
            "2028-07-01": ("in_force", "2031-06-30", "2031-05-01"),
        },
    ),
    "another notice": (
        YEARLY,
        [("2026-03-01", {"new_notice_days": 90})],
        {
            "2026-02-28": ("ending_soon", "2026-06-30", "2026-05-01"),
            "2026-03-01": ("ending_soon", "2026-06-30", "2026-04-01"),
            "2026-07-01": ("in_force", "2027-06-30", "2027-04-01"),
        },
    ),
    "notice of no days is up to the last day": (
        TO_MID_2026,
        [("2026-03-01", {"new_notice_days": 0})],
        {"2026-03-01": ("ending_soon", "2026-06-30", "2026-06-30")},
    ),
    "a new end and a new renewal at once": (
        TO_MID_2026,
        [
            (
                "2026-07-02",
                {
                    "new_ends_on": "2027-01-30",
                    "new_renewal": "automatic",
                    "new_renewal_months": 1,
                },
            )
        ],
        {
            "2026-07-01": ("expired", "2026-06-30", "2026-05-01"),
            "2026-07-02": ("in_force", "2027-01-30", "2026-12-01"),
            "2027-01-31": ("ending_soon", "2027-02-27", "2026-12-29"),
            "2027-02-28": ("ending_soon", "2027-03-30", "2027-01-29"),
        },
    ),
    "no end any more": (
        TO_MID_2026,
        [("2026-03-01", {"removes_end": True})],
        {
            "2026-02-28": ("ending_soon", "2026-06-30", "2026-05-01"),
            "2026-03-01": ("in_force", None, None),
            "2199-12-31": ("in_force", None, None),
        },
    ),
    "no end, and an end after all": (
        TO_MID_2026,
        [
            ("2026-03-01", {"removes_end": True}),
            ("2027-03-01", {"new_ends_on": "2027-08-31"}),
        ],
        {
            "2027-02-28": ("in_force", None, None),
            "2027-03-01": ("in_force", "2027-08-31", "2027-07-02"),
            "2027-09-01": ("expired", "2027-08-31", "2027-07-02"),
        },
    ),
    "each of several counts from its day, whichever was entered first": (
        YEARLY,
        [
            ("2027-01-01", {"new_notice_days": 10}),
            ("2025-01-01", {"new_notice_days": 20, "new_ends_on": "2026-12-31"}),
            ("2026-01-01", {"new_renewal": "automatic", "new_renewal_months": 6}),
        ],
        {
            "2024-12-31": ("in_force", "2026-06-30", "2026-05-01"),
            "2025-01-01": ("in_force", "2026-12-31", "2026-12-11"),
            "2026-12-31": ("ending_soon", "2026-12-31", "2026-12-11"),
            "2027-01-01": ("ending_soon", "2027-06-30", "2027-06-20"),
        },
    ),
    "renewing from 29 February": (
        LEAP,
        [("2025-03-01", {"new_renewal": "automatic", "new_renewal_months": 24})],
        {
            "2024-02-28": ("ending_soon", "2024-02-28", "2024-01-29"),
            "2024-02-29": ("in_force", "2025-02-27", "2025-01-28"),
            "2025-02-27": ("ending_soon", "2025-02-27", "2025-01-28"),
            "2025-02-28": ("in_force", "2026-02-27", "2026-01-28"),
            # The term that runs on 1 March 2025 is finished: then two years each.
            "2025-03-01": ("in_force", "2026-02-27", "2026-01-28"),
            "2026-02-28": ("in_force", "2028-02-27", "2028-01-28"),
        },
    ),
    "renewing from 31 January": (
        MONTH_END,
        [("2024-03-31", {"new_renewal": "none"})],
        {
            "2024-01-30": ("ending_soon", "2024-01-30", "2024-01-20"),
            "2024-01-31": ("ending_soon", "2024-02-28", "2024-02-18"),
            "2024-02-29": ("ending_soon", "2024-03-30", "2024-03-20"),
            "2024-03-31": ("ending_soon", "2024-04-29", "2024-04-19"),
            "2024-04-30": ("expired", "2024-04-29", "2024-04-19"),
        },
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_terms_follow_the_amendments_in_effect(case):
    values, amendments, expected = CASES[case]
    agreement = make.agreement(**values)
    for on, changes in amendments:
        amend(agreement, on, **changes)

    found = {on: both(agreement, day(on)) for on in expected}

    assert found == {
        on: {(State(state), day(end), day(notice))}
        for on, (state, end, notice) in expected.items()
    }


def test_an_amendment_not_in_force_changes_nothing_yet():
    agreement = make.agreement(**TO_MID_2026)
    addendum = make.agreement(
        kind="addendum", signed_on="2026-03-01", in_force_on="2026-05-01"
    )
    make.relation(addendum, "amends", agreement, new_notice_days=5)

    assert both(agreement, day("2026-04-30")) == {
        (State.ENDING_SOON, day("2026-06-30"), day("2026-05-01"))
    }
    assert both(agreement, day("2026-05-01")) == {
        (State.ENDING_SOON, day("2026-06-30"), day("2026-06-25"))
    }


@pytest.mark.parametrize(
    "doubt",
    [{"is_signed": False}, {"signed_on": "2025-01-01", "confidence": "reported"}],
)
def test_an_amendment_unsigned_or_in_doubt_changes_nothing(doubt):
    agreement = make.agreement(**TO_MID_2026)
    addendum = make.agreement(kind="addendum", **doubt)
    make.relation(addendum, "amends", agreement, removes_end=True)

    assert both(agreement, day("2026-07-01")) == {
        (State.EXPIRED, day("2026-06-30"), day("2026-05-01"))
    }


def test_an_amendment_of_an_amendment_counts_for_what_both_amend():
    agreement = make.agreement(**TO_MID_2026)
    first = amend(agreement, "2026-01-01", new_ends_on="2027-06-30")
    second = amend(first.source, "2026-04-01", new_ends_on="2028-06-30")

    assert both(agreement, day("2026-03-31")) == {
        (State.IN_FORCE, day("2027-06-30"), day("2027-05-01"))
    }
    assert both(agreement, day("2026-04-01")) == {
        (State.IN_FORCE, day("2028-06-30"), day("2028-05-01"))
    }

    # It waits for the one that it amends, and goes when that one is in doubt.
    Agreement.objects.filter(pk=first.source_id).update(
        in_force_on=day("2026-05-01"), in_force_on_precision="day"
    )
    assert both(agreement, day("2026-04-30")) == {
        (State.ENDING_SOON, day("2026-06-30"), day("2026-05-01"))
    }
    assert both(agreement, day("2026-05-01")) == {
        (State.IN_FORCE, day("2028-06-30"), day("2028-05-01"))
    }
    Agreement.objects.filter(pk=first.source_id).update(
        in_force_on=None, in_force_on_precision="unknown", confidence="reported"
    )
    assert both(agreement, day("2026-05-01")) == {
        (State.ENDING_SOON, day("2026-06-30"), day("2026-05-01"))
    }
    assert second.source.pk


# The twins on anything.

DAYS = [dt.date(2019, 1, 1) + dt.timedelta(days=n) for n in range(4000)]
AREAS = ["Data", "Training", "Borders", "Health"]


def any_areas(chance):
    return chance.sample(AREAS, chance.randrange(4))


def changes(chance):
    """What an amendment changes, as the database keeps it."""
    months = chance.randint(1, 30)
    parts = [
        *[{"renewal": each} for each in ("by_agreement", "none")],
        {"renewal": "automatic", "renewal_months": months},
        {"ends_on": chance.choice(DAYS).isoformat(), "ends_on_precision": "day"},
        {"is_open_ended": True},
        {"notice_days": chance.randint(0, 400)},
        {"areas": {"es": {"added": any_areas(chance)}}},
        {"areas": {"es": {name: any_areas(chance) for name in ("added", "removed")}}},
    ]
    found = {"on": chance.choice(DAYS).isoformat()}
    for part in chance.sample(parts, 3):
        found |= part
    if "ends_on" in found:
        found.pop("is_open_ended", None)
    return found


def terms(chance):
    renewal = chance.choice(["automatic", "none", "unknown"])
    months = chance.randint(1, 30) if renewal == "automatic" else None
    end = chance.choice([None, *DAYS[::7]])
    notice = chance.choice([None, 0, chance.randint(1, 400)])
    return Terms(end, "day" if end else "unknown", False, renewal, months, notice)


def many(seed):
    """Terms of an agreement, its amendments, its areas and a day; 200 times."""
    chance = Random(seed)
    return [
        (
            terms(chance),
            [changes(chance) for _ in range(chance.randrange(5))],
            any_areas(chance),
            chance.choice(DAYS),
        )
        for _ in range(200)
    ]


anything = st.builds(many, st.integers(0, 2**32))
twins = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))


def in_order(amendments):
    return sorted(amendments, key=lambda each: each["on"])


@twins
@given(anything)
def test_amended_terms_are_the_same_in_sql(records):
    rows = [
        (json.dumps(in_order(amendments)), on, own.ends_on, own.renewal)
        + (own.renewal_months, own.notice_days)
        for own, amendments, _areas, on in records
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.* FROM unnest(%s::jsonb[], %s::date[], %s::date[], %s::text[],"
            " %s::integer[], %s::integer[]) WITH ORDINALITY AS given(a, b, c, d, e, f,"
            " place), public.terms_on(a, b, c, d, e, f) AS t ORDER BY place",
            [list(column) for column in zip(*rows, strict=True)],
        )
        in_sql = cursor.fetchall()

    assert in_sql == [in_python(*record) for record in records]


def in_python(own, amendments, _areas, on):
    for amendment in map(Amendment.kept, in_order(amendments)):
        if amendment.on <= on:
            own = own.after(amendment)
    own = own.running(on)
    return own.ends_on, own.renewal, own.renewal_months, own.notice_days


@twins
@given(anything)
def test_amended_areas_are_the_same_in_sql(records):
    agreements = [
        Agreement(areas_es=areas, amendments=in_order(amendments))
        for _own, amendments, areas, _on in records
    ]
    with connection.cursor() as cursor:
        in_sql = [
            cursor.execute(
                "SELECT public.areas_on(%s, %s, 'es', %s::text[])",
                [json.dumps(agreement.amendments), on, agreement.areas_es],
            ).fetchone()[0]
            for agreement, (*_others, on) in zip(agreements, records, strict=True)
        ]

    assert in_sql == [
        agreement.areas_on(on, "es")
        for agreement, (*_others, on) in zip(agreements, records, strict=True)
    ]


SPAN = [day("2025-01-01") + dt.timedelta(days=100 * n) for n in range(6)]


def any_addendum(chance, n):
    on = chance.choice([None, *SPAN])
    signed = chance.choice([None, *SPAN])
    return Agreement(
        key=f"a-{n}",
        kind="addendum",
        title_es="Adenda",
        is_signed=bool(on or signed) or chance.random() < 0.5,
        confidence=chance.choice(["confirmed", "confirmed", "reported"]),
        signed_on=signed,
        signed_on_precision="day" if signed else "unknown",
        in_force_on=on,
        in_force_on_precision="day" if on else "unknown",
    )


def any_change(chance):
    end = chance.choice([None, *SPAN])
    return {
        "new_ends_on": end,
        "new_ends_on_precision": "day" if end else "unknown",
        "new_notice_days": chance.choice([None, 0, 30]),
        "new_renewal": chance.choice(["", "none"]),
        "areas_added_es": chance.choice([[], ["Data"]]),
    }


def expected_of(target):
    """What the relations say, followed one by one: (day, key of the relation)."""
    found = {}
    edge = [(each, 1, dt.date.min) for each in amending(target)]
    while edge:
        relation, depth, after = edge.pop()
        own = takes_effect_on(relation.source)
        if own is None:
            continue
        place = (max(own, after), depth)
        found[relation] = min(found.get(relation, place), place)
        edge += [(each, depth + 1, place[0]) for each in amending(relation.source)]
    placed = sorted((*place, relation.pk) for relation, place in found.items())
    says_something = {
        relation.pk
        for relation in found
        if relation.new_ends_on
        or relation.new_notice_days is not None
        or relation.new_renewal
        or relation.areas_added_es
    }
    return [(on, key) for on, _depth, key in placed if key in says_something]


def amending(target):
    return target.relations_in.filter(kind="amends").select_related("source")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_kept_is_what_the_relations_say_however_they_were_written(seed):
    chance = Random(seed)
    rows = Agreement.objects.bulk_create(any_addendum(chance, n) for n in range(12))
    pairs = {tuple(sorted(chance.sample(range(12), 2))) for _ in range(16)}
    ties = Relation.objects.bulk_create(
        Relation(source=rows[b], target=rows[a], kind="amends", **any_change(chance))
        for a, b in sorted(pairs)
    )
    chance.choice(ties).delete()
    Relation.objects.filter(pk=chance.choice(ties).pk).update(**any_change(chance))
    Agreement.objects.filter(pk=chance.choice(rows).pk).update(
        is_signed=True, signed_on=SPAN[2], signed_on_precision="day"
    )
    for row in rows:
        row.save()  # read before anything was tied to it

    for row in Agreement.objects.all():
        kept = [(each.on, each.by) for each in row.facts.amendments]
        assert kept == expected_of(row)


def test_a_new_record_has_no_effects_of_another():
    amended = make.agreement(**TO_MID_2026)
    amend(amended, "2026-01-01", new_notice_days=5)
    amended.refresh_from_db()

    copy = make.agreement(
        replaced_since=day("2020-01-01"), amendments=amended.amendments
    )

    copy.refresh_from_db()
    assert (copy.replaced_since, copy.amendments) == (None, None)
    assert len(amended.facts.amendments) == 1


# Parties.


def names_on(agreement, on):
    """Who is bound on the day, in SQL; the same in Python."""
    parties = agreement.parties.all()
    found = [each.name_es for each in parties.bound_on(day(on))]
    assert found == [each.name_es for each in parties if each.is_bound_on(day(on))]
    return found


def test_parties_join_and_leave_on_the_day_of_the_amendment():
    agreement = make.agreement(**TO_MID_2026)
    change = amend(agreement, "2025-03-01")
    make.party(agreement, name_es="Uno")
    make.party(agreement, name_es="Dos", left_by=change)
    make.party(agreement, name_es="Tres", joined_by=change)

    assert names_on(agreement, "2025-02-28") == ["Uno", "Dos"]
    assert names_on(agreement, "2025-03-01") == ["Uno", "Tres"]

    Agreement.objects.filter(pk=change.source_id).update(
        in_force_on=day("2025-05-01"), in_force_on_precision="day"
    )
    assert names_on(agreement, "2025-04-30") == ["Uno", "Dos"]
    assert names_on(agreement, "2025-05-01") == ["Uno", "Tres"]

    Agreement.objects.filter(pk=change.source_id).update(
        confidence="reported", in_force_on=None, in_force_on_precision="unknown"
    )
    assert names_on(agreement, "2199-12-31") == ["Uno", "Dos"]


def test_a_party_saved_again_keeps_its_days():
    agreement = make.agreement(**TO_MID_2026)
    change = amend(agreement, "2025-03-01")
    party = make.party(agreement, name_es="Uno", joined_by=change)

    party.joined_on = day("2020-01-01")
    party.save()

    assert names_on(agreement, "2025-02-28") == []


def test_an_institution_that_left_may_come_back_in_the_same_role():
    agreement, institution = make.agreement(**TO_MID_2026), make.institution()
    left = amend(agreement, "2025-03-01")
    back = amend(agreement, "2026-03-01")
    make.party(agreement, institution=institution, left_by=left)
    make.party(agreement, institution=institution, joined_by=back)

    with pytest.raises(IntegrityError, match="party_once_in_a_role"):
        make.party(agreement, institution=institution)


def test_a_party_joins_by_an_amendment_of_its_own_agreement_alone():
    agreement = make.agreement(**TO_MID_2026)
    elsewhere = amend(make.agreement(), "2025-03-01")
    no_amendment = make.relation(make.agreement(), "implements", agreement)

    for relation in (elsewhere, no_amendment):
        party = Party(agreement=agreement, name_es="Uno", joined_by=relation)
        with pytest.raises(ValidationError, match="Elija una de las modificaciones"):
            party.full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            party.save()


def test_an_amendment_that_moved_a_party_stays_one():
    agreement = make.agreement(**TO_MID_2026)
    change = amend(agreement, "2025-03-01")
    make.party(agreement, name_es="Uno", joined_by=change)

    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.filter(pk=change.pk).update(kind="implements")
    with pytest.raises(RestrictedError):
        change.source.delete()
    with pytest.raises(RestrictedError):
        change.delete()

    agreement.delete()
    assert not Relation.objects.exists()


def test_one_amendment_does_not_bring_a_party_in_and_take_it_out():
    agreement = make.agreement(**TO_MID_2026)
    change = amend(agreement, "2025-03-01")

    with pytest.raises(IntegrityError, match="party_joins_before_it_leaves"):
        make.party(agreement, name_es="Uno", joined_by=change, left_by=change)


# What no relation says.


@pytest.mark.parametrize(
    ("kind", "changes", "sentence"),
    [
        ("implements", {"new_notice_days": 30}, "Solo lo que modifica"),
        ("implements", {"areas_added_es": ["Datos"]}, "Solo lo que modifica"),
        ("replaces", {"removes_end": True}, "Solo lo que modifica"),
        (
            "amends",
            {
                "removes_end": True,
                "new_ends_on": day("2026-01-01"),
                "new_ends_on_precision": "day",
            },
            "mueve el fin o lo quita",
        ),
        ("amends", {"new_renewal": "automatic"}, "cuántos meses"),
        ("amends", {"new_renewal_months": 12}, "la renovación que tiene esa duración"),
        (
            "amends",
            {"new_renewal": "none", "new_renewal_months": 12},
            "la renovación que tiene esa duración",
        ),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(kind, changes, sentence):
    relation = Relation(
        source=make.agreement(), kind=kind, target=make.agreement(), **changes
    )

    with pytest.raises(ValidationError, match=sentence):
        relation.full_clean()
    with pytest.raises(IntegrityError):
        relation.save()


# Areas.


def test_areas_are_those_of_the_day_in_each_language():
    agreement = make.agreement(areas_es=["Datos", "Salud"], areas_en=["Data"])
    amend(
        agreement,
        "2026-01-01",
        areas_added_es=["Formación"],
        areas_added_en=["Training"],
        areas_removed_es=["Datos"],
        areas_removed_en=["Data"],
    )
    amend(agreement, "2027-01-01", areas_added_es=["Datos"], areas_added_en=["Data"])

    def found(on):
        row = Agreement.objects.with_areas(day(on)).get(pk=agreement.pk)
        in_python = {code: row.areas_on(day(on), code) for code in ("es", "en")}
        assert in_python == {"es": row.areas_then_es, "en": row.areas_then_en}
        return in_python

    assert found("2025-12-31") == {"es": ["Datos", "Salud"], "en": ["Data"]}
    assert found("2026-01-01") == {"es": ["Salud", "Formación"], "en": ["Training"]}
    assert found("2027-01-01") == {
        "es": ["Salud", "Formación", "Datos"],
        "en": ["Training", "Data"],
    }
