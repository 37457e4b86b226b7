"""The terms of an agreement one after another."""

import datetime as dt

import pytest

from partners.lifecycle import Facts
from partners.periods import periods
from partners.terms import Amendment, Terms


def day(text):
    return dt.date.fromisoformat(text)


def facts(end, *amendments, starts="2024-01-31", renewal="automatic", months=12):
    terms = Terms(day(end) if end else None, "day", False, renewal, months)
    return Facts(
        is_signed=True,
        takes_effect_on=day(starts),
        terms=terms,
        amendments=tuple(
            Amendment.kept({"on": on, **changes}) for on, changes in amendments
        ),
    )


def told(facts, on):
    return [
        (str(each.first), str(each.last or ""), each.is_renewed)
        for each in periods(facts, day(on))
    ]


def test_each_term_follows_the_one_before():
    assert told(facts("2025-01-30"), "2027-01-30") == [
        ("2024-01-31", "2025-01-30", False),
        ("2025-01-31", "2026-01-30", True),
        ("2026-01-31", "2027-01-30", True),
    ]


def test_terms_of_a_month_from_the_last_day_of_january():
    found = told(facts("2024-02-28", months=1), "2024-05-28")

    assert found == [
        ("2024-01-31", "2024-02-28", False),
        ("2024-02-29", "2024-03-28", True),
        ("2024-03-29", "2024-04-28", True),
        ("2024-04-29", "2024-05-28", True),
    ]


def test_nothing_before_it_takes_effect():
    assert told(facts("2025-01-30"), "2024-01-30") == []


@pytest.mark.parametrize(
    ("end", "renewal", "expected"),
    [
        (None, "none", [("2024-01-31", "", False)]),
        ("2025-01-30", "none", [("2024-01-31", "2025-01-30", False)]),
    ],
)
def test_without_renewal_there_is_one_term(end, renewal, expected):
    assert told(facts(end, renewal=renewal), "2027-06-01") == expected


def test_an_amendment_lengthens_the_term_in_which_it_comes():
    amended = facts(
        "2025-01-30", ("2024-06-01", {"ends_on": "2026-06-30"}), renewal="none"
    )

    assert told(amended, "2024-05-31") == [("2024-01-31", "2025-01-30", False)]
    assert told(amended, "2024-06-01") == [("2024-01-31", "2026-06-30", False)]


def test_an_amendment_that_comes_too_late_begins_another_term():
    late = facts(
        "2025-01-30", ("2025-03-01", {"ends_on": "2026-06-30"}), renewal="none"
    )

    assert told(late, "2025-02-28") == [("2024-01-31", "2025-01-30", False)]
    assert told(late, "2027-01-01") == [
        ("2024-01-31", "2025-01-30", False),
        ("2025-03-01", "2026-06-30", False),
    ]


def test_an_end_taken_back_ends_the_term_the_day_before():
    shortened = facts(
        "2025-01-30", ("2024-06-01", {"ends_on": "2024-03-31"}), renewal="none"
    )

    assert told(shortened, "2024-07-01") == [("2024-01-31", "2024-05-31", False)]


def test_a_renewal_given_up_finishes_the_term_that_runs():
    given_up = facts("2025-01-30", ("2025-06-01", {"renewal": "none"}))

    assert told(given_up, "2027-01-01") == [
        ("2024-01-31", "2025-01-30", False),
        ("2025-01-31", "2026-01-30", True),
    ]


def test_without_an_end_any_more_the_term_goes_on():
    endless = facts("2025-01-30", ("2024-06-01", {"is_open_ended": True}))

    assert told(endless, "2199-12-31") == [("2024-01-31", "", False)]


def test_three_hundred_years_of_months_are_counted():
    found = periods(
        facts("1900-02-27", months=1, starts="1900-01-28"), day("2199-12-31")
    )

    assert len(found) == 300 * 12
    assert found[-1].last == day("2200-01-27")
