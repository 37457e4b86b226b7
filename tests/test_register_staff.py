"""The register as staff ask it: more filters, a table, a timeline, a workbook."""

import datetime as dt
import io
import zipfile

import pytest
import time_machine

from partners import counting, showing, views
from partners import timeline as drawing
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LIST, FILE, WORKBOOK = "/en/agreements/", "/en/agreements.csv", "/en/agreements.xlsx"


@pytest.fixture
def today():
    with time_machine.travel(dt.datetime(2026, 11, 21, 17, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def elena(client):
    person = make.staff("Partnerships", "elena")
    client.force_login(person)
    return person


def titles(response):
    return [each.title_en for each in response.context["page_obj"].object_list]


def choices(response, name):
    return {
        choice["name"]: choice["count"]
        for group in response.context["facets"]["groups"]
        if group["name"] == name
        for choice in group["choices"]
    }


def test_a_ministry_stands_for_all_its_parts(client):
    ministry = make.institution(key="ministry", name_en="Ministry")
    service = make.institution(name_en="Service", parent=ministry)
    office = make.institution(name_en="Office", parent=service)
    wanted = make.agreement(title_en="With the office")
    for institution in (office, service):
        make.party(wanted, institution=institution)
    make.party(make.agreement(title_en="With another"))

    response = client.get(f"{LIST}?party=ministry")

    assert titles(response) == ["With the office"]
    counts = choices(response, "With whom")
    assert [counts[name] for name in ("Ministry", "Service", "Office")] == [1, 1, 1]


def test_an_institution_that_moves_is_counted_where_it_is(client):
    old, new = make.institution(key="old"), make.institution(key="new")
    service = make.institution(parent=old)
    office = make.institution(parent=service)
    make.party(make.agreement(), institution=office)

    service.parent = new
    service.save()

    found = {
        key: len(titles(client.get(f"{LIST}?party={key}"))) for key in ("old", "new")
    }
    assert found == {"old": 0, "new": 1}


@pytest.fixture
def signed(elena):
    """Signed in 2024 by Ana, with a scan in Spanish; it ends in 60 days."""
    agreement = make.agreement(
        title_en="Signed",
        signed_on="2024-03-01",
        ends_on="2027-01-20",
        access="internal",
    )
    ana = make.official(key="ana", name="Ana Pérez")
    make.signature(agreement, official=ana)
    paper = make.document(agreement, language="es", access="internal")
    make.version(paper)
    other = make.agreement(
        title_en="Other", signed_on="2020-01-01", ends_on="2028-01-01"
    )
    make.document(other, language="en", access="public")
    return agreement


@pytest.mark.parametrize(
    ("asked", "name", "counts"),
    [
        ("year=2024", "Year of signature", {"2024": 1, "2020": 1}),
        ("signatory=ana", "Signed by", {"Ana Pérez": 1}),
        ("language=es", "Language of a paper", {"Spanish": 1, "English": 1}),
        ("scan=yes", "Scan", {"With a scan": 1, "Without a scan": 1}),
        ("ends=90", "Ends within", {"90 days": 1, "180 days": 1, "365 days": 1}),
    ],
)
def test_each_filter_finds_what_its_count_says(client, signed, asked, name, counts):
    response = client.get(f"{LIST}?{asked}")

    assert titles(response) == ["Signed"]
    assert choices(response, name) == counts


def test_visitors_have_the_simple_register(client, signed):
    client.logout()

    response = client.get(f"{LIST}?year=2024&show=table")

    assert titles(response) == ["Other"]
    assert {group["name"] for group in response.context["facets"]["groups"]} == {
        "State",
        "Kind",
    }
    assert "table" not in response.context


def test_a_count_never_tells_of_a_paper_that_does_not_open(client, elena):
    agreement = make.agreement(access="internal")
    make.version(make.document(agreement, language="fr", access="confidential"))

    response = client.get(LIST)

    assert choices(response, "Language of a paper") == {}
    assert choices(response, "Scan") == {"Without a scan": 1}


def test_what_does_not_open_is_counted_by_no_filter(client, elena):
    closed = make.agreement(
        title_en="Closed", access="confidential", signed_on="2024-01-01"
    )
    make.signature(closed, official=make.official())

    response = client.get(LIST)

    assert titles(response) == ["Closed"]
    assert response.context["facets"]["groups"] == []
    assert titles(client.get(f"{LIST}?year=2024")) == []
    table = client.get(f"{LIST}?show=table&sort=signed").content.decode()
    assert "Closed" in table
    assert "2024" not in table[table.index("<tbody>") :]


def heads(response):
    return [str(head["label"]) for head in response.context["table"].heads]


def test_a_table_has_the_columns_of_its_address(client, elena):
    make.agreement(reference="IOM/1", signed_on="2024-03-01")

    response = client.get(f"{LIST}?show=table&column=signed&column=reference")

    assert heads(response) == ["Title", "Reference", "Signed on"]
    [(_row, cells)] = response.context["table"].rows
    assert cells == ["IOM/1", "1 March 2024"]


SORTED = {
    "title": ["Álamo", "Beta", "Casa"],
    "-title": ["Casa", "Beta", "Álamo"],
    "signed": ["Casa", "Beta", "Álamo"],
    "-signed": ["Beta", "Casa", "Álamo"],
    "ends": ["Beta", "Casa", "Álamo"],
    "parties": ["Beta", "Casa", "Álamo"],
    "kind": ["Álamo", "Casa", "Beta"],
}


@pytest.mark.parametrize("sort", SORTED)
def test_a_table_is_sorted_by_any_column(client, elena, sort):
    """Accents aside, and what has nothing to sort by at the end."""
    beta = make.agreement(
        title_en="Beta", kind="memorandum_of_understanding", **days("2025", "2027")
    )
    make.party(beta, institution=make.institution(name_en="Army"))
    casa = make.agreement(
        title_en="Casa", kind="letter_of_intent", **days("2024", "2028")
    )
    make.party(casa, institution=make.institution(name_en="Bank"))
    make.agreement(title_en="Álamo", kind="addendum")

    response = client.get(f"{LIST}?show=table&sort={sort}")

    assert titles(response) == SORTED[sort]


def days(first, last):
    return {"signed_on": f"{first}-01-01", "ends_on": f"{last}-01-01"}


FIRST_OF_SEVERAL = {
    "parties": ["Army", "Bank", "Nobody"],
    "-parties": ["Bank", "Army", "Nobody"],
    "topics": ["Bank", "Army", "Nobody"],
    "-topics": ["Army", "Bank", "Nobody"],
    "signatories": ["Bank", "Army", "Nobody"],
    "languages": ["Army", "Bank", "Nobody"],
}


@pytest.mark.parametrize("sort", FIRST_OF_SEVERAL)
def test_a_column_of_several_is_sorted_by_its_first(client, elena, sort):
    """By position, whoever was entered first; what has none comes last either way."""
    office = make.institution(name_en="Aaa", is_the_office=True)
    for name, topic, signatory, language in [
        ("Army", "Water", "Zoe", "en"),
        ("Bank", "Árbol", "Ana", "es"),
    ]:
        agreement = make.agreement(title_en=name)
        make.party(agreement, institution=make.institution(name_en="Zzz"), position=2)
        make.party(agreement, institution=make.institution(name_en=name), position=1)
        make.party(agreement, institution=office)
        agreement.topics.add(
            make.topic(name_en="Middle", position=2),
            make.topic(name_en=topic, position=1),
        )
        make.signature(agreement, name_as_signed="Middle", position=1)
        make.signature(agreement, name_as_signed=signatory)
        make.document(agreement, language="fr", position=1)
        make.document(agreement, language=language)
    make.agreement(title_en="Nobody")

    response = client.get(f"{LIST}?show=table&sort={sort}")

    assert titles(response) == FIRST_OF_SEVERAL[sort]


@pytest.mark.parametrize(
    ("page", "expected"),
    [(1, ["Army", "Bank"]), (2, ["None 2", "None 1"]), (3, ["Closed 2", "Closed 1"])],
)
def test_pages_go_on_from_what_is_sorted_to_the_rest(
    client, elena, monkeypatch, page, expected
):
    """What does not open comes last, the latest first, whoever its party is."""
    monkeypatch.setattr(views, "ROWS_ON_A_PAGE", 2)
    for title, values, party in [
        ("None 1", {}, None),
        ("Closed 1", {"access": "confidential"}, "Aaa"),
        ("Bank", {}, "Bank"),
        ("Army", {}, "Army"),
        ("Closed 2", {"access": "confidential"}, "Zzz"),
        ("None 2", {}, None),
    ]:
        agreement = make.agreement(title_en=title, **values)
        if party:
            make.party(agreement, institution=make.institution(name_en=party))

    response = client.get(f"{LIST}?show=table&sort=parties&page={page}")

    assert titles(response) == expected


def test_what_does_not_open_tells_nothing_by_its_place(client, elena):
    for title, day in [("First", "2029-01-01"), ("Second", "2027-01-01")]:
        make.agreement(
            title_en=title,
            access="confidential",
            signed_on="2024-01-01",
            ends_on=day,
        )

    for sort in ("", "ends", "-ends", "signed", "state"):
        response = client.get(f"{LIST}?show=table&sort={sort}")
        assert titles(response) == ["Second", "First"]


def test_of_very_many_the_numbers_say_at_least_how_many(client, elena, monkeypatch):
    monkeypatch.setattr(counting, "COUNTED", 2)
    for kind in ("addendum", "addendum", "addendum", "letter_of_intent"):
        make.agreement(kind=kind)

    many = client.get(f"{LIST}?show=list")
    assert "1–2 of more than 2" in many.content.decode()
    assert choices(many, "State") == {"In negotiation": "3+"}

    few = client.get(f"{LIST}?kind=letter_of_intent")
    assert "1–1 of 1" in few.content.decode()
    assert choices(few, "State") == {"In negotiation": 1}
    assert set(choices(few, "Kind").values()) <= {"1+", "2+", "3+"}


@pytest.mark.parametrize("counted", [2, 9])
def test_pages_are_the_same_whether_all_were_counted_or_not(
    client, elena, monkeypatch, counted
):
    """What was read to be counted is not found again; closed ones are in neither."""
    monkeypatch.setattr(counting, "COUNTED", counted)
    monkeypatch.setattr(views, "ROWS_ON_A_PAGE", 2)
    for n, access in enumerate(["public", "confidential", "public", "internal"]):
        make.agreement(
            title_en=f"No. {n}",
            kind="addendum",
            access=access,
            **days("2020", f"{2030 - n}"),
        )

    first = client.get(f"{LIST}?kind=addendum")
    assert titles(first) == ["No. 3", "No. 2"]
    assert titles(client.get(f"{LIST}?kind=addendum&show=table&sort=title")) == [
        "No. 0",
        "No. 2",
    ]


def test_years_stand_in_their_order(client, elena):
    for year in (2021, 2024, 2021, 2023):
        make.agreement(signed_on=f"{year}-05-01")

    years = choices(client.get(LIST), "Year of signature")
    assert list(years.items()) == [("2024", 1), ("2023", 1), ("2021", 2)]


def test_a_head_turns_the_order_round(client, elena):
    make.agreement()

    page = client.get(f"{LIST}?show=table&sort=title").content.decode()

    assert 'aria-sort="ascending"><a href="?show=table&amp;sort=-title">' in page


@pytest.mark.parametrize("rows", [1, 30])
def test_each_way_costs_the_same_for_any_length(
    client, elena, rows, django_assert_num_queries
):
    make.page(menu="footer")
    for _ in range(rows):
        make.party(make.agreement(signed_on="2024-01-01"))
    client.get(LIST)

    # Session, user, two kinds of permissions; counts, keys, rows, views; the frame.
    for show in ("list", "table", "timeline"):
        with django_assert_num_queries(9):
            client.get(f"{LIST}?show={show}")


def test_the_file_has_the_columns_and_the_order_of_the_table(client, elena):
    make.agreement(title_en="One", reference="B")
    make.agreement(title_en="Two", reference="A")
    make.agreement(title_en="Left out", kind="addendum")

    asked = "?kind=memorandum_of_understanding&column=reference&sort=reference"
    lines = client.get(FILE + asked).getvalue().decode().splitlines()

    assert lines[0] == "\ufeffTitle,Reference,Address"
    assert [line.split(",")[:2] for line in lines[1:]] == [["Two", "A"], ["One", "B"]]


def strings(workbook):
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        names = [name for name in book.namelist() if name.endswith("sheet1.xml")]
        return book.read(names[0]).decode()


def test_the_workbook_holds_texts_and_no_formulas(client, elena):
    make.agreement(title_en="=HYPERLINK(1)", title_es="Año")
    make.agreement(title_en="Left out", kind="addendum")

    response = client.get(f"{WORKBOOK}?kind=memorandum_of_understanding")

    sheet = strings(response.getvalue())
    assert "=HYPERLINK(1)" in sheet
    assert "<f>" not in sheet
    assert "Left out" not in sheet
    assert 'filename="agreements-2026-11-21.xlsx"' in response["Content-Disposition"]


def test_a_timeline_has_a_line_and_a_row_for_each(client, elena):
    make.agreement(title_en="First", **days("2024", "2027"))
    make.agreement(title_en="Second", **days("2024", "2028"))
    make.agreement(title_en="Closed", access="confidential", **days("2024", "2029"))

    response = client.get(f"{LIST}?show=timeline")

    rows = response.context["timeline"].rows
    assert [(row.number, row.agreement.title_en) for row in rows] == [
        (1, "First"),
        (2, "Second"),
        (3, "Closed"),
    ]
    assert [bool(row.line) for row in rows] == [True, True, False]
    assert [row.sentence for row in rows[::2]] == [
        "Until 1 January 2027",
        "Confidential",
    ]


def test_a_timeline_says_how_many_it_does_not_draw(client, elena, monkeypatch):
    for _ in range(3):
        make.agreement()
    monkeypatch.setattr(drawing, "MOST_LINES", 2)

    response = client.get(f"{LIST}?show=timeline")

    assert len(response.context["timeline"].rows) == 2
    assert "The first 2 of 3 agreements are drawn" in response.content.decode()


@pytest.mark.parametrize(
    "asked",
    ["show=x", "sort=x", "column=x", "sort=-", "sort=areas", "ends=7", "year=x"],
)
def test_what_cannot_be_read_breaks_nothing(client, elena, asked):
    make.agreement()

    assert client.get(f"{LIST}?show=table&{asked}").status_code == 200


def test_a_page_shows_so_many_agreements_and_leads_to_all(client, monkeypatch):
    monkeypatch.setattr(showing, "MOST_BESIDE", 2)
    institution = make.institution(key="snm", slug_en="snm")
    topic = make.topic(key="darien", slug_en="darien")
    for n in range(3):
        agreement = make.agreement(title_en=f"No. {n}", **days("2020", f"{2027 + n}"))
        make.party(agreement, institution=institution)
        agreement.topics.add(topic)

    pages = {"institutions/snm/": "party=snm", "topics/darien/": "topic=darien"}
    for path, asked in pages.items():
        page = client.get(f"/en/{path}?on=2026-11-01").content.decode()

        assert [n for n in range(3) if f">No. {n}<" in page] == [0, 1]
        assert f'href="/en/agreements/?{asked}&amp;on=2026-11-01"' in page


@pytest.fixture
def institutions():
    """Fourteen, one agreement with each, three with the last."""
    for n in range(14):
        institution = make.institution(key=f"no-{n}", name_en=f"Ágency {n:02}")
        for _ in range(3 if n == 13 else 1):
            make.party(make.agreement(kind="addendum"), institution=institution)
    make.party(make.agreement(), institution=make.institution(name_en="Bank"))


def test_a_list_shows_some_choices_and_leads_to_all(client, institutions):
    response = client.get(f"{LIST}?kind=addendum&page=1")

    assert len(choices(response, "With whom")) == 12
    groups = response.context["facets"]["groups"]
    assert {group["name"]: group["all"] for group in groups} == {
        "State": False,
        "Kind": False,
        "With whom": "?kind=addendum&choices=party",
    }


def test_all_choices_stand_in_order_and_lead_to_the_list(client, institutions):
    response = client.get(f"{LIST}?kind=addendum&choices=party")

    found = response.context["choices"]
    assert [each["name"] for each in found] == [f"Ágency {n:02}" for n in range(14)]
    assert [each["count"] for each in found] == [1] * 13 + [3]
    assert found[0]["address"] == "?kind=addendum&party=no-0"
    assert titles(client.get(LIST + found[13]["address"])) != []
    assert 'href="?kind=addendum">Back' in response.content.decode()


def test_a_choice_is_found_by_a_part_of_its_name(client, institutions):
    response = client.get(f"{LIST}?choices=party&called=AGENCY 1&kind=addendum")

    names = [each["name"] for each in response.context["choices"]]
    assert names == ["Ágency 10", "Ágency 11", "Ágency 12", "Ágency 13"]
    nothing = client.get(f"{LIST}?choices=party&called=zzz").content.decode()
    assert "Nothing is called so" in nothing


@pytest.mark.parametrize("asked", ["choices=x", "choices=year", "choices=party&page=9"])
def test_a_visitor_has_the_choices_of_her_filters_alone(client, institutions, asked):
    response = client.get(f"{LIST}?{asked}")

    is_page = "page=9" in asked
    assert response.status_code == (404 if is_page else 200)
    assert is_page or "choices" not in response.context


def test_all_choices_count_nothing_that_does_not_open(client, elena):
    closed = make.agreement(access="confidential")
    make.party(closed, institution=make.institution(name_en="Secret"))
    make.party(make.agreement(), institution=make.institution(name_en="Open"))

    response = client.get(f"{LIST}?choices=party")

    assert [each["name"] for each in response.context["choices"]] == ["Open"]
