"""The state of an agreement on a day: in Python, in SQL, over every boundary."""

import datetime as dt
from random import Random

import pytest

from partners.lifecycle import State
from partners.models import Agreement, Relation
from tests import make

pytestmark = pytest.mark.django_db

SIGNED = {"signed_on": "2024-01-10"}
IN_FORCE = {**SIGNED, "in_force_on": "2024-02-01"}
TO_MID_2026 = {**IN_FORCE, "ends_on": "2026-06-30"}
# Its first term ends on a leap day: the next ones end on the last day of February.
LEAP = {
    "signed_on": "2023-03-01",
    "in_force_on": "2023-03-01",
    "ends_on": "2024-02-29",
    "renewal": "automatic",
    "renewal_months": 12,
}


def amended(values, *addenda):
    """An agreement and what amends it: (facts of the addendum, new last day)."""
    agreement = make.agreement(**values)
    for addendum, new_end in addenda:
        source = make.agreement(kind="addendum", **addendum)
        make.relation(source, "amends", agreement, new_ends_on=new_end)
    return agreement


def replaced(values, *replacements):
    agreement = make.agreement(**values)
    for facts in replacements:
        make.relation(make.agreement(**facts), "replaces", agreement)
    return agreement


CASES = {
    "a text nobody has signed": (
        lambda: make.agreement(is_signed=False),
        {"2024-01-01": "negotiation"},
    ),
    "signed, and doubtless in force since": (
        lambda: make.agreement(**SIGNED),
        {"2024-01-09": "negotiation", "2024-01-10": "in_force"},
    ),
    "signed, but only a source says so": (
        lambda: make.agreement(**SIGNED, confidence="reported"),
        {"2024-01-09": "negotiation", "2024-01-10": "unknown"},
    ),
    "signed on a day nobody knows": (
        lambda: make.agreement(is_signed=True),
        {"2024-01-01": "unknown"},
    ),
    "signed in a month": (
        lambda: make.agreement(signed_on="2021-07-01", signed_on_precision="month"),
        {"2021-06-30": "negotiation", "2021-07-01": "in_force"},
    ),
    "reported, with its entry into force on record": (
        lambda: make.agreement(**IN_FORCE, confidence="reported"),
        {"2024-01-31": "signed", "2024-02-01": "in_force"},
    ),
    "signed before it is in force": (
        lambda: make.agreement(**IN_FORCE),
        {"2024-01-10": "signed", "2024-01-31": "signed", "2024-02-01": "in_force"},
    ),
    "with a last day": (
        lambda: make.agreement(**TO_MID_2026),
        {
            "2025-12-31": "in_force",  # 181 days to go
            "2026-01-01": "ending_soon",  # 180
            "2026-06-30": "ending_soon",
            "2026-07-01": "expired",
        },
    ),
    "over, though nobody knows when it began": (
        lambda: make.agreement(is_signed=True, ends_on="2026-06-30"),
        {"2026-06-30": "unknown", "2026-07-01": "expired"},
    ),
    "ended early": (
        lambda: make.agreement(**TO_MID_2026, terminated_on="2025-03-15"),
        {
            "2025-03-14": "in_force",
            "2025-03-15": "terminated",
            "2027-01-01": "terminated",
        },
    ),
    "renewing by itself from a leap day": (
        lambda: make.agreement(**LEAP),
        {
            "2024-02-29": "ending_soon",
            "2024-03-01": "in_force",
            "2024-08-31": "in_force",
            "2024-09-01": "ending_soon",  # 180 days to 28 February 2025
            "2025-02-28": "ending_soon",
            "2025-03-01": "in_force",
            "2028-02-29": "ending_soon",
            "2028-03-01": "in_force",
        },
    ),
    "renewing only if both agree": (
        lambda: make.agreement(**{**LEAP, "renewal": "by_agreement"}),
        {"2024-02-29": "ending_soon", "2024-03-01": "expired"},
    ),
    "renewing by itself until it ended early": (
        lambda: make.agreement(**LEAP, terminated_on="2027-05-05"),
        {"2027-05-04": "in_force", "2027-05-05": "terminated"},
    ),
    "moved on by an addendum just in time": (
        lambda: amended(
            TO_MID_2026,
            ({"signed_on": "2026-05-01", "in_force_on": "2026-07-01"}, "2028-06-30"),
        ),
        {
            "2026-06-30": "ending_soon",
            "2026-07-01": "in_force",
            "2028-06-30": "ending_soon",
            "2028-07-01": "expired",
        },
    ),
    "moved on by an addendum a day late": (
        lambda: amended(
            TO_MID_2026,
            ({"signed_on": "2026-05-01", "in_force_on": "2026-07-02"}, "2028-06-30"),
        ),
        {"2026-07-01": "expired", "2026-07-02": "in_force"},
    ),
    "shortened by an addendum": (
        lambda: amended(TO_MID_2026, ({"signed_on": "2025-01-15"}, "2025-02-28")),
        {
            "2025-01-14": "in_force",
            "2025-01-15": "ending_soon",
            "2025-03-01": "expired",
        },
    ),
    "with an addendum nobody has signed": (
        lambda: amended(TO_MID_2026, ({"is_signed": False}, "2028-06-30")),
        {"2026-07-01": "expired"},
    ),
    "with an addendum only a source speaks of": (
        lambda: amended(
            TO_MID_2026,
            ({"signed_on": "2026-05-01", "confidence": "reported"}, "2028-06-30"),
        ),
        {"2026-07-01": "expired"},
    ),
    "moved twice: the addendum that takes effect last decides": (
        lambda: amended(
            TO_MID_2026,
            ({"signed_on": "2025-09-01"}, "2027-06-30"),
            ({"signed_on": "2025-03-01"}, "2029-06-30"),
        ),
        {
            "2025-08-31": "in_force",
            "2027-06-30": "ending_soon",
            "2027-07-01": "expired",
        },
    ),
    "moved twice on one day: the later record decides": (
        lambda: amended(
            TO_MID_2026,
            ({"signed_on": "2025-03-01"}, "2029-06-30"),
            ({"signed_on": "2025-03-01"}, "2027-06-30"),
        ),
        {"2027-06-30": "ending_soon", "2027-07-01": "expired"},
    ),
    "renewing from the end an addendum gave it": (
        lambda: amended(LEAP, ({"signed_on": "2024-01-01"}, "2024-06-30")),
        {
            "2024-06-30": "ending_soon",
            "2024-07-01": "in_force",
            "2025-06-30": "ending_soon",
            "2025-07-01": "in_force",
        },
    ),
    "replaced while it runs": (
        lambda: replaced(TO_MID_2026, {"signed_on": "2025-02-02"}),
        {"2025-02-01": "in_force", "2025-02-02": "superseded"},
    ),
    "replaced after a gap": (
        lambda: replaced(TO_MID_2026, {"signed_on": "2026-10-19"}),
        {"2026-10-18": "expired", "2026-10-19": "superseded"},
    ),
    "replaced by a text still in negotiation": (
        lambda: replaced(TO_MID_2026, {"is_signed": False}),
        {"2026-07-01": "expired"},
    ),
    "replaced by a text signed and not yet in force": (
        lambda: replaced(
            TO_MID_2026, {"signed_on": "2025-02-02", "in_force_on": "2025-03-01"}
        ),
        {"2025-02-28": "in_force", "2025-03-01": "superseded"},
    ),
    "replaced twice: the first counts": (
        lambda: replaced(
            TO_MID_2026, {"signed_on": "2025-08-01"}, {"signed_on": "2025-02-02"}
        ),
        {"2025-02-01": "in_force", "2025-02-02": "superseded"},
    ),
    "ended early, then replaced": (
        lambda: replaced(
            {**TO_MID_2026, "terminated_on": "2025-03-15"}, {"signed_on": "2025-06-01"}
        ),
        {"2025-05-31": "terminated", "2025-06-01": "superseded"},
    ),
}


def day(text):
    return dt.date.fromisoformat(text)


def both_twins(agreement, on):
    listed = Agreement.objects.with_state(on).get(pk=agreement.pk)
    return listed.state_on(on), State(listed.state)


@pytest.mark.parametrize("case", CASES)
def test_state_follows_from_the_days(case):
    make_agreement, states = CASES[case]
    agreement = make_agreement()

    found = {on: both_twins(agreement, day(on)) for on in states}

    assert found == {on: (State(state),) * 2 for on, state in states.items()}


DAYS = [
    day("2024-07-01") + dt.timedelta(days=days)
    for days in (-366, -181, -180, -1, 0, 1, 29, 180, 181, 366)
]
KINDS = ("amends", "replaces")


def anything(chance):
    """Facts as the database takes them, their days close to one another."""

    def some_day():
        return chance.choice([None, *DAYS])

    facts = {
        "is_signed": chance.random() < 0.8,
        "confidence": chance.choice(["confirmed", "reported"]),
        "signed_on": some_day(),
        "in_force_on": some_day(),
        "ends_on": some_day(),
        "terminated_on": chance.choice([None, None, some_day()]),
        "renewal": chance.choice(["none", "automatic"]),
        "renewal_months": chance.choice([1, 5, 12]),
        "notice_days": chance.choice([None, 0, 30]),
    }
    dated = [facts[name] for name in ("signed_on", "in_force_on", "terminated_on")]
    facts["is_signed"] |= any(dated)
    for end, start in (("ends_on", "in_force_on"), ("terminated_on", "signed_on")):
        if facts[end] and facts[start]:
            facts[end] = max(facts[end], facts[start])
    for name in ("signed_on", "in_force_on", "ends_on"):
        facts[f"{name}_precision"] = "day" if facts[name] else "unknown"
    return facts


def any_relations(chance, rows):
    """Some amend or replace others, never in a circle."""
    ties = {
        (*sorted(chance.sample(range(len(rows)), 2)), chance.choice(KINDS))
        for _ in rows
    }
    for source, target, kind in sorted(ties):
        end = chance.choice(DAYS) if kind == "amends" else None
        yield Relation(
            source=rows[source],
            target=rows[target],
            kind=kind,
            new_ends_on=end,
            new_ends_on_precision="day" if end else "unknown",
        )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_twins_agree_on_anything(seed):
    chance = Random(seed)
    rows = Agreement.objects.bulk_create(
        Agreement(key=f"a-{n}", kind="addendum", title_es="Acuerdo", **anything(chance))
        for n in range(60)
    )
    Relation.objects.bulk_create(any_relations(chance, rows))

    for on in DAYS:
        for row in Agreement.objects.with_state(on):
            terms = row.terms_on(on)
            python = (row.state_on(on), terms.ends_on, terms.notice_by)
            assert (row.state, row.term_ends_on, row.notice_by) == python


def test_in_force_leaves_out_what_is_not():
    on = day("2026-01-01")
    soon = make.agreement(**TO_MID_2026)
    make.agreement(**{**TO_MID_2026, "ends_on": "2025-12-31"})
    make.agreement(**SIGNED, confidence="reported")
    endless = make.agreement(**IN_FORCE)

    found = Agreement.objects.in_force(on).ending_first()

    assert list(found) == [soon, endless]


def test_what_can_still_be_acted_upon_comes_first():
    on = day("2026-01-01")
    expired = make.agreement(**{**TO_MID_2026, "ends_on": "2025-12-31"})
    unknown = make.agreement(is_signed=True)
    draft = make.agreement(is_signed=False)
    endless = make.agreement(**IN_FORCE)
    later = make.agreement(**{**TO_MID_2026, "ends_on": "2027-06-30"})
    soon = make.agreement(**TO_MID_2026)

    found = Agreement.objects.with_state(on).ending_first()

    assert list(found) == [soon, later, endless, draft, unknown, expired]


def test_a_list_with_states_is_one_query(django_assert_num_queries):
    for _ in range(3):
        amended(TO_MID_2026, ({"signed_on": "2025-03-01"}, "2029-06-30"))

    with django_assert_num_queries(1):
        list(Agreement.objects.with_state(day("2026-01-01")))


def in_each(rows, on, states):
    return set(rows.in_state(on, *states).values_list("pk", flat=True))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_states_are_found_as_they_are_said(seed):
    """One of them, several, or all that are over for good, which a column keeps."""
    chance = Random(seed)
    rows = Agreement.objects.bulk_create(
        Agreement(key=f"a-{n}", kind="addendum", title_es="Acuerdo", **anything(chance))
        for n in range(60)
    )
    Relation.objects.bulk_create(any_relations(chance, rows))
    asked = [{state} for state in State] + [
        {State.SUPERSEDED, State.TERMINATED, State.EXPIRED},
        {State.IN_FORCE, State.ENDING_SOON, State.SIGNED},
        {State.EXPIRED, State.UNKNOWN},
    ]

    for on in DAYS:
        said = {row.pk: row.state_on(on) for row in Agreement.objects.all()}
        for states in asked:
            expected = {key for key, state in said.items() if state in states}
            assert in_each(Agreement.objects.all(), on, states) == expected
