"""Words in the pages of papers find their agreement in the register."""

import pytest
from django.test import Client

from iompanama.pages.models import SiteSettings
from partners import register
from tests import make

pytestmark = pytest.mark.django_db
REGISTER = "/es/acuerdos/"


def paper(record="public", access="public", **values):
    """A page about macaws, in a paper of an agreement whose title says its access."""
    agreement = make.agreement(access=record, title_es=f"Acuerdo {record} {access}")
    document = make.document(agreement, title_es="Anexo", access=access)
    version = make.version(document, pages=3)
    make.page_text(version, text="Preámbulo.")
    make.page_text(version, text="Del tránsito y la protección de las guacamayas.")
    return agreement


def found(client, words, **parameters):
    response = client.get(REGISTER, {"words": words, **parameters})
    return [each.title_es for each in response.context["page_obj"].object_list]


def test_a_word_of_a_page_finds_the_agreement_and_leads_to_the_page(client):
    agreement = paper()
    make.agreement()

    response = client.get(REGISTER, {"words": "guacamaya protección"})

    [row] = response.context["page_obj"].object_list
    assert row == agreement
    page = response.content.decode()
    address = agreement.documents.get().url_in("es")
    assert (
        f'href="{address}pagina/2/?q=guacamaya%20protecci%C3%B3n">Anexo, página 2'
        in page
    )
    assert "la <mark>protección</mark> de las <mark>guacamayas</mark>." in page


def test_facets_count_what_pages_find(client):
    paper()

    response = client.get(REGISTER, {"words": "guacamaya"})

    groups = {group["name"] for group in response.context["facets"]["groups"]}
    assert "Tipo" in groups


def test_pages_find_only_what_the_reader_may_open():
    for record, access in (
        ("public", "public"),
        ("public", "internal"),
        ("public", "confidential"),
        ("internal", "public"),
        ("confidential", "public"),
    ):
        paper(record, access)
    staff, head = Client(), Client()
    staff.force_login(make.user("lee", "partners.read_internal"))
    head.force_login(make.staff("Head of office"))

    assert found(Client(), "guacamaya") == ["Acuerdo public public"]
    assert set(found(staff, "guacamaya")) == {
        "Acuerdo public public",
        "Acuerdo public internal",
        "Acuerdo internal public",
    }
    assert len(found(head, "guacamaya")) == 5


def test_only_the_newest_file_of_a_paper_is_searched(client):
    agreement = paper()
    newer = make.version(agreement.documents.get())
    make.page_text(newer, text="Sin aves.")

    assert found(client, "guacamaya") == []
    assert found(client, "aves") == ["Acuerdo public public"]


def test_words_on_very_many_pages_are_looked_for_on_so_many_as_on_a_past_day(
    client, monkeypatch
):
    monkeypatch.setattr(register, "MOST_PAGES", 2)
    for _ in range(3):
        paper()

    assert len(found(client, "guacamaya", on="2024-01-01")) == 2
    assert len(found(client, "guacamaya")) == 3


@pytest.mark.parametrize("many", [1, 15])
def test_pages_found_cost_no_query_more(client, many, django_assert_num_queries):
    SiteSettings.load()
    for _ in range(many):
        paper()

    with django_assert_num_queries(4):
        client.get(REGISTER, {"words": "guacamaya"})


def test_an_excerpt_begins_before_the_first_word_and_is_cut_between_words(client):
    agreement = paper()
    text = "uno dos tres cuatro " * 40 + "y las guacamayas " + "cinco seis siete " * 40
    agreement.documents.get().versions.get().pages.filter(number=2).update(text=text)

    page = client.get(REGISTER, {"words": "guacamaya"}).content.decode()

    assert "… cuatro uno dos" in page or "… uno dos" in page or "… tres" in page
    assert "las <mark>guacamayas</mark> cinco" in page
    assert len(page[page.index("página 2") :].partition("</p>")[0]) < 420
