"""Where days lie on an axis, and which strokes an agreement is drawn with."""

import datetime as dt
from types import SimpleNamespace

import pytest

from partners.lines import Axis, line, list_axis, own_axis, rings
from partners.terms import Terms

TODAY = dt.date(2026, 11, 21)


def row(state="in_force", **values):
    """What a line needs to know of an agreement, as with_state says it."""
    defaults = dict.fromkeys(
        ("signed_on", "takes_effect_on", "term_ends_on", "terminated_on", "replaced_on")
    )
    values = {
        name: dt.date.fromisoformat(value) if name.endswith("_on") else value
        for name, value in values.items()
    }
    terms = Terms(
        ends_on=values.get("term_ends_on"),
        renewal=values.pop("renewal", "none"),
        renewal_months=values.pop("renewal_months", None),
    )
    return SimpleNamespace(
        **defaults | values,
        state=state,
        replaced_since=None,
        terms_on=lambda day: terms,
    )


AXIS = Axis(dt.date(2016, 1, 1), dt.date(2031, 1, 1), TODAY)


def strokes(agreement, axis=AXIS):
    drawn = line(agreement, axis)
    return [(stroke.kind, stroke.start, stroke.end) for stroke in drawn.strokes]


def test_days_lie_between_the_edges_of_the_axis():
    assert AXIS.at(dt.date(2016, 1, 1)) == 0
    assert AXIS.at(TODAY) == AXIS.today == 72.6
    assert AXIS.at(dt.date(2001, 5, 1)) == 0
    assert AXIS.at(dt.date(2090, 5, 1)) == 100


def test_a_list_shows_four_years_ahead_and_at_most_fifteen():
    old = row(signed_on="2006-02-01")

    axis = list_axis([old, row(signed_on="2024-03-12")], TODAY)

    assert (axis.first, axis.last) == (dt.date(2016, 1, 1), dt.date(2031, 1, 1))


def test_a_list_of_recent_agreements_begins_later():
    axis = list_axis([row(signed_on="2024-03-12")], TODAY)

    assert axis.first == dt.date(2022, 1, 1)


def test_an_empty_list_has_an_axis_too():
    assert list_axis([], TODAY).today == 54.3


def test_years_leave_room_for_today_and_for_the_edge():
    assert AXIS.years == [(0.0, 2016), (20.0, 2019), (40.0, 2022), (80.0, 2028)]


def test_in_force_is_drawn_to_its_end():
    drawn = row(
        signed_on="2024-03-12", takes_effect_on="2024-03-12", term_ends_on="2027-03-11"
    )

    assert strokes(drawn) == [("term", 54.6, 74.6)]
    assert line(drawn, AXIS).end == 74.6
    assert line(drawn, AXIS).points == (54.6,)


def test_the_next_term_is_dotted_where_it_renews_by_itself():
    drawn = row(
        takes_effect_on="2024-03-12",
        term_ends_on="2027-03-11",
        renewal="automatic",
        renewal_months=12,
    )

    assert strokes(drawn) == [("term", 54.6, 74.6), ("doubt", 74.6, 81.3)]


def test_without_an_end_the_time_after_today_is_dashed():
    drawn = row(takes_effect_on="2016-09-19")

    assert strokes(drawn) == [("term", 4.8, 72.6), ("open", 72.6, 100)]
    assert line(drawn, AXIS).end is None


def test_what_began_before_the_axis_begins_at_its_edge():
    drawn = row(signed_on="2006-02-01", takes_effect_on="2007-02-01")

    assert strokes(drawn)[0] == ("term", 0, 72.6)
    assert line(drawn, AXIS).points == ()


@pytest.mark.parametrize(
    ("agreement", "expected"),
    [
        (
            row("terminated", takes_effect_on="2023-02-13", terminated_on="2023-12-15"),
            [("past", 47.5, 53.0)],
        ),
        (
            row("expired", takes_effect_on="2021-12-01", term_ends_on="2023-11-30"),
            [("past", 39.4, 52.7)],
        ),
        (
            row(
                "superseded",
                takes_effect_on="2018-06-04",
                term_ends_on="2028-06-03",
                replaced_on="2023-10-19",
            ),
            [("past", 16.2, 52.0)],
        ),
        (row("negotiation"), [("doubt", 72.6, 79.2)]),
        (row("unknown", signed_on="2021-07-01"), [("doubt", 36.6, 100)]),
        (row("unknown"), [("doubt", 0, 100)]),
        (
            row(
                "signed",
                signed_on="2026-04-28",
                takes_effect_on="2027-06-01",
                term_ends_on="2028-05-31",
            ),
            [("doubt", 68.8, 76.1), ("term", 76.1, 82.8)],
        ),
    ],
)
def test_every_state_has_its_stroke(agreement, expected):
    assert strokes(agreement) == expected


def test_the_axis_of_one_agreement_lies_half_a_year_around_its_days():
    days = [dt.date(2024, 3, 12), dt.date(2028, 3, 11)]

    axis = own_axis(days, TODAY)

    assert (axis.first, axis.last) == (dt.date(2024, 1, 1), dt.date(2028, 7, 1))
    assert [year for _x, year in axis.every_year] == [2024, 2025, 2026, 2027, 2028]


def test_a_day_outside_the_life_of_an_agreement_widens_its_axis():
    axis = own_axis([dt.date(2024, 3, 12)], dt.date(1900, 1, 1))

    assert axis.first == dt.date(1900, 1, 1)
    assert axis.today == 0


def test_the_last_day_there_is_can_be_drawn():
    forever = row(
        takes_effect_on="2024-01-01",
        term_ends_on="9999-12-31",
        renewal="automatic",
        renewal_months=12,
    )
    axis = own_axis([forever.takes_effect_on, forever.term_ends_on], TODAY)

    assert [stroke.kind for stroke in line(forever, axis).strokes] == ["term"]


def test_numbers_that_are_near_stand_at_other_heights():
    axis = own_axis([dt.date(2024, 3, 12), dt.date(2028, 3, 11)], TODAY)
    days = [
        dt.date(2024, 3, 12),
        dt.date(2027, 1, 10),
        dt.date(2027, 3, 11),
        dt.date(2028, 3, 11),
    ]

    drawn = [(ring.number, ring.x, ring.y) for ring in rings(days, axis)]

    assert drawn == [
        (1, 4.3, 36),
        (2, 67.3, 36),
        (3, 70.9, 74),
        (4, 93.2, 36),
    ]
