"""Figures: the charts, worked out on the server, with their table and file."""

import csv
import io

import pytest

from iompanama.pages import charts
from iompanama.pages.models import Point
from tests import make


def data(**values):
    return [charts.Datum(key.strip("y"), key, value) for key, value in values.items()]


# The drawing.


def test_columns_stand_on_zero_and_share_the_width():
    drawn = charts.columns(data(y2020=50, y2021=100), height=224)
    low, high = drawn["columns"]

    assert (drawn["base"], high["y"], high["height"]) == (200, 32.0, 168.0)
    assert (low["y"], low["height"]) == (116.0, 84.0)
    assert (low["middle"], high["middle"]) == (25.0, 75.0)
    assert low["width"] == high["width"] == 31.0


def test_year_nobody_counted_keeps_its_place():
    drawn = charts.columns(data(y2020=50, y2022=100), height=224)

    assert [column["label"] for column in drawn["columns"]] == ["2020", "2021", "2022"]
    assert drawn["columns"][1]["height"] == 0
    assert drawn["columns"][1]["said"] == ""


def test_highest_is_pointed_out_unless_provisional():
    sure = charts.Datum("2020", "2020", 100)
    hoped = charts.Datum("2021", "2021", 200, is_provisional=True)

    assert charts.columns([sure], 210)["columns"][0]["kind"] == "top"
    assert charts.columns([sure, hoped], 210)["columns"][1]["kind"] == "provisional"


def test_smallest_figures_can_still_be_seen():
    figures = [
        charts.Datum("2020", "2020", 1_000_000),
        charts.Datum("2021", "2021", 1),
        charts.Datum("2022", "2022", 1, is_provisional=True),
        charts.Datum("2023", "2023", 0),
    ]
    drawn = charts.columns(figures, 400)

    assert [column["height"] for column in drawn["columns"][1:]] == [1.5, 5, 0]


@pytest.mark.parametrize(
    ("top", "lines"),
    [
        (5, [1, 2, 3, 4, 5]),
        (7, [2, 4, 6]),
        (81_946, [20_000, 40_000, 60_000, 80_000]),
        (520_085, [100_000, 200_000, 300_000, 400_000, 500_000]),
    ],
)
def test_grid_is_at_round_numbers(top, lines):
    assert charts.grid(top) == lines


def test_months_are_named_by_their_january():
    months = [charts.Datum(f"{y}-{m:02}", "", 1) for y in (2020, 2021) for m in (1, 7)]
    drawn = charts.columns(months, 400)["columns"]

    assert len(drawn) == 19
    assert [column["label"] for column in drawn if column["label"]] == ["2020", "2021"]


def test_series_of_one_figure_or_of_zeros_is_drawn():
    assert charts.columns(data(y2020=0), 210)["columns"][0]["height"] == 0
    assert charts.columns([], 210)["columns"] == []


# The page.


@pytest.mark.django_db
def test_page_has_chart_table_and_source(client):
    make.series([("2022", 248_284), ("2023", 520_085)], name_es="Entradas por Darién")
    page = client.get("/es/datos/").content.decode()

    assert "Entradas por Darién, de 2022 a 2023." in page
    assert "El máximo es 520\N{NO-BREAK SPACE}085: 2023." in page
    assert '<td class="number">248\N{NO-BREAK SPACE}284</td>' in page
    assert "Fuente: Servicio Nacional de Migración" in page


@pytest.mark.django_db
def test_series_by_category_is_drawn_as_bars(client):
    series = make.series(frequency="category")
    for position, (name, value) in enumerate([("Venezuela", 200), ("Haití", 50)]):
        Point.objects.create(
            series=series,
            position=position,
            category_es=name,
            category_en=name,
            value=value,
        )
    chart = client.get("/es/datos/").context["series"][0].chart

    assert [bar["width"] for bar in chart["bars"]] == [100.0, 25.0]
    assert chart["finding"].endswith("El máximo es Venezuela: 200.")


@pytest.mark.django_db
def test_series_without_figures_has_no_chart(client):
    make.series()

    assert client.get("/es/datos/").context["series"][0].chart is None


# The file.


def rows(response):
    return list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


@pytest.mark.django_db
def test_file_is_in_the_language_of_the_page(client):
    make.series([("2023", 520_085)], key="darien")
    spanish = client.get("/es/datos/darien.csv").getvalue().decode()

    assert spanish.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(spanish[1:])))[:2] == [
        ["Período o categoría", "personas", "Provisional", "Nota"],
        ["2023", "520085", "", ""],
    ]
    assert rows(client.get("/en/data/darien.csv"))[0][1] == "people"


@pytest.mark.django_db
def test_no_spreadsheet_runs_a_note(client):
    series = make.series(key="darien")
    Point.objects.create(series=series, period="2023", value=1, note_es="=1+1")

    assert rows(client.get("/es/datos/darien.csv"))[1][3] == "'=1+1"


@pytest.mark.django_db
def test_file_of_no_series_is_not_there(client):
    assert client.get("/es/datos/nada.csv").status_code == 404
