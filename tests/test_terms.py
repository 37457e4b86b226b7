"""Terms that renew by themselves, and the last day to give notice in each."""

import datetime as dt

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partners.models import Agreement
from partners.terms import term_end
from tests import make

pytestmark = pytest.mark.django_db


def day(text):
    return dt.date.fromisoformat(text)


terms = st.tuples(
    st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31)),
    st.none() | st.integers(0, 60),
    st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31)),
)


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(terms, min_size=200, max_size=200))
def test_the_present_term_ends_on_the_same_day_in_sql(terms):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT public.term_end(ends, months, day) FROM"
            " unnest(%s::date[], %s::integer[], %s::date[])"
            " WITH ORDINALITY AS terms (ends, months, day, place) ORDER BY place",
            [list(column) for column in zip(*terms, strict=True)],
        )
        in_sql = [row[0] for row in cursor.fetchall()]

    assert in_sql == [term_end(*term) for term in terms]


@pytest.mark.parametrize(
    ("on", "end"),
    [
        ("2024-01-15", "2024-01-30"),
        ("2024-01-31", "2024-02-28"),  # before the 29th, the last day like the 31st
        ("2024-02-29", "2024-03-30"),
        ("2024-03-31", "2024-04-29"),
        ("2025-02-28", "2025-03-30"),
    ],
)
def test_terms_that_begin_on_the_last_day_of_a_month(on, end):
    assert term_end(day("2024-01-30"), 1, day(on)) == day(end)


@pytest.mark.parametrize(
    ("on", "last_day"),
    [
        ("2024-03-12", "2027-01-10"),
        ("2027-03-11", "2027-01-10"),  # too late for this term
        ("2027-03-12", "2028-01-11"),  # the next one ends in a leap year
    ],
)
def test_notice_follows_the_present_term(on, last_day):
    agreement = make.agreement(
        signed_on="2024-03-12",
        in_force_on="2024-03-12",
        ends_on="2027-03-11",
        renewal="automatic",
        renewal_months=12,
        notice_days=60,
    )

    listed = Agreement.objects.with_state(day(on)).get()

    assert agreement.terms_on(day(on)).notice_by == listed.notice_by == day(last_day)


def test_no_notice_without_an_end_or_a_period():
    on = day("2024-06-01")
    make.agreement(in_force_on="2024-02-01", notice_days=60)
    make.agreement(in_force_on="2024-02-01", ends_on="2026-06-30")

    found = Agreement.objects.with_state(on)

    assert [row.notice_by for row in found] == [None, None]
    assert [row.terms_on(on).notice_by for row in found] == [None, None]
