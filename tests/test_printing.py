"""An agreement on paper: complete, each sheet with its address and its day."""

import datetime as dt

import pypdfium2
import pytest
import time_machine
from django.db import transaction

from tests import make

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("today"),
]


@pytest.fixture
def today():
    with time_machine.travel(dt.datetime(2026, 11, 21, 17, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def printed(page, live_server):
    """The sheets of an address as texts, as the browser prints them."""

    def sheets(path):
        page.goto(live_server.url + path)
        file = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
        return [sheet.get_textpage().get_text_range() for sheet in file]

    return sheets


@pytest.fixture
def agreement():
    with transaction.atomic():
        return signed_and_amended()


def signed_and_amended():
    agreement = make.agreement(
        title_en="Data agreement",
        slug_en="data",
        reference="IOM/7",
        signed_on="2022-05-20",
        ends_on="2027-05-31",
        renewal="automatic",
        renewal_months=12,
        notice_days=30,
        custody_en="Room 3",
        body_en="<h2>Use</h2>" + "<p>Figures are quoted with their source.</p>" * 60,
    )
    party = make.party(agreement, institution=make.institution(name_en="Service"))
    make.signature(
        agreement,
        party=party,
        name_as_signed="Ernesto Quintero",
        capacity_en="Head of Statistics",
        signed_on="2022-05-20",
    )
    make.document(agreement, title_en="Signed paper", access="public")
    addendum = make.agreement(title_en="Addendum No. 1", signed_on="2024-01-01")
    make.relation(addendum, "amends", agreement, new_notice_days=91)
    return agreement


def test_every_sheet_has_its_head_and_its_foot(printed, agreement, live_server):
    sheets = printed("/en/agreements/data/")

    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, 1):
        lines = [" ".join(line.split()) for line in sheet.splitlines()]
        head = "IOM Panama · Register of agreements · IOM/7 · as on 21 November 2026"
        foot = f"{live_server.url}/en/agreements/data/ · printed on 21 November 2026"
        assert head in lines
        assert foot in lines
        assert f"{number} / {len(sheets)}" in lines


def test_the_paper_is_complete_and_has_nothing_to_click(printed, agreement):
    paper = " ".join(" ".join(printed("/en/agreements/data/")).split())

    for text in (
        "Data agreement",
        "renews by itself on 31 May 2027 unless notice is given by 1 March 2027.",
        "Renews by itself, for a year each time",
        "Room 3",
        "Service",
        "Ernesto Quintero",
        "Head of Statistics",
        "Signed on 20 May 2022",
        "Addendum No. 1",
        "notice 91 days before the end",
        "Figures are quoted with their source.",
        "Signed paper",
    ):
        assert text in paper
    for click in ("On another day", "Show the state", "Search", "Home"):
        assert click not in paper


def test_another_day_on_paper_says_which(printed, agreement):
    paper = " ".join(" ".join(printed("/en/agreements/data/?on=2023-01-01")).split())

    assert "as on 1 January 2023" in paper
    assert "agreements/data/?on=2023-01-01 · printed on 21 November 2026" in paper
    assert "This is how it stands on 1 January 2023, not today." in paper
    assert "Addendum No. 1" not in paper


@pytest.mark.parametrize(("width", "medium"), [(360, "screen"), (680, "print")])
def test_rings_at_both_ends_of_the_line_are_whole(page, live_server, width, medium):
    """Signed and ended on days at which half a year begins and ends."""
    with transaction.atomic():
        agreement = make.agreement(
            signed_on="2026-01-01", in_force_on="2026-01-01", ends_on="2026-12-31"
        )
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media=medium)

    page.goto(live_server.url + agreement.url_in("en"))

    column = page.locator(".moments").bounding_box()
    edges = column["x"], column["x"] + column["width"]
    rings = page.locator(".life-whole .life-point, .life-whole .life-number").all()
    boxes = [ring.bounding_box() for ring in rings]
    assert len(boxes) == 4
    for box in boxes:
        assert edges[0] <= box["x"]
        assert box["x"] + box["width"] <= edges[1]
