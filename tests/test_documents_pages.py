"""A paper, its pages and its file: to whoever may open them, and to nobody else."""

import os
import tracemalloc
from itertools import product

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from iompanama.pages.models import SiteSettings
from partners.models import Document, Opening
from tests import make

pytestmark = pytest.mark.django_db
DATA = b"%PDF-1.4 " + bytes(range(256)) * 40


@pytest.fixture
def paper():
    """A public paper of three pages that are read, of an agreement with addresses."""
    agreement = make.agreement(
        title_es="Acuerdo marco", slug_es="marco", slug_en="frame"
    )
    document = make.document(agreement, title_es="Texto firmado", access="public")
    version = make.version(document, DATA, pages=3, name="acuerdo firmado.pdf")
    for words in ("Preámbulo.", "De la niñez migrante.", "Firmas."):
        make.page_text(version, text=words)
    return document


def address(document, rest="", code="es"):
    return document.url_in(code) + rest


def signed_in(*permissions, name="eva"):
    client = Client()
    client.force_login(make.user(name, *permissions))
    return client


def body(response):
    return b"".join(response)


def status(response):
    """Of an answer that is then read to its end, as a browser does."""
    body(response)
    return response.status_code


# Pages.


def test_a_paper_lists_its_pages_with_their_first_words(client, paper):
    page = client.get(address(paper)).content.decode()

    assert "<h1>Texto firmado</h1>" in page
    assert "Preámbulo." in page
    assert f'href="{address(paper, "pagina/2/")}' in page
    assert "Descargar el original (PDF" in page


def test_words_find_the_page_and_are_marked_on_it(client, paper):
    found = client.get(address(paper, "?q=ninez+migrantes")).content.decode()
    assert "De la <mark>niñez</mark> <mark>migrante</mark>." in found
    assert "Preámbulo" not in found

    page = client.get(address(paper, "pagina/2/?q=ninez")).content.decode()
    assert "De la <mark>niñez</mark> migrante." in page
    assert f'{address(paper, "pagina/3/")}?q=ninez" rel="next"' in page


def test_the_page_says_where_else_the_words_are(client, paper):
    make.page_text(paper.versions.get(), number=4, text="Otra vez la niñez.")

    page = client.get(address(paper, "pagina/2/?q=niñez")).content.decode()

    assert "Las palabras están también en la" in page
    assert ">página 4</a>" in page


def test_a_page_leads_to_the_same_page_in_the_other_language(client, paper):
    page = client.get(address(paper, "pagina/2/?q=niñez")).content.decode()

    assert f"/en/agreements/frame/documents/{paper.pk}/page/2/?q=ni%C3%B1ez" in page


def test_an_address_in_the_other_language_leads_on(client, paper):
    response = client.get(f"/en/agreements/marco/documents/{paper.pk}/page/2/")

    assert response.status_code == 301
    assert response["Location"] == address(paper, "page/2/", "en")


def test_the_text_of_a_page_cannot_bring_marks_of_its_own(client, paper):
    paper.versions.get().pages.filter(number=1).update(text="<script>1</script> & niño")

    page = client.get(address(paper, "pagina/1/?q=niño")).content.decode()

    assert "&lt;script&gt;1&lt;/script&gt; &amp; <mark>niño</mark>" in page


@pytest.mark.parametrize("number", [0, 4, 10**30])
def test_a_page_that_is_not_there_is_not_found(client, paper, number):
    assert client.get(address(paper, f"pagina/{number}/")).status_code == 404


def test_what_is_not_read_yet_says_so(client, paper):
    paper.versions.get().pages.all().delete()

    for rest in ("", "pagina/2/"):
        page = client.get(address(paper, rest)).content.decode()
        assert "aún no se puede" in page
    assert client.get(address(paper, "pagina/2/imagen/")).status_code == 404


def test_a_paper_without_a_file_says_so(client):
    document = make.document(access="public")

    page = client.get(document.url_in("es")).content.decode()

    assert "aún no está en el registro" in page
    assert client.get(address(document, "archivo/")).status_code == 404


def test_only_staff_chooses_an_earlier_version(client, paper):
    newer = make.version(paper, b"%PDF- newer", pages=1)
    make.page_text(newer, text="Corregido.")
    reader = signed_in("partners.read_internal")

    assert "Corregido." in client.get(address(paper)).content.decode()
    assert client.get(address(paper, "?version=1")).status_code == 404
    assert client.get(address(paper, "archivo/?version=1")).status_code == 404
    earlier = reader.get(address(paper, "?version=1")).content.decode()
    assert "Esta es la versión 1; consta otra posterior." in earlier
    assert "Preámbulo." in earlier
    assert body(reader.get(address(paper, "archivo/?version=1"))) == DATA
    assert reader.get(address(paper, "?version=9")).status_code == 404
    assert reader.get(address(paper, "?version=x")).status_code == 404


@pytest.mark.parametrize("many", [1, 40])
def test_pages_cost_the_same_for_any_length(client, many, django_assert_num_queries):
    SiteSettings.load()
    document = make.document(access="public")
    version = make.version(document, pages=many)
    for _ in range(many):
        make.page_text(version, text="La niñez.")

    with django_assert_num_queries(4):
        client.get(address(document))
    with django_assert_num_queries(3):
        client.get(address(document, "pagina/1/"))
    with django_assert_num_queries(4):
        client.get(address(document, "pagina/1/?q=niñez"))


# Access.

READERS = {
    "visitor": None,
    "stranger": [],
    "staff": ["partners.read_internal"],
    "named": ["partners.read_internal"],
    "head": ["partners.read_internal", "partners.read_confidential"],
}
ORDER = ("public", "internal", "confidential")
# How far each may go, in the record and in the paper alike.
MAY = {"visitor": 0, "stranger": 0, "staff": 1, "named": 2, "head": 2}


@pytest.fixture
def browsers():
    """The browser of each reader."""
    return {
        reader: Client() if held is None else signed_in(*held, name=reader)
        for reader, held in READERS.items()
    }


@pytest.fixture
def papers(browsers):
    """Of an agreement of each access a paper of each, with a page and its picture."""
    agreements = {access: make.agreement(access=access) for access in ORDER}
    for agreement in agreements.values():
        agreement.readers.add(make.user("named"))
    papers = {
        (record, access): make.document(
            agreements[record], title_es=f"Anexo {access}", access=access
        )
        for record, access in product(ORDER, ORDER)
    }
    for document in papers.values():
        page = make.page_text(make.version(document))
        page.picture.save("p.webp", ContentFile(b"webp"))
    return papers


def opens(reader, *accesses):
    return max(map(ORDER.index, accesses)) <= MAY[reader]


def test_a_paper_opens_when_its_record_and_itself_do(browsers, papers):
    rests = ("", "pagina/1/", "pagina/1/imagen/", "archivo/")
    asked = list(product(browsers, papers, rests))

    answers = {
        (reader, which, rest): status(
            browsers[reader].get(address(papers[which], rest))
        )
        for reader, which, rest in asked
    }

    assert answers == {
        (reader, which, rest): 200 if opens(reader, *which) else 404
        for reader, which, rest in asked
    }


def test_a_record_names_the_papers_that_open(browsers, papers):
    pages = {
        (reader, record): browsers[reader]
        .get(papers[record, "public"].agreement.url_in("es"))
        .content.decode()
        for reader, record in product(browsers, ORDER)
    }

    named = {
        (*asked, access): f"Anexo {access}" in page
        for asked, page in pages.items()
        for access in ORDER
    }

    assert named == {each: opens(*each) for each in named}


def test_the_record_lists_its_papers_with_pages_and_size(client, paper):
    make.document(paper.agreement, title_es="Sin archivo", access="public")
    paper.agreement.authentic_languages = ["en"]
    paper.agreement.save()

    page = client.get(paper.agreement.url_in("es")).content.decode()

    part = page[page.index('id="documents"') :]
    assert f'<a href="{address(paper)}">Texto firmado</a>' in part
    assert "Español · traducción<br>3 páginas · PDF, 10,0\xa0KB" in part
    assert "<li>Sin archivo<br>" in part


# Openings.


def test_opening_a_confidential_paper_is_put_down(paper):
    Document.objects.update(access="confidential")
    reader = signed_in("partners.read_internal", "partners.read_confidential")
    paper.versions.get().pages.get(number=2).picture.save(
        "p.webp", ContentFile(b"webp")
    )

    for rest in ("", "pagina/2/", "pagina/2/imagen/", "archivo/", "archivo/"):
        status(reader.get(address(paper, rest)))
    status(reader.get(address(paper, "archivo/"), headers={"Range": "bytes=0-9"}))

    put_down = Opening.objects.order_by("pk").values_list(
        "user__username", "part", "page"
    )
    assert list(put_down) == [
        ("eva", "list", None),
        ("eva", "page", 2),
        ("eva", "file", None),
    ]
    assert {each.version for each in Opening.objects.all()} == {paper.versions.get()}


def test_opening_anything_else_is_nobodys_business(client, paper):
    signed_in("partners.read_internal").get(address(paper, "pagina/2/"))
    status(client.get(address(paper, "archivo/")))

    assert not Opening.objects.exists()


# The file.


def test_the_original_is_saved_and_never_run(client, paper):
    response = client.get(address(paper, "archivo/"))

    assert body(response) == DATA
    assert response["Content-Type"] == "application/pdf"
    assert (
        response["Content-Disposition"] == 'attachment; filename="acuerdo firmado.pdf"'
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Content-Length"] == str(len(DATA))
    assert response["ETag"] == f'"{paper.versions.get().sha256}"'
    assert response["Accept-Ranges"] == "bytes"


def test_what_is_not_for_all_is_kept_nowhere(client, paper):
    public = client.get(address(paper, "archivo/"))
    assert public["Cache-Control"] == "public, no-cache"

    staff = signed_in("partners.read_internal").get(address(paper, "archivo/"))
    assert set(staff["Cache-Control"].split(", ")) == {"private", "no-store"}
    assert body(public) == body(staff)


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=100-", 100, len(DATA)),
        ("bytes=-5", len(DATA) - 5, len(DATA)),
        ("bytes=5-999999999", 5, len(DATA)),
        ("bytes=-999999999", 0, len(DATA)),
    ],
)
def test_a_part_is_handed_out(client, paper, asked, start, end):
    headers = {"Range": asked, "Accept-Encoding": "gzip"}
    response = client.get(address(paper, "archivo/"), headers=headers)

    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {start}-{end - 1}/{len(DATA)}"
    assert "Content-Encoding" not in response
    assert body(response) == DATA[start:end]


@pytest.mark.parametrize(
    "asked",
    ["bytes=0-1,4-5", "bytes=5-3", "lines=0-3", "bytes=-", "bytes=x", "bytes=٣-٤"],
)
def test_what_is_no_part_gets_the_whole(client, paper, asked):
    response = client.get(address(paper, "archivo/"), headers={"Range": asked})

    assert response.status_code == 200
    assert body(response) == DATA


@pytest.mark.parametrize("asked", [f"bytes={len(DATA)}-", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(client, paper, asked):
    response = client.get(address(paper, "archivo/"), headers={"Range": asked})

    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(DATA)}"


def test_a_part_of_another_version_gets_the_whole(client, paper):
    etag = f'"{paper.versions.get().sha256}"'
    for fits, status in ((etag, 206), ('"other"', 200)):
        headers = {"Range": "bytes=0-9", "If-Range": fits}
        response = client.get(address(paper, "archivo/"), headers=headers)
        assert response.status_code == status
        body(response)


def test_who_has_the_file_is_told_so(client, paper):
    etag = f'"{paper.versions.get().sha256}"'

    response = client.get(address(paper, "archivo/"), headers={"If-None-Match": etag})

    assert (response.status_code, response.content) == (304, b"")


def test_a_large_file_is_never_in_memory(client, paper, settings):
    version = make.version(paper, b"%PDF- large")
    large = 128 << 20
    os.truncate(version.file.path, large)

    tracemalloc.start()
    response = client.get(address(paper, "archivo/"))
    length = sum(map(len, response.streaming_content))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert length == large
    assert peak < 8 << 20


def test_the_proxy_may_send_the_file(client, paper, settings):
    settings.DOCUMENT_ACCEL = "/private/"

    response = client.get(address(paper, "archivo/"))

    assert response["X-Accel-Redirect"] == f"/private/{paper.versions.get().file.name}"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/pdf"
    assert body(response) == b""


def test_a_file_that_is_gone_is_not_found(client, paper):
    version = paper.versions.get()
    version.file.storage.delete(version.file.name)

    assert client.get(address(paper, "archivo/")).status_code == 404


def test_pages_of_a_paper_take_no_forms(client, paper):
    for rest in ("", "pagina/1/", "archivo/"):
        assert client.post(address(paper, rest)).status_code == 405
