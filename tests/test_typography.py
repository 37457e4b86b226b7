"""Numbers, days and names as each language writes them."""

import datetime as dt

import pytest
from django.utils.translation import override

from iompanama.publishing.typography import day, number, typeset
from tests import make

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "spanish", "english"),
    [
        (7, "7", "7"),
        (999, "999", "999"),
        (2934, "2934", "2,934"),
        (9999, "9999", "9,999"),
        (10_000, f"10{SPACE}000", "10,000"),
        (348_000, f"348{SPACE}000", "348,000"),
        (1_234_567, f"1{SPACE}234{SPACE}567", "1,234,567"),
    ],
)
def test_number_is_written_in_its_language(value, spanish, english):
    assert (number(value, "es"), number(value, "en")) == (spanish, english)


@pytest.mark.parametrize(
    ("precision", "spanish", "english"),
    [
        ("day", "6 de septiembre de 2023", "6 September 2023"),
        ("month", "septiembre de 2023", "September 2023"),
        ("year", "2023", "2023"),
    ],
)
def test_day_is_as_precise_as_it_is_known(precision, spanish, english):
    written = {}
    for code in ("es", "en"):
        with override(code):
            written[code] = day(dt.date(2023, 9, 6), precision)

    assert written == {"es": spanish, "en": english}


def test_unknown_day_is_said():
    with override("es"):
        assert day(None) == "Sin registrar"


def test_typed_number_stays_on_one_line_in_spanish():
    assert typeset("unas 348 000 personas", "es") == f"unas 348{SPACE}000 personas"
    assert typeset("the 348 000", "en") == "the 348 000"


def test_two_numbers_are_not_taken_for_one():
    assert typeset("en 2023 100 personas", "es") == "en 2023 100 personas"


@pytest.mark.django_db
def test_page_writes_figures_in_its_language(client):
    make.highlight(value=348_000, on_home=True)

    assert f"<b>348{SPACE}000</b>" in client.get("/es/").content.decode()
    assert "<b>348,000</b>" in client.get("/en/").content.decode()


@pytest.mark.django_db
def test_page_writes_days_in_its_language(client):
    make.published(dateline_on=dt.date(2023, 9, 6))

    assert "6 de septiembre de 2023" in client.get("/es/").content.decode()
    assert "6 September 2023" in client.get("/en/").content.decode()


@pytest.mark.django_db
def test_people_are_sorted_by_surname_accents_aside(client):
    make.official(name="Ana Zúñiga", sort_name="Zúñiga, Ana")
    make.official(name="Luz Ábrego", sort_name="Ábrego, Luz")
    make.official(name="Rosa Bernal", sort_name="Bernal, Rosa")
    page = client.get("/es/autoridades/").content.decode()

    places = [page.index(name) for name in ("Luz Ábrego", "Rosa Bernal", "Ana Zúñiga")]
    assert places == sorted(places)
