"""Who sees what of the register: a visitor, staff, a named reader, at every address."""

import datetime as dt
from types import SimpleNamespace

import pytest
import time_machine
from django.test import Client

from partners.models import Agreement
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LIST, FILE = "/es/acuerdos/", "/es/acuerdos.csv"
ACCESSES = ("public", "internal", "confidential")
# Words of the record beyond title and summary; none may reach who may not open it.
SECRETS = ("secreto-", "Contraparte ", "REF-", "Firmante ", "Anexo ", "Archivo ")


@pytest.fixture
def today():
    with time_machine.travel(dt.datetime(2026, 11, 21, 17, tzinfo=dt.UTC), tick=False):
        yield


def record(access):
    """A whole agreement whose every fact carries its access as a mark."""
    agreement = make.agreement(
        access=access,
        title_es=f"Título {access}",
        slug_es=f"titulo-{access}",
        summary_es=f"Resumen {access}.",
        body_es=f"<p>secreto-{access}</p>",
        reference=f"REF-{access}",
        custody_es=f"Archivo {access}",
        kind={
            "public": "framework_agreement",
            "internal": "addendum",
            "confidential": "data_sharing_agreement",
        }[access],
        signed_on="2024-01-01",
        ends_on="2027-01-01",
    )
    institution = make.institution(
        key=f"party-{access}", name_es=f"Contraparte {access}"
    )
    party = make.party(agreement, institution=institution)
    official = make.official(name=f"Firmante {access}", slug=f"firmante-{access}")
    make.signature(
        agreement,
        party=party,
        official=official,
        name_as_signed=f"Firmante {access}",
        signed_on="2024-01-01",
    )
    make.document(agreement, title_es=f"Anexo {access}", access=access)
    topic = make.topic(key=f"topic-{access}", name_es=f"Asunto {access}")
    agreement.topics.add(topic)
    return SimpleNamespace(
        agreement=agreement, institution=institution, official=official
    )


@pytest.fixture
def records():
    return {access: record(access) for access in ACCESSES}


PERMISSIONS = {
    "visitor": None,
    "stranger": [],
    "staff": ["partners.read_internal"],
    "named": ["partners.read_internal"],
    "head": ["partners.read_internal", "partners.read_confidential"],
}


@pytest.fixture
def browser(reader, records):
    """The browser of one reader."""
    browser = Client()
    if PERMISSIONS[reader] is not None:
        person = make.user(reader, *PERMISSIONS[reader])
        browser.force_login(person)
        if reader == "named":
            records["confidential"].agreement.readers.add(person)
    return browser


SEES = {
    "visitor": {"public"},
    "stranger": {"public"},
    "staff": {"public", "internal", "confidential"},
    "named": {"public", "internal", "confidential"},
    "head": {"public", "internal", "confidential"},
}
OPENS = {**SEES, "staff": {"public", "internal"}}
READERS = list(SEES)


def accesses(text, word):
    return {access for access in ACCESSES if f"{word}{access}" in text}


@pytest.mark.parametrize("reader", READERS)
def test_the_register_lists_what_the_reader_may_see(browser, reader):
    page = browser.get(LIST).content.decode()

    assert accesses(page, "Título ") == SEES[reader]
    assert f"1–{len(SEES[reader])} de {len(SEES[reader])}" in page
    for secret in SECRETS:
        assert accesses(page, secret) <= OPENS[reader]


@pytest.mark.parametrize("reader", READERS)
def test_facets_name_and_count_what_the_reader_may_open(browser, reader):
    response = browser.get(LIST)

    groups = {
        group["name"]: {choice["name"]: choice["count"] for choice in group["choices"]}
        for group in response.context["facets"]["groups"]
    }
    opened = OPENS[reader]
    assert groups["Estado"] == {"Vence pronto": len(opened)}
    assert set(groups["Con quién"]) == {f"Contraparte {each}" for each in opened}
    assert set(groups["Tema"]) == {f"Asunto {each}" for each in opened}
    assert len(groups["Tipo"]) == len(opened)


@pytest.mark.parametrize("reader", READERS)
def test_a_filter_finds_only_what_the_reader_may_open(browser, reader):
    for agreement in Agreement.objects.all():
        access = agreement.access
        for question in (
            f"party=party-{access}",
            f"topic=topic-{access}",
            f"kind={agreement.kind}",
        ):
            page = browser.get(f"{FILE}?{question}").getvalue().decode()
            assert accesses(page, "Título ") == {access} & OPENS[reader]


@pytest.mark.parametrize("reader", READERS)
def test_words_of_the_record_find_only_what_the_reader_may_open(browser, reader):
    for access in ACCESSES:
        for words in (f"secreto-{access}", f"REF-{access}", f"contraparte {access}"):
            page = browser.get(FILE, {"words": words}).getvalue().decode()
            assert access in accesses(page, "Título ") or access not in OPENS[reader]
            assert accesses(page, "Título ") <= OPENS[reader]


@pytest.mark.parametrize("reader", READERS)
def test_title_and_summary_find_whatever_the_reader_may_see(browser, reader):
    for words in ("título confidential", "resumen confidential"):
        page = browser.get(FILE, {"words": words}).getvalue().decode()
        assert accesses(page, "Título ") == {"confidential"} & SEES[reader]


@pytest.mark.parametrize("reader", READERS)
def test_a_filter_narrows_list_and_file_alike(browser, reader):
    for path in (LIST, FILE):
        page = browser.get(f"{path}?state=ending_soon").getvalue().decode()
        assert accesses(page, "Título ") == OPENS[reader]


@pytest.mark.parametrize("reader", READERS)
def test_the_file_holds_what_the_list_shows(browser, reader):
    text = browser.get(FILE).getvalue().decode()

    assert accesses(text, "Título ") == SEES[reader]
    for secret in ("REF-", "Contraparte "):
        assert accesses(text, secret) == OPENS[reader]
    assert text.count("2027-01-01") == len(OPENS[reader])


@pytest.mark.parametrize("reader", READERS)
def test_a_page_is_there_or_not_found(browser, records, reader):
    for access, row in records.items():
        response = browser.get(row.agreement.url_in("es"))

        page = response.getvalue().decode()
        seen = access in SEES[reader]
        assert response.status_code == (200 if seen else 404)
        assert (f"<h1>Título {access}</h1>" in page) == seen
        assert (f"Resumen {access}." in page) == seen


@pytest.mark.parametrize("reader", READERS)
def test_a_page_opens_or_says_who_may_open_it(browser, records, reader):
    for access in SEES[reader]:
        page = browser.get(records[access].agreement.url_in("es")).content.decode()

        opens = access in OPENS[reader]
        assert ("Este registro es confidencial." in page) == (not opens)
        for secret in SECRETS:
            assert (f"{secret}{access}" in page) == opens


@pytest.mark.parametrize("reader", READERS)
def test_a_hidden_page_is_hidden_in_the_other_language_too(browser, records, reader):
    Agreement.objects.update(slug_en="", title_en="")

    for access in ACCESSES:
        response = browser.get(f"/en/agreements/titulo-{access}/")

        named = f"Título {access}" in response.getvalue().decode()
        assert named == (access in SEES[reader])


@pytest.mark.parametrize("reader", READERS)
def test_pages_of_institutions_and_people_show_what_opens(browser, records, reader):
    for access, row in records.items():
        for subject in (row.institution, row.official):
            page = browser.get(subject.url_in("es")).content.decode()
            assert (f"Título {access}" in page) == (access in OPENS[reader])


@pytest.mark.parametrize("reader", READERS)
def test_relations_name_only_what_the_reader_may_see(browser, records, reader):
    public = records["public"].agreement
    for access in ("internal", "confidential"):
        make.relation(records[access].agreement, "amends", public)
        make.relation(public, "implements", records[access].agreement)

    page = browser.get(public.url_in("es")).content.decode()

    assert accesses(page, "Título ") == SEES[reader]
    assert ("Antes y después" in page) == (len(SEES[reader]) > 1)


@pytest.mark.parametrize("reader", READERS)
def test_a_hidden_addendum_moves_the_end_and_is_not_named(browser, records, reader):
    public = records["public"].agreement
    addendum = records["internal"].agreement
    make.relation(addendum, "amends", public, new_ends_on="2029-12-31")

    page = browser.get(public.url_in("es")).content.decode()

    assert "31 de diciembre de 2029" in page
    assert ("mueve el fin" in page) == ("internal" in SEES[reader])


@pytest.mark.parametrize("reader", READERS)
def test_the_query_and_the_record_agree_on_who_may_open_it(browser, records, reader):
    user = browser.get(LIST).wsgi_request.user

    opened = {each.pk: each.is_open for each in Agreement.objects.visible_to(user)}

    assert opened == {
        row.agreement.pk: row.agreement.opens_to(user)
        for row in records.values()
        if row.agreement.pk in opened
    }


def addresses(records):
    yield from ("/es/acuerdos/", "/en/agreements/", "/es/acuerdos.csv")
    yield from ("/es/instituciones/", "/es/autoridades/")
    for row in (records["public"],):
        for subject in (row.agreement, row.institution, row.official):
            yield subject.url_in("es")
            yield subject.url_in("en")


@pytest.mark.parametrize("reader", ["visitor"])
def test_visitors_get_pages_any_cache_may_keep(browser, records):
    for address in addresses(records):
        response = browser.get(address)
        assert response.status_code == 200
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert "no-store" not in response.get("Cache-Control", "")


@pytest.mark.parametrize("reader", ["stranger", "staff", "named", "head"])
def test_what_staff_was_answered_is_kept_nowhere(browser, records):
    hidden = records["confidential"].agreement.url_in("es")
    elsewhere = f"/en/agreements/{records['internal'].agreement.slug_es}/"

    for address in [*addresses(records), hidden, elsewhere]:
        response = browser.get(address)
        if response.status_code != 404:
            assert "no-store" in response["Cache-Control"]
            assert "private" in response["Cache-Control"]
