"""What a search asks is planned once by each connection, and answered the same."""

import pytest
from django.db import connection, transaction
from django.db.utils import DataError, ProgrammingError
from django.test.utils import CaptureQueriesContext

from iompanama.finding.prepared import value_of

pytestmark = pytest.mark.django_db
ADDED = "SELECT %(one)s::int + %(other)s::int + %(one)s::int"


def kept():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s",
            ["%::int + %::int + %::int"],
        )
        return cursor.fetchone()[0]


def test_a_statement_is_kept_once_whatever_it_is_asked():
    assert value_of(ADDED, {"one": 1, "other": 2}) == 4
    assert value_of(ADDED, {"one": 5, "other": 7, "unasked": 1}) == 17
    assert kept() == 1


def test_a_statement_needs_no_parameters_and_may_hold_a_percent_sign():
    assert value_of("SELECT 7 %% 4", {}) == 3


def test_asking_is_one_query_once_the_statement_is_kept():
    value_of(ADDED, {"one": 1, "other": 2})

    with CaptureQueriesContext(connection) as queries:
        value_of(ADDED, {"one": 1, "other": 2})

    assert len(queries) == 1


def test_a_statement_outlives_the_transaction_it_was_first_asked_in():
    with transaction.atomic():
        value_of(ADDED, {"one": 1, "other": 2})
        transaction.set_rollback(True)

    assert value_of(ADDED, {"one": 2, "other": 2}) == 6


def test_a_statement_that_fails_may_be_asked_again():
    with pytest.raises(DataError), transaction.atomic():
        value_of(ADDED, {"one": "no number", "other": 2})

    assert value_of(ADDED, {"one": 2, "other": 2}) == 6


def test_a_statement_that_cannot_be_planned_says_so_each_time():
    for _ in range(2):
        with pytest.raises(ProgrammingError), transaction.atomic():
            value_of("SELECT nothing_is_called_so", {})


def test_settings_hold_for_the_statement_alone():
    asked = "SELECT current_setting('enable_seqscan')"

    assert value_of(asked, {}, ("enable_seqscan",)) == "off"
    assert value_of(asked, {}) == "on"
    with connection.cursor() as cursor:
        cursor.execute("SHOW plan_cache_mode")
        assert cursor.fetchone() == ("auto",)


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_plans_anew():
    value_of(ADDED, {"one": 1, "other": 2})
    connection.close()

    assert kept() == 0
    assert value_of(ADDED, {"one": 1, "other": 2}) == 4
    assert kept() == 1
