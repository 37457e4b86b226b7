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


SEES = {
    "visitor": {"public"},
    "stranger": {"public"},
    "staff": {"public", "internal", "confidential"},
    "named": {"public", "internal", "confidential"},
    "head": {"public", "internal", "confidential"},
}
OPENS = {**SEES, "staff": {"public", "internal"}}
# By reader and access.
SEEN = {(reader, each): each in SEES[reader] for reader in SEES for each in ACCESSES}
OPENED = {(reader, each): each in OPENS[reader] for reader in SEES for each in ACCESSES}


@pytest.fixture
def browsers(records):
    """The browser of each reader."""
    browsers = {reader: Client() for reader in PERMISSIONS}
    for reader, permissions in PERMISSIONS.items():
        if permissions is not None:
            browsers[reader].force_login(make.user(reader, *permissions))
    records["confidential"].agreement.readers.add(make.user("named"))
    return browsers


def asked(browsers, path, question=None):
    """What each reader is answered."""
    return {
        reader: browser.get(path, question).getvalue().decode()
        for reader, browser in browsers.items()
    }


def accesses(text, word):
    return {access for access in ACCESSES if f"{word}{access}" in text}


def listed(pages):
    """Whose titles each reader finds there."""
    return {reader: accesses(page, "Título ") for reader, page in pages.items()}


def narrowed(there, accesses):
    """Of what is there for each reader, these."""
    return {reader: found & accesses for reader, found in there.items()}


def test_the_register_lists_what_the_reader_may_see(browsers):
    pages = asked(browsers, LIST)

    assert listed(pages) == SEES
    for reader, page in pages.items():
        assert f"1–{len(SEES[reader])} de {len(SEES[reader])}" in page
        for secret in SECRETS:
            assert accesses(page, secret) <= OPENS[reader]


@pytest.mark.parametrize("reader", SEES)
def test_facets_name_and_count_what_the_reader_may_open(browsers, reader):
    response = browsers[reader].get(LIST)

    groups = {
        group["name"]: {choice["name"]: choice["count"] for choice in group["choices"]}
        for group in response.context["facets"]["groups"]
    }
    opened = OPENS[reader]
    assert groups["Estado"] == {"Vence pronto": len(opened)}
    assert set(groups["Con quién"]) == {f"Contraparte {each}" for each in opened}
    assert set(groups["Tema"]) == {f"Asunto {each}" for each in opened}
    assert len(groups["Tipo"]) == len(opened)


def test_a_filter_finds_only_what_the_reader_may_open(browsers, records):
    for access, row in records.items():
        for question in (
            f"party=party-{access}",
            f"topic=topic-{access}",
            f"kind={row.agreement.kind}",
        ):
            pages = asked(browsers, f"{FILE}?{question}")
            assert listed(pages) == narrowed(OPENS, {access})


def test_words_of_the_record_find_only_what_the_reader_may_open(browsers):
    for access in ACCESSES:
        for words in (f"secreto-{access}", f"REF-{access}", f"contraparte {access}"):
            found = listed(asked(browsers, FILE, {"words": words}))
            assert narrowed(found, {access}) == narrowed(OPENS, {access})
            assert found == {reader: found[reader] & OPENS[reader] for reader in found}


def test_title_and_summary_find_whatever_the_reader_may_see(browsers):
    for words in ("título confidential", "resumen confidential"):
        pages = asked(browsers, FILE, {"words": words})
        assert listed(pages) == narrowed(SEES, {"confidential"})


@pytest.mark.parametrize("path", [LIST, FILE])
def test_a_filter_narrows_list_and_file_alike(browsers, path):
    assert listed(asked(browsers, f"{path}?state=ending_soon")) == OPENS


def test_the_file_holds_what_the_list_shows(browsers):
    texts = asked(browsers, FILE)

    assert listed(texts) == SEES
    for reader, text in texts.items():
        for secret in ("REF-", "Contraparte "):
            assert accesses(text, secret) == OPENS[reader]
        assert text.count("2027-01-01") == len(OPENS[reader])


def test_a_page_opens_or_says_who_may_open_it_or_is_not_found(browsers, records):
    for (reader, access), seen in SEEN.items():
        response = browsers[reader].get(records[access].agreement.url_in("es"))

        page, opens = response.getvalue().decode(), OPENED[reader, access]
        assert response.status_code == (200 if seen else 404)
        assert (f"<h1>Título {access}</h1>" in page) == seen
        assert (f"Resumen {access}." in page) == seen
        assert ("Este registro es confidencial." in page) == (seen and not opens)
        for secret in SECRETS:
            assert (f"{secret}{access}" in page) == opens


def test_a_hidden_page_is_hidden_in_the_other_language_too(browsers):
    Agreement.objects.update(slug_en="", title_en="")

    named = {
        (reader, access): f"Título {access}" in page
        for access in ACCESSES
        for reader, page in asked(browsers, f"/en/agreements/titulo-{access}/").items()
    }

    assert named == SEEN


@pytest.mark.parametrize("kind", ["institution", "official"])
def test_pages_of_institutions_and_people_show_what_opens(browsers, records, kind):
    named = {
        (reader, access): f"Título {access}" in page
        for access, row in records.items()
        for reader, page in asked(browsers, getattr(row, kind).url_in("es")).items()
    }

    assert named == OPENED


def test_relations_name_only_what_the_reader_may_see(browsers, records):
    public = records["public"].agreement
    for access in ("internal", "confidential"):
        make.relation(records[access].agreement, "amends", public)
        make.relation(public, "implements", records[access].agreement)

    pages = asked(browsers, public.url_in("es"))

    assert listed(pages) == SEES
    for reader, page in pages.items():
        assert ("Antes y después" in page) == (len(SEES[reader]) > 1)


def test_a_hidden_addendum_moves_the_end_and_is_not_named(browsers, records):
    public = records["public"].agreement
    addendum = records["internal"].agreement
    make.relation(addendum, "amends", public, new_ends_on="2029-12-31")

    for reader, page in asked(browsers, public.url_in("es")).items():
        assert "31 de diciembre de 2029" in page
        assert ("mueve el fin" in page) == ("internal" in SEES[reader])


def test_the_query_and_the_record_agree_on_who_may_open_it(browsers, records):
    for reader, browser in browsers.items():
        user = browser.get("/es/instituciones/").wsgi_request.user

        opened = {each.pk: each.is_open for each in Agreement.objects.visible_to(user)}

        seen = {access: records[access].agreement for access in SEES[reader]}
        assert opened == {each.pk: each.opens_to(user) for each in seen.values()}


def addresses(records):
    yield from ("/es/acuerdos/", "/en/agreements/", "/es/acuerdos.csv")
    yield from ("/es/instituciones/", "/es/autoridades/")
    for row in (records["public"],):
        for subject in (row.agreement, row.institution, row.official):
            yield subject.url_in("es")
            yield subject.url_in("en")


def test_visitors_get_pages_any_cache_may_keep(browsers, records):
    for address in addresses(records):
        response = browsers["visitor"].get(address)
        assert response.status_code == 200
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert "no-store" not in response.get("Cache-Control", "")


@pytest.mark.parametrize("reader", ["stranger", "head"])
def test_what_staff_was_answered_is_kept_nowhere(browsers, records, reader):
    hidden = records["confidential"].agreement.url_in("es")
    elsewhere = f"/en/agreements/{records['internal'].agreement.slug_es}/"

    for address in [*addresses(records), hidden, elsewhere]:
        response = browsers[reader].get(address)
        if response.status_code != 404:
            assert "no-store" in response["Cache-Control"]
            assert "private" in response["Cache-Control"]
