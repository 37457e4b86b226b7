"""Every page and list of agreements on another day: as it was, amendments applied, and
nothing of the past that came later."""

import csv
import datetime as dt
import io

import pytest
import time_machine

from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LIST, FILE = "/en/agreements/", "/en/agreements.csv"


@pytest.fixture
def today():
    with time_machine.travel(dt.datetime(2026, 11, 21, 17, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def snm():
    return make.institution(key="snm", name_en="Migration Service", slug_en="snm")


@pytest.fixture
def unicef():
    return make.institution(key="unicef", name_en="Children’s Fund", slug_en="unicef")


@pytest.fixture
def agreement(snm, unicef):
    """Signed in 2022; an addendum of 2024 brought a party in and took another out,
    moved the end, and changed the areas."""
    agreement = make.agreement(
        title_en="Data agreement",
        slug_en="data",
        summary_en="Shares series.",
        body_en="<p>Monthly totals.</p>",
        reference="IOM/7",
        signed_on="2022-05-20",
        in_force_on="2022-06-01",
        ends_on="2025-05-31",
        renewal="none",
        areas_en=["Series", "Training"],
    )
    addendum = make.agreement(
        title_en="Addendum No. 1",
        slug_en="addendum",
        kind="addendum",
        signed_on="2024-02-01",
        in_force_on="2024-03-01",
    )
    change = make.relation(
        addendum,
        "amends",
        agreement,
        new_ends_on="2028-05-31",
        new_renewal="automatic",
        new_renewal_months=12,
        areas_added_en=["Analysis"],
        areas_removed_en=["Training"],
    )
    make.party(agreement, institution=snm, left_by=change)
    make.party(agreement, institution=unicef, joined_by=change)
    return agreement


def text_of(client, path, on=None):
    return client.get(path, {"on": on} if on else {}).getvalue().decode()


def page(client, on=None):
    return text_of(client, "/en/agreements/data/", on)


def part(page, heading):
    start = page.index(f'id="{heading}"')
    return page[start : page.index("</section>", start)]


def test_the_page_says_that_it_shows_another_day_and_leads_back(client, agreement):
    shown = page(client, "2024-02-29")

    assert "This is how it stands on <b>29 February 2024</b>, not today." in shown
    assert '<a href="/en/agreements/data/?">Show today</a>' in shown
    assert "not today" not in page(client)
    assert "not today" not in page(client, "2026-11-21")


@pytest.mark.parametrize(
    ("on", "status", "end", "areas"),
    [
        ("2024-02-29", "until 31 May 2025.", "31 May 2025", "Series; Training"),
        ("2024-03-01", "renews by itself on 31 May 2028.", "31 May 2028", "Analysis"),
        (None, "renews by itself on 31 May 2028.", "31 May 2028", "Series; Analysis"),
        ("2028-06-01", "renews by itself on 31 May 2029.", "31 May 2029", "Analysis"),
    ],
)
def test_terms_and_areas_are_those_of_the_day(
    client, agreement, on, status, end, areas
):
    shown = page(client, on)

    assert status in part(shown, "state")
    assert end in part(shown, "glance")
    assert areas in part(shown, "glance")


def test_parties_are_those_of_the_day(client, agreement):
    before = part(page(client, "2024-02-29"), "who")
    after = part(page(client, "2024-03-01"), "who")

    assert "Migration Service" in before
    assert "No longer parties" not in before
    assert "Children’s Fund" not in before
    assert after.index("Children’s Fund") < after.index("No longer parties")
    assert after.index("No longer parties") < after.index("Migration Service")
    assert "since 1 March 2024" in after
    assert "left on 1 March 2024" in after


def test_who_joins_later_is_told_today_and_not_on_a_past_day(client, agreement):
    soon = make.agreement(signed_on="2026-11-01", in_force_on="2027-01-01")
    change = make.relation(soon, "amends", agreement)
    make.party(agreement, name_en="Red Cross", joined_by=change)

    today = part(page(client), "who")

    assert today.index("Not yet parties") < today.index("Red Cross")
    assert "since 1 January 2027" in today
    assert "Red Cross" not in page(client, "2026-10-31")
    assert "Not yet parties" not in page(client, "2027-01-01")


@pytest.mark.parametrize(
    ("on", "is_told"), [("2024-01-31", False), ("2024-02-01", True), (None, True)]
)
def test_an_addendum_is_told_from_its_signature(client, agreement, on, is_told):
    assert ("Addendum No. 1" in page(client, on)) == is_told


def test_signatures_given_later_are_not_told(client, agreement, snm):
    party = agreement.parties.get(institution=snm)
    make.signature(
        agreement, party=party, name_as_signed="Early Bird", signed_on="2022-05-19"
    )
    make.signature(
        agreement, party=party, name_as_signed="Late Riser", signed_on="2022-05-25"
    )

    assert "Late Riser" in page(client)
    shown = page(client, "2022-05-24")
    assert "Early Bird" in shown
    assert "Late Riser" not in shown


def test_before_the_signature_nothing_but_its_title_is_told(client, agreement, snm):
    make.signature(agreement, name_as_signed="Ana Solis", signed_on="2022-05-19")
    make.document(agreement, title_en="Signed text", access="public")
    make.agreement_link(make.published(title_en="Signed today"), agreement)

    shown = page(client, "2022-05-19")

    assert "Not yet signed on that day." in shown
    assert "Its parties, its terms and its text are told from the day" in shown
    for later in (
        "Migration Service",
        "Ana Solis",
        "Monthly totals",
        "Signed text",
        "20 May",
        "2025",
        "Series; Training",
        "Addendum No. 1",
        "Signed today",
        "IOM/7",
        "Shares series.",
    ):
        assert later not in shown.replace("2025-", "")
    assert "Monthly totals" in page(client, "2022-05-20")


def test_a_draft_is_told_as_it_is_known_today(client):
    make.agreement(slug_en="draft", areas_en=["Guidance"])

    assert "Guidance" in text_of(client, "/en/agreements/draft/")


# Lists.


def test_rows_of_the_register_are_those_of_the_day(client, agreement):
    before = text_of(client, LIST, "2022-05-19")
    then = text_of(client, LIST, "2024-02-29")
    now = text_of(client, LIST)

    assert "not today" in before
    assert "not today" not in now
    assert "Migration Service" not in before
    assert "IOM/7" not in before
    assert "Not yet signed on that day" in before
    assert "Migration Service" in then
    assert "Until 31 May 2025" in then
    assert "Children’s Fund" in now
    assert "Migration Service" not in now
    assert '<a href="/en/agreements/data/?on=2024-02-29">Data agreement</a>' in then
    assert '<a href="/en/agreements/data/">Data agreement</a>' in now


@pytest.mark.parametrize(
    ("party", "on", "is_found"),
    [
        ("snm", "2022-05-19", False),
        ("snm", "2022-05-20", True),
        ("snm", "2024-02-29", True),
        ("snm", "2024-03-01", False),
        ("unicef", "2024-02-29", False),
        ("unicef", "2024-03-01", True),
        ("unicef", "2026-11-21", True),
    ],
)
def test_the_filter_by_party_and_its_counts_know_the_day(
    client, agreement, party, on, is_found
):
    response = client.get(LIST, {"on": on})
    offered = {
        choice["name"]
        for group in response.context["facets"]["groups"]
        for choice in group["choices"]
    }
    name = {"snm": "Migration Service", "unicef": "Children’s Fund"}[party]

    found = client.get(LIST, {"on": on, "party": party}).context["page_obj"]
    by_name = client.get(LIST, {"on": on, "words": name}).context["page_obj"]

    assert (name in offered) == is_found
    assert (agreement in found.object_list) == is_found
    assert (agreement in by_name.object_list) == is_found


def row(client, on):
    answer = client.get(FILE, {"on": on}).getvalue().decode("utf-8-sig")
    [found] = [
        each for each in csv.DictReader(io.StringIO(answer)) if "Data" in each["Title"]
    ]
    return found


def test_the_file_is_that_of_the_day(client, agreement):
    before = row(client, "2022-05-19")
    then = row(client, "2024-02-29")
    after = row(client, "2024-03-01")

    told = {name for name, cell in before.items() if cell}
    assert told == {"Title", "Access", "Kind", "State", "Address"}
    assert then["Parties"] == "Migration Service"
    assert then["Present term ends on"] == "2025-05-31"
    assert then["Renewal"] == "does not renew"
    assert then["Areas"] == "Series; Training"
    assert after["Parties"] == "Children’s Fund"
    assert after["Present term ends on"] == "2028-05-31"
    assert after["Renewal"] == "renews by itself"
    assert after["Areas"] == "Series; Analysis"


@pytest.mark.parametrize(
    ("on", "is_there"),
    [("2022-05-19", False), ("2022-05-20", True), ("2024-03-01", False), (None, False)],
)
def test_an_institution_has_the_agreements_it_is_bound_by(
    client, agreement, on, is_there
):
    shown = text_of(client, "/en/institutions/snm/", on)

    assert ("Data agreement" in shown) == is_there
    assert ("None on record on that day." in shown) == (on and not is_there or False)
    assert ("not today" in shown) == bool(on)


@pytest.mark.parametrize(("on", "is_there"), [("2022-05-19", False), (None, True)])
def test_an_official_has_signed_what_was_signed_by_the_day(
    client, agreement, on, is_there
):
    official = make.official(slug="ana")
    make.signature(agreement, official=official)  # on the day of the agreement

    shown = text_of(client, "/en/officials/ana/", on)

    assert ("Data agreement" in shown) == is_there
    assert ("not today" in shown) == bool(on)


def test_a_topic_has_its_agreements_as_on_the_day(client, agreement):
    topic = make.topic(slug_en="data-topic")
    agreement.topics.add(topic)

    then = text_of(client, "/en/topics/data-topic/", "2024-02-29")

    assert "Until 31 May 2025" in then
    assert "not today" in then
    assert "renews by itself" in text_of(client, "/en/topics/data-topic/")


@pytest.mark.parametrize(
    "path",
    [
        "/en/agreements/data/",
        LIST,
        FILE,
        "/en/institutions/unicef/",
        "/en/officials/ana/",
        "/en/topics/data-topic/",
    ],
)
def test_any_day_is_answered_and_what_is_none_is_said(client, agreement, path):
    agreement.topics.add(make.topic(slug_en="data-topic"))
    make.signature(agreement, official=make.official(slug="ana"))
    days = {"1900-01-01": True, "2199-12-31": True}
    none = dict.fromkeys(["2200-01-01", "31/12", "9" * 99], False)

    answers = {on: client.get(path, {"on": on}) for on in days | none}

    assert {each.status_code for each in answers.values()} == {200}
    assert {
        on: "This is not a day between" not in response.getvalue().decode()
        for on, response in answers.items()
    } == days | (none if path != FILE else dict.fromkeys(none, True))
