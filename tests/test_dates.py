"""Days are kept as precisely as they are known, and no more."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from iompanama.publishing import typography
from iompanama.publishing.dates import Precision, add_months, parse, written
from partners.models import Agreement
from tests import make

NB = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("5/10/2024", dt.date(2024, 10, 5), "day"),
        ("05/10/2024", dt.date(2024, 10, 5), "day"),
        ("2024-10-05", dt.date(2024, 10, 5), "day"),
        (" 29/2/2024 ", dt.date(2024, 2, 29), "day"),
        ("10/2024", dt.date(2024, 10, 1), "month"),
        ("2024-10", dt.date(2024, 10, 1), "month"),
        ("2024", dt.date(2024, 1, 1), "year"),
        ("", None, "unknown"),
        (None, None, "unknown"),
    ],
)
def test_a_day_is_read_with_its_precision(text, day, precision):
    assert parse(text) == (day, precision)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2/2024", dt.date(2024, 2, 29)),
        ("2/2023", dt.date(2023, 2, 28)),
        ("12/2024", dt.date(2024, 12, 31)),
        ("2024", dt.date(2024, 12, 31)),
        ("5/10/2024", dt.date(2024, 10, 5)),
    ],
)
def test_the_end_of_a_period_is_its_last_day(text, day):
    assert parse(text, last=True)[0] == day


@pytest.mark.parametrize(
    "text",
    ["30/2/2024", "29/2/2023", "13/2024", "0/2024", "2024-02-30", "0000", "0/1/1"],
)
def test_a_day_that_does_not_exist_is_refused(text):
    with pytest.raises(ValidationError):
        parse(text)


@pytest.mark.parametrize(
    "text",
    ["ayer", "5-10-2024", "5/10/24", "2024/10/05", "10 2024", "20245", "1/2/3/4"],
)
def test_anything_else_is_refused_with_the_forms_that_work(text):
    with override("es"), pytest.raises(ValidationError) as refusal:
        parse(text)

    assert "(5/10/2024)" in refusal.value.messages[0]


@pytest.mark.parametrize("text", ["1/1/1799", "2201", "12/9999", "0001-01-01"])
def test_a_year_that_nobody_means_is_refused_in_words(text):
    with override("es"):
        with pytest.raises(ValidationError) as refusal:
            parse(text)

        assert refusal.value.messages == ["Escriba un año entre 1800 y 2200."]


@given(
    st.dates(dt.date(1800, 1, 1), dt.date(2200, 12, 31)),
    st.sampled_from(["day", "month", "year"]),
)
def test_what_is_written_is_read_again(day, precision):
    first = {
        "day": day,
        "month": day.replace(day=1),
        "year": day.replace(month=1, day=1),
    }[precision]

    assert parse(written(first, precision)) == (first, precision)


def test_no_day_is_written_as_nothing():
    assert written(None, Precision.UNKNOWN) == ""


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-11-30", 3, "2025-02-28"),
        ("2024-12-15", 1, "2025-01-15"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-01-15", -1, "2023-12-15"),
        ("2024-05-05", 0, "2024-05-05"),
    ],
)
def test_months_are_added_as_people_count_them(day, months, later):
    assert add_months(dt.date.fromisoformat(day), months).isoformat() == later


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        (
            {"signed_on": "2024-05-01", "signed_on_precision": "unknown"},
            "(first|precision)",
        ),
        ({"is_signed": True, "signed_on_precision": "day"}, "precision"),
        ({"signed_on": "2024-05-02", "signed_on_precision": "month"}, "first"),
        ({"signed_on": "2024-05-01", "signed_on_precision": "year"}, "first"),
    ],
)
@pytest.mark.django_db
def test_the_database_refuses_a_day_that_says_more_than_is_known(values, rule):
    with pytest.raises(IntegrityError, match=f"agreement_signed_on_{rule}"):
        make.agreement(**values)


@pytest.mark.django_db
def test_a_period_is_kept_as_its_first_day_and_its_last():
    make.agreement(
        signed_on="2024-01-01",
        signed_on_precision="year",
        ends_on="2026-12-31",
        ends_on_precision="year",
    )

    assert Agreement.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "precision", "words"),
    [
        ("es", "day", "6 de septiembre de 2023"),
        ("en", "day", "6 September 2023"),
        ("es", "month", "septiembre de 2023"),
        ("en", "month", "September 2023"),
        ("es", "year", "2023"),
        ("en", "year", "2023"),
    ],
)
def test_days_are_written_as_each_language_writes_them(code, precision, words):
    with override(code):
        assert typography.day(dt.date(2023, 9, 6), precision) == words


@pytest.mark.parametrize(
    ("code", "words"), [("es", "Sin registrar"), ("en", "Not recorded")]
)
def test_a_day_nobody_knows_is_said_so(code, words):
    with override(code):
        assert typography.day(None, "unknown") == words


@pytest.mark.parametrize(
    ("number", "spanish", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (2934, "2934", "2,934"),
        (9999, "9999", "9,999"),
        (10_000, f"10{NB}000", "10,000"),
        (348_000, f"348{NB}000", "348,000"),
        (1_850_000, f"1{NB}850{NB}000", "1,850,000"),
        (-2934, "-2934", "-2,934"),
        (-12_345, f"-12{NB}345", "-12,345"),
    ],
)
def test_numbers_are_written_as_each_language_writes_them(number, spanish, english):
    assert typography.number(number, "es") == spanish
    assert typography.number(number, "en") == english
    with override("es"):
        assert typography.number(number) == spanish


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("unas 348 000 personas", f"unas 348{NB}000 personas"),
        ("1 850 000 dólares", f"1{NB}850{NB}000 dólares"),
        (f"348{NB}000", f"348{NB}000"),
        ("el 6 de 2023", "el 6 de 2023"),
        ("los 12 345 678", f"los 12{NB}345{NB}678"),
        ("en 2023 100 personas", "en 2023 100 personas"),
        ("tel. 507 305 3350", "tel. 507 305 3350"),
        ("12 3456", "12 3456"),
        ("3,14 159", "3,14 159"),
        ("", ""),
        (None, None),
    ],
)
def test_a_number_stays_on_one_line_in_spanish(typed, kept):
    assert typography.typeset(typed, "es") == kept


def test_english_texts_are_left_as_they_are():
    assert typography.typeset("348 000", "en") == "348 000"
    assert typography.typeset("348 000", None) == "348 000"
