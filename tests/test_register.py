"""The register of agreements: words, filters, day, order, file."""

import csv
import datetime as dt
import gzip
import io

import pytest
import time_machine
from django.contrib.staticfiles import finders

from iompanama.pages.models import SiteSettings
from iompanama.publishing.staticfiles import joined
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
SPANISH, ENGLISH = "/es/acuerdos/", "/en/agreements/"
FILE = "/es/acuerdos.csv"


@pytest.fixture
def today():
    with time_machine.travel(dt.datetime(2026, 11, 21, 17, tzinfo=dt.UTC), tick=False):
        yield


def titles(response):
    return [each.title_es for each in response.context["page_obj"].object_list]


def choices(response, name):
    groups = response.context["facets"]["groups"]
    return {
        choice["name"]: choice["count"]
        for group in groups
        if group["name"] == name
        for choice in group["choices"]
    }


def rows(response):
    text = response.getvalue().decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


def test_what_ends_first_comes_first(client):
    make.agreement(title_es="Vencido", signed_on="2020-01-01", ends_on="2022-01-01")
    make.agreement(title_es="Sin fin", signed_on="2020-01-01")
    make.agreement(title_es="Más tarde", signed_on="2020-01-01", ends_on="2029-01-01")
    make.agreement(title_es="Pronto", signed_on="2020-01-01", ends_on="2027-01-01")

    assert titles(client.get(SPANISH)) == ["Pronto", "Más tarde", "Sin fin", "Vencido"]


def test_a_row_shows_state_parties_and_dates(client):
    agreement = make.agreement(
        signed_on="2024-03-12", ends_on="2027-03-11", reference="OIM-PA/1"
    )
    make.party(agreement, institution=make.institution(name_es="Ministerio de Salud"))
    make.party(
        agreement, institution=make.institution(name_es="OIM", is_the_office=True)
    )

    page = client.get(SPANISH).content.decode()

    row = page[page.index('class="agreements"') :]
    assert "Ministerio de Salud<br>" in row
    assert "OIM-PA/1" in row
    assert "Vence pronto" in row
    assert "Hasta el 11 de marzo de 2027" in row


def test_a_name_in_one_language_is_marked_as_such(client):
    agreement = make.agreement(signed_on="2024-01-01")
    make.party(agreement, institution=make.institution(name_en="", name_es="Salud"))

    assert '<span lang="es">Salud</span>' in client.get(ENGLISH).content.decode()


def test_a_sample_record_says_so_in_its_row(client):
    make.agreement(is_sample=True)

    assert "Registro de muestra" in client.get(SPANISH).content.decode()


def test_a_text_that_is_not_in_the_language_is_not_listed(client):
    make.agreement(title_es="Solo aquí", title_en="", slug_en="")

    assert titles(client.get(SPANISH)) == ["Solo aquí"]
    assert titles(client.get(ENGLISH)) == []


def test_the_state_is_asked_for_any_day(client):
    make.agreement(signed_on="2020-01-01", ends_on="2022-12-31")

    assert choices(client.get(SPANISH), "Estado") == {"Vencido": 1}
    assert choices(client.get(f"{SPANISH}?on=2021-06-01"), "Estado") == {"Vigente": 1}


def test_another_day_is_named_in_the_list_and_can_be_taken_back(client):
    make.agreement()

    response = client.get(f"{SPANISH}?on=2021-06-01&state=negotiation")

    assert [choice["name"] for choice in response.context["chosen"]] == [
        "Estado al 1 de junio de 2021",
        "En negociación",
    ]
    assert response.context["chosen"][0]["address"] == "?state=negotiation"
    assert "ese día" in response.content.decode()


@pytest.mark.parametrize(
    "on", ["1899-12-31", "2200-01-01", "2026-02-30", "mañana", "0001-01-01", "9" * 5000]
)
def test_a_day_that_cannot_be_read_is_said_and_nothing_is_lost(client, on):
    make.agreement(title_es="Uno")

    response = client.get(SPANISH, {"on": on, "state": "negotiation"})

    assert response.status_code == 200
    assert titles(response) == ["Uno"]
    assert "No es un día entre" in response.content.decode()


def test_words_find_titles_references_institutions_and_people(client):
    agreement = make.agreement(
        title_es="Convenio de datos", reference="OIM-PA/AID/2022/02"
    )
    party = make.party(agreement, institution=make.institution(name_es="Aduanas"))
    make.signature(
        agreement, party=party, official=make.official(name="Ñusta Iglesias")
    )
    make.agreement(title_es="Otro")

    for words in ("convenios datos", "OIM-PA/AID/2022/02", "aduanas", "iglesias"):
        assert titles(client.get(SPANISH, {"words": words})) == ["Convenio de datos"]


def test_words_are_forgiven_and_widened_as_everywhere(client):
    make.term(term_es="Defensoría del Pueblo", term_en="Ombudsman")
    make.agreement(title_es="Convenio con la Defensoría del Pueblo")
    make.agreement(title_es="Otro", reference="OIM-PA/AID/2022/02")

    for words in (
        "ombudsman",
        "defensroia",
        '"defensoría del pueblo"',
        "convenio -agua",
    ):
        found = titles(client.get(SPANISH, {"words": words}))
        assert found == ["Convenio con la Defensoría del Pueblo"]
    assert titles(client.get(SPANISH, {"words": "AID/2022"})) == ["Otro"]
    page = client.get(SPANISH, {"words": "defensroia"}).content.decode()
    assert "esto es lo que se encuentra con «<b>defensoría</b>»" in page


def test_words_are_found_without_their_accents(client):
    make.agreement(title_es="Gestión de la migración")

    assert titles(client.get(SPANISH, {"words": "gestion migracion"})) == [
        "Gestión de la migración"
    ]


def test_filters_are_keys_that_both_languages_share(client):
    snm = make.institution(key="snm")
    darien = make.topic(key="darien")
    wanted = make.agreement(title_es="Este", kind="addendum", signed_on="2024-01-01")
    make.party(wanted, institution=snm)
    wanted.topics.add(darien)
    make.agreement(title_es="Otro")

    for question in (
        "party=snm",
        "topic=darien",
        "kind=addendum",
        "state=in_force",
        "party=snm&topic=darien&kind=addendum&state=in_force",
    ):
        assert titles(client.get(f"{SPANISH}?{question}")) == ["Este"]
        assert titles(client.get(f"{ENGLISH}?{question}")) == ["Este"]


def test_the_language_switch_keeps_the_filters(client):
    page = client.get(f"{SPANISH}?state=in_force&on=2025-01-01").content.decode()

    assert 'href="/en/agreements/?state=in_force&amp;on=2025-01-01"' in page


def test_counts_say_what_each_choice_would_leave(client):
    for kind, day in (
        ("addendum", "2024-01-01"),
        ("addendum", None),
        ("letter_of_intent", None),
    ):
        make.agreement(kind=kind, signed_on=day)

    response = client.get(f"{SPANISH}?state=negotiation")

    assert choices(response, "Tipo") == {"Carta de intención": 1, "Adenda": 1}
    assert choices(response, "Estado") == {"Vigente": 1, "En negociación": 2}


def test_a_chosen_filter_is_marked_and_leads_back(client):
    make.agreement(kind="addendum")

    response = client.get(f"{SPANISH}?kind=addendum&words=acuerdo&page=1")

    (kind,) = (
        choice
        for group in response.context["facets"]["groups"]
        for choice in group["choices"]
        if choice["is_chosen"]
    )
    assert (kind["name"], kind["address"]) == ("Adenda", "?words=acuerdo")
    assert '<details class="facets" open>' in response.content.decode()


def test_the_office_itself_is_no_choice(client):
    agreement = make.agreement()
    make.party(agreement, institution=make.institution(is_the_office=True))
    make.party(agreement, institution=make.institution(name_es="Salud"))

    assert choices(client.get(SPANISH), "Con quién") == {"Salud": 1}


def test_twenty_rows_stand_on_a_page(client):
    for _ in range(21):
        make.agreement()

    first, second = client.get(SPANISH), client.get(f"{SPANISH}?page=2")

    assert len(titles(first)) == 20
    assert len(titles(second)) == 1
    assert "21–21 de 21" in second.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "two", "99999999999999999999", "9" * 5000])
def test_a_page_that_is_not_there_is_not_found(client, page):
    assert client.get(SPANISH, {"page": page}).status_code == 404


@pytest.mark.parametrize(
    "junk", ["\x00", "a\x00b", "%", "'\"<script>", "🦜" * 300, "x" * 5000, "\u202e"]
)
def test_junk_finds_nothing_and_breaks_nothing(client, junk):
    make.agreement(title_es="Uno")
    asked = dict.fromkeys(("state", "party", "kind", "topic", "words", "on"), junk)

    for path in (SPANISH, FILE):
        response = client.get(path, asked)

        assert response.status_code == 200
        assert "<script>" not in response.getvalue().decode()


def test_the_list_can_be_taken_along_as_filtered(client):
    wanted = make.agreement(
        title_es="Convenio",
        kind="addendum",
        signed_on="2021-07-01",
        signed_on_precision="month",
        ends_on="2027-03-11",
        reference="OIM-PA/1",
        areas_es=["Datos", "Salud"],
    )
    make.party(wanted, institution=make.institution(name_es="Salud"))
    make.agreement(title_es="Otro")

    response = client.get(f"{FILE}?kind=addendum")

    assert 'filename="acuerdos-2026-11-21.csv"' in response["Content-Disposition"]
    assert rows(response)[1:] == [
        [
            "Convenio",
            "Público",
            "OIM-PA/1",
            "Adenda",
            "Salud",
            "Vence pronto",
            "2021-07",
            "",
            "2027-03-11",
            "",
            "sin registrar",
            "Datos; Salud",
            f"http://testserver/es/acuerdos/{wanted.slug_es}/",
        ]
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_cell_of_the_file_is_a_formula(client, start):
    make.agreement(title_es=f"{start}HYPERLINK(1)")

    assert rows(client.get(FILE))[1][0] == f"'{start}HYPERLINK(1)"


def test_the_page_links_to_the_file_with_its_filters(client):
    make.agreement()

    page = client.get(f"{SPANISH}?state=negotiation&page=1").content.decode()

    assert 'href="/es/acuerdos.csv?state=negotiation"' in page


def many(agreements):
    SiteSettings.load()
    for _ in range(agreements):
        agreement = make.agreement(signed_on="2024-01-01", ends_on="2027-01-01")
        make.party(agreement)
        agreement.topics.add(make.topic())
        make.relation(make.agreement(kind="addendum"), "amends", agreement)


@pytest.mark.parametrize("agreements", [1, 30])
def test_the_register_costs_at_most_four_queries(
    client, agreements, django_assert_num_queries
):
    many(agreements)

    with django_assert_num_queries(3):
        client.get(SPANISH)
    # What words mean is asked as well.
    with django_assert_num_queries(4):
        client.get(f"{SPANISH}?words=acuerdo&state=ending_soon&on=2026-12-01")


@pytest.mark.parametrize("agreements", [1, 30])
def test_the_file_costs_one_query(client, agreements, django_assert_num_queries):
    many(agreements)

    with django_assert_num_queries(1):
        client.get(FILE).getvalue()


def test_the_first_view_fits_one_round_trip(client, sample):
    files = {
        path: (storage, path)
        for finder in finders.get_finders()
        for path, storage in finder.list([])
    }
    page = client.get(SPANISH).content

    css = joined(files).encode()
    assert len(gzip.compress(page)) + len(gzip.compress(css)) <= 14_600
