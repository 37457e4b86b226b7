"""What a person types, in whatever way, and what is found."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone

from iompanama.finding import statement, widening
from iompanama.finding.asked import Asked
from iompanama.finding.forgiving import distance
from iompanama.finding.keys import Kind, Type
from iompanama.finding.searching import Search
from iompanama.finding.sight import Sight
from tests import make

pytestmark = pytest.mark.django_db
SEARCH = "/es/buscar/"


def search(text, code="es", **how):
    return Search(text, Sight.of(AnonymousUser(), timezone.now()), code, **how)


def found(text, code="es", **how):
    return [(hit.kind.name, hit.id) for hit in search(text, code, **how).found.hits]


def page(client, text, **more):
    return client.get(SEARCH, {"q": text, **more}).context["page"]


# Language.


def test_stems_of_each_language_find_each_other():
    es = make.published(title_es="Las repatriaciones voluntarias", title_en="One")
    en = make.published(title_es="Otro", title_en="Displaced families")

    assert found("repatriacion") == [("RELEASE", es.pk)]
    assert found("displacement family") == [("RELEASE", en.pk)]


def test_words_of_both_languages_may_be_mixed():
    item = make.published(title_es="La Defensoría firma", title_en="Signing at last")
    make.published(title_es="La Defensoría calla", title_en="Silence")

    assert found("defensoria signing") == [("RELEASE", item.pk)]


def test_titles_in_the_readers_language_come_first():
    es = make.published(title_es="Panel", title_en="Board", dateline_on="2020-01-01")
    en = make.published(title_es="Tablero", title_en="Panel", dateline_on="2020-01-01")

    assert found("panel", "es") == [("RELEASE", es.pk), ("RELEASE", en.pk)]
    assert found("panel", "en") == [("RELEASE", en.pk), ("RELEASE", es.pk)]


def test_glossary_widens_both_ways_and_never_to_what_is_only_alike():
    make.term(
        term_es="Trata de personas",
        term_en="Trafficking in persons",
        synonyms_es=["trata"],
        synonyms_en=["trafficking"],
    )
    make.term(
        term_es="Tráfico ilícito de migrantes",
        term_en="Smuggling of migrants",
        synonyms_en=["smuggling"],
    )
    trata = make.published(title_es="Contra la trata", title_en="Course")
    smuggling = make.published(title_es="Curso", title_en="Against smuggling")

    assert found("trafficking") == found("trata") == [("RELEASE", trata.pk)]
    assert found("smuggling") == [("RELEASE", smuggling.pk)]


def test_acronym_finds_the_term_it_stands_for_and_the_other_way_round():
    make.term(
        term_es="Memorando de entendimiento",
        acronym_es="MDE",
        term_en="Memorandum of understanding",
        acronym_en="MOU",
    )
    item = make.agreement(title_es="Memorando de entendimiento con el IDAAN")
    other = make.agreement(title_es="MDE con el MEF", title_en="With the MEF")
    make.agreement(title_es="Entendimiento sobre un memorando")  # no such term

    both = {("AGREEMENT", item.pk), ("AGREEMENT", other.pk)}
    assert set(found("MOU")) == both
    assert set(found('"memorando de entendimiento"')) < both
    assert both < set(found("memorandos de entendimiento"))


def test_result_says_why_it_was_found_when_not_by_the_word(client):
    make.term(term_es="Defensoría del Pueblo", term_en="Ombudsman")
    make.published(body_es="<p>Lo dijo la Defensoría del Pueblo.</p>")
    ministry = make.institution(name_es="Cancillería", aliases_es=["Casa Amarilla"])
    make.party(make.agreement(), institution=ministry)

    [result] = page(client, "ombudsman").results
    assert result.why == "También se conoce como Defensoría del Pueblo"
    assert "<mark>Defensoría</mark> del <mark>Pueblo</mark>" in result.snippet
    tied = {r.row.kind.name: r.why for r in page(client, "casa amarilla").results}
    assert tied["AGREEMENT"].startswith("Relacionado con")


def test_text_found_only_in_the_other_language_says_so(client):
    make.published(title_es="Uno", body_en="<p>A macaw flew by.</p>")
    answer = client.get(SEARCH, {"q": "macaw"}).content.decode()

    assert "Las palabras están en el texto en inglés" in answer
    assert '<p class="result-why" lang="en">' in answer


def test_trafficking_is_no_verb():
    noun = make.published(title_es="La trata de personas", title_en="One")
    verb = make.published(
        title_es="Los datos serán tratados según el tratado", title_en="Two"
    )
    make.published(title_es="Se trata de otra cosa", title_en="Three")

    assert found("trata") == [("RELEASE", noun.pk)]
    assert found("víctimas de trata OR trata") == [("RELEASE", noun.pk)]
    assert ("RELEASE", verb.pk) in found("tratar")
    assert found('"trata de personas"') == [("RELEASE", noun.pk)]


# Forgiving.


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ombusdman", "ombudsman"),
        ("Loperte", "loprete"),
        ("defensroia", "defensoría"),
        ("migrasion", "migración"),
        ("trafiking", "trafficking"),
    ],
)
def test_typing_error_finds_the_word_that_was_meant(client, typed, meant):
    item = make.published(title_es=f"Sobre {meant}")
    answer = page(client, typed)

    assert [result.hit.id for result in answer.results] == [item.pk]
    assert list(answer.search.read_as.values()) == [meant]
    literal = page(client, typed, literal="1")
    assert literal.results == []
    assert [each["name"] for each in literal.nearest] == [meant]


def test_word_that_is_there_is_not_corrected():
    make.published(title_es="Trata")
    make.published(title_es="Tratado de paz")

    assert search("trata").read_as == {}


def test_beginning_of_a_word_finds_it_on_submit_and_completes_while_typing(client):
    item = make.published(title_es="La extraordinaria repatriación")
    make.institution(name_es="Repatriados Unidos")

    assert [r.hit.id for r in page(client, "extraord").results] == [item.pk]
    completed = client.get(f"{SEARCH}completar/", {"q": "la repatr"}).json()["found"]
    assert "la repatriación" in completed
    names = client.get(f"{SEARCH}completar/", {"q": "repatr"}).json()["found"]
    assert names[0] == "Repatriados Unidos"


def test_word_like_no_other_is_left_out_and_that_is_said(client):
    item = make.published(title_es="Manglar")
    answer = client.get(SEARCH, {"q": "manglar xyzzyx"})

    assert [r.hit.id for r in answer.context["page"].results] == [item.pk]
    assert "Nada contiene «xyzzyx»" in answer.content.decode()


def test_words_that_do_not_stand_together_are_offered_each_alone(client):
    make.published(title_es="Manglar")
    make.published(title_es="Guacamaya")
    answer = page(client, "manglar guacamaya")

    assert answer.results == []
    assert [(e["name"], e["count"]) for e in answer.single_words] == [
        ("manglar", 1),
        ("guacamaya", 1),
    ]


def test_filter_that_leaves_nothing_is_offered_to_be_taken_off(client):
    make.published(title_es="Manglar")
    answer = page(client, "manglar", kind="agreements")

    assert answer.results == []
    [without] = answer.loosened
    assert (str(without["name"]), without["count"]) == ("Acuerdos", 1)
    assert without["address"] == "?q=manglar"


# Phrases, minus, OR.


def test_phrase_in_quotes_stands_as_it_was_typed():
    item = make.published(body_es="<p>Un acuerdo marco nuevo.</p>")
    make.published(body_es="<p>El marco del acuerdo.</p>")

    assert found('"acuerdo marco"') == [("RELEASE", item.pk)]


def test_minus_leaves_out_and_or_takes_either():
    make.published(title_es="Manglar con guacamaya")
    alone = make.published(title_es="Manglar solo")
    other = make.published(title_es="Tucán")

    assert found("manglar -guacamaya") == [("RELEASE", alone.pk)]
    assert found('manglar -"con guacamaya"') == [("RELEASE", alone.pk)]
    assert set(found("tucán OR solo")) == {("RELEASE", other.pk), ("RELEASE", alone.pk)}


# References, dates, kinds.


@pytest.mark.parametrize(
    "typed", ["OIM-PA/MDE/2024/03", "oim pa mde 2024 03", "MDE/2024", "oimpamde202403"]
)
def test_reference_or_its_fragment_goes_straight_to_its_record(client, typed):
    item = make.agreement(reference="OIM-PA/MDE/2024/03")
    make.agreement(reference="OIM-PA/AM/2023/09", title_es="MDE 2024")
    answer = client.get(SEARCH, {"q": typed})

    assert answer.status_code == 302
    assert answer.headers["Location"] == item.url_in("es")


def test_reference_of_several_records_lists_them(client):
    first = make.agreement(reference="OIM-PA/AID/2022/02")
    second = make.agreement(reference="OIM-PA/AID/2022/02-A1")

    assert {r.hit.id for r in page(client, "AID/2022/02").results} == {
        first.pk,
        second.pk,
    }


def test_kind_and_year_in_the_question_are_filters_that_can_be_taken_back(client):
    item = make.agreement(signed_on="2023-05-01")
    make.agreement(signed_on="2022-05-01", body_es="<p>Vence en 2023.</p>")
    make.published(dateline_on="2023-05-01")
    answer = page(client, "acuerdos 2023")

    assert [r.hit.id for r in answer.results] == [item.pk]
    assert [(str(c["name"]), c["address"]) for c in answer.chosen] == [
        ("Acuerdos", "?q=2023"),
        ("2023", "?q=acuerdos"),
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "6 de septiembre de 2023",
        "6 September 2023",
        "6/9/2023",
        "2023-09-06",
        "septiembre 2023",
        "setiembre de 2023",
    ],
)
def test_day_and_month_in_the_question_act_as_such(typed):
    item = make.published(dateline_on="2023-09-06")
    make.published(dateline_on="2023-10-06", body_es=f"<p>{typed}</p>")

    assert found(typed) == [("RELEASE", item.pk)]


def test_day_that_is_none_is_a_word():
    assert [term.day for term in Asked.of("31/02/2023").terms] == [None] * 3


# Order, pages, and what is counted.


def test_record_that_is_called_just_so_comes_first():
    make.published(title_es="La Cruz Roja trabaja", lead_es="Cruz Roja, Cruz Roja.")
    cross = make.institution(name_es="Cruz Roja")

    assert found("cruz roja")[0] == ("INSTITUTION", cross.pk)


def test_newest_first_when_asked():
    old = make.published(title_es="Manglar manglar", dateline_on="2020-01-01")
    new = make.published(body_es="<p>manglar</p>", dateline_on="2021-01-01")

    assert found("manglar") == [("RELEASE", old.pk), ("RELEASE", new.pk)]
    assert found("manglar", by_date=True) == [("RELEASE", new.pk), ("RELEASE", old.pk)]


@pytest.fixture
def few(monkeypatch):
    """As if three were very many: the newest two of them are ranked."""
    monkeypatch.setattr(statement, "COUNTED", 3)
    monkeypatch.setattr(statement, "NEWEST", 2)
    monkeypatch.setattr(statement, "TITLED", 1)
    monkeypatch.setattr(widening, "NEWEST", 2)


@pytest.mark.usefixtures("few")
def test_of_a_word_that_is_everywhere_the_newest_are_found():
    years = (2021, 2025, 2020, 2024, 2023, 2022)
    items = {
        year: make.published(body_es="<p>manglar</p>", dateline_on=f"{year}-05-01")
        for year in years
    }
    newest = search("manglar").found

    assert [hit.id for hit in newest.hits] == [items[2025].pk, items[2024].pk]
    assert (newest.total, newest.is_capped) == (3, True)


@pytest.mark.usefixtures("few")
def test_old_texts_are_found_where_the_newest_years_hold_too_few():
    make.published(body_es="<p>otra</p>", dateline_on="2025-05-01")
    make.published(body_es="<p>otra</p>", dateline_on="2024-05-01")
    new = make.published(body_es="<p>manglar</p>", dateline_on="2025-01-01")
    for year in (2010, 2012, 2011):
        old = make.published(body_es="<p>manglar</p>", dateline_on=f"{year}-05-01")
    last = make.published(body_es="<p>manglar</p>", dateline_on="2013-05-01")

    assert found("manglar") == [("RELEASE", new.pk), ("RELEASE", last.pk)]
    assert old.pk not in [id for _kind, id in found("manglar")]


@pytest.mark.usefixtures("few")
def test_who_is_called_so_is_found_among_very_many_texts():
    for year in range(2020, 2026):
        make.published(title_es="Manglar", dateline_on=f"{year}-05-01")
    called = make.institution(name_es="Instituto del Manglar")

    assert ("INSTITUTION", called.pk) in found("manglar")


@pytest.mark.usefixtures("few")
def test_phrase_is_read_in_the_newest_years_first(monkeypatch):
    monkeypatch.setattr(statement, "READ", 2)
    for year in (2019, 2023, 2025, 2024):
        make.published(body_es="<p>agua clara</p>", dateline_on=f"{year}-05-01")
    phrase = make.published(body_es="<p>clara agua</p>", dateline_on="2025-06-01")

    assert found('"clara agua"') == [("RELEASE", phrase.pk)]


@pytest.mark.usefixtures("few")
def test_agreements_in_a_state_are_found_however_many_newer_ones_are_in_another(client):
    client.force_login(make.staff("Staff readers"))
    expired = make.agreement(
        title_es="Manglar", signed_on="2001-01-01", ends_on="2002-01-01"
    )
    for year in (2021, 2022, 2023, 2024):
        make.agreement(
            title_es="Manglar", signed_on=f"{year}-01-01", is_open_ended=True
        )
    found = page(client, "manglar", state="expired").found

    assert [hit.id for hit in found.hits] == [expired.pk]
    assert (found.total, found.is_capped) == (1, False)


def offered(found, type):
    return {number for each, number, _count, _names in found.facets if each == type}


def test_facets_of_very_many_results_offer_every_kind_and_time(monkeypatch):
    monkeypatch.setattr(statement, "COUNTED", 10)
    monkeypatch.setattr(statement, "NEWEST", 1)
    monkeypatch.setattr(statement, "TITLED", 1)
    for _ in range(20):
        make.published(title_es="Manglar", dateline_on="2005-05-01")
    for _ in range(12):
        make.agreement(title_es="Manglar", access="public", signed_on="1998-05-01")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE finding_entry")
    found = search("manglar").found

    assert (found.total, found.is_capped) == (10, True)
    assert offered(found, Type.KIND) == {Kind.RELEASE, Kind.AGREEMENT}
    assert offered(found, Type.YEAR) == {2005, 1998}


@pytest.mark.usefixtures("few")
def test_facets_of_very_many_results_tell_nothing_of_closed_ones():
    secret = make.topic(name_es="Secreto")
    for n in range(8):
        make.agreement(title_es="Manglar", access="internal").topics.add(secret)
        make.published(title_es="Manglar", dateline_on=f"202{n % 3}-05-01", topics=[])
    found = search("manglar").found

    assert found.is_capped
    assert offered(found, Type.KIND) == {Kind.RELEASE}
    assert offered(found, Type.TOPIC) == set()


def test_archived_text_is_found():
    item = make.archived(title_es="Manglar")

    assert found("manglar") == [("RELEASE", item.pk)]


def test_paper_is_found_once_and_leads_to_the_page_that_holds_the_words(client):
    paper = make.document(make.agreement(access="public"), access="public")
    version = make.version(paper, pages=3)
    for text in ("Preámbulo.", "Del manglar y la <b>guacamaya</b>.", "El manglar."):
        make.page_text(version, text=text)
    [result] = page(client, "manglar guacamaya").results

    assert result.address == (
        f"/es/acuerdos/{paper.agreement.slug_es}/documentos/{paper.pk}/pagina/2/"
        "?q=manglar+guacamaya"
    )
    assert "página 2" in result.facts
    assert "&lt;b&gt;<mark>guacamaya</mark>&lt;/b&gt;" in result.snippet
    assert page(client, "manglar").found.total == 1


def test_facets_count_and_narrow(client):
    topic, place = make.topic(name_es="Niñez"), make.place(name_es="Metetí")
    item = make.published(title_es="Manglar", topics=[topic], dateline_place=place)
    make.published(title_es="Manglar", topics=[])
    answer = page(client, "manglar")
    groups = {str(g["name"]): g["choices"] for g in answer.groups["groups"]}

    [choice] = groups["Tema"]
    assert (choice["name"], choice["count"]) == ("Niñez", 1)
    assert "Metetí" in [each["name"] for each in groups["Lugar"]]
    narrowed = page(client, "manglar", topic=topic.pk)
    assert [r.hit.id for r in narrowed.results] == [item.pk]
    assert [str(c["name"]) for c in narrowed.chosen] == ["Niñez"]


def test_staff_narrow_agreements_by_state(client):
    make.agreement(title_es="Manglar", signed_on="2020-01-01", in_force_on="2020-01-01")
    make.agreement(title_es="Manglar dos")
    client.force_login(make.staff("Staff readers"))
    answer = page(client, "manglar", kind="agreements")
    [states] = [g for g in answer.groups["groups"] if g["name"] == "Estado"]

    assert sum(choice["count"] for choice in states["choices"]) == 2
    value = states["choices"][0]["address"].rpartition("state=")[2]
    assert page(client, "manglar", kind="agreements", state=value).found.total == 1


def test_what_is_not_a_filter_is_none(client):
    make.published(title_es="Manglar")

    for name, value in (("topic", "x"), ("year", "9" * 40), ("kind", "\x00")):
        assert page(client, "manglar", **{name: value}).found.total == 1


def test_pages_end_with_a_page_that_is_not_there(client):
    make.published(title_es="Manglar")

    for number in ("2", "0", "-1", "x", "9" * 30):
        answer = client.get(SEARCH, {"q": "manglar", "page": number})
        assert answer.status_code == 404


def test_results_are_a_file_and_a_feed_at_the_same_address(client):
    item = make.published(title_es="=Manglar")
    file = b"".join(client.get("/es/buscar.csv?q=manglar").streaming_content).decode()
    feed = client.get("/en/search.rss?q=manglar").content.decode()

    assert "'=Manglar" in file
    assert item.url_in("es") in file
    assert f"<link>http://testserver{item.url_in('en')}</link>" in feed


@pytest.mark.parametrize(
    "text",
    [
        "a" * 5000,
        "- - - | OR OR -",
        "-" * 10_000,
        '"' * 999,
        '"acuerdo',
        "\x00\x01 manglar",
        "' & | ! ( ) : * <-> \\",
        "OR manglar",
        "de la los",
        "%_%",
        "😀 ñandú ßß İ",
        "-solo -menos",
        "(((((((",
        "2023 2023 2023",
        "1/1/1 99/99/2023",
    ],
)
def test_whatever_is_typed_is_answered_with_a_page(client, text):
    make.published(title_es="Manglar")

    assert client.get(SEARCH, {"q": text}).status_code == 200
    assert client.get(f"{SEARCH}completar/", {"q": text}).status_code == 200
    assert client.get("/es/buscar.rss", {"q": text}).status_code == 200


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("ombusdman", "ombudsman", 1),
        ("migrasion", "migracion", 0.5),
        ("loprete", "loprete", 0),
        ("abc", "", 3),
    ],
)
def test_letters_that_are_wrong_are_counted(one, other, far):
    assert distance(one, other) == far
