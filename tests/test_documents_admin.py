"""Officers file scans, see how far they are read, and correct their pages."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from partners.models import Document, DocumentVersion, Opening, PageText
from tests import make
from tests.filling import add_row, drawn

pytestmark = pytest.mark.django_db
ENTER = "/es/admin/partners/agreement/add/"


def signed_in(group, name):
    client = Client()
    client.force_login(make.staff(group, name))
    client.user = make.user(name)
    return client


@pytest.fixture
def elena(db):
    return signed_in("Partnerships", "elena")


@pytest.fixture
def lee(db):
    return signed_in("Staff readers", "lee")


@pytest.fixture
def head(db):
    return signed_in("Head of office", "jefa")


def files_of(document):
    return reverse("admin:partners_document_change", args=[document.pk])


def correction_of(page):
    return reverse("admin:partners_pagetext_change", args=[page.pk])


def send(client, document, *files):
    return client.post(files_of(document), {"files": list(files)})


def doubtful(version, number, **values):
    return make.page_text(
        version, number=number, origin="ocr", confidence=41, is_doubtful=True, **values
    )


def test_the_form_of_the_agreement_leads_to_the_files_of_each_paper(elena):
    document = make.document(make.agreement(access="internal"))
    make.version(document)
    make.version(document)
    other = make.document(document.agreement)

    page = elena.get(f"/es/admin/partners/agreement/{document.agreement_id}/change/")

    page = page.content.decode()
    assert f'<a href="{files_of(document)}">2 versiones</a>' in page
    assert f'<a href="{files_of(other)}">Archivar un escaneo</a>' in page


def test_an_officer_files_a_scan(elena):
    document = make.document()

    response = send(elena, document, make.upload(make.paper(), "Acuerdo.pdf"))

    assert response.status_code == 302
    version = document.versions.get()
    assert (version.number, version.added_by) == (1, elena.user)
    page = elena.get(files_of(document)).content.decode()
    assert "La versión 1 quedó archivada." in page
    assert version.sha256 in page
    assert "Espera su lectura" in page


def entered(client, *files, **changes):
    """The form of a new agreement with one paper, sent with files."""
    values = {**drawn(client.get(ENTER)), "_continue": "1"}
    values |= {"title_es": "Acuerdo del manglar", "kind": "framework_agreement"}
    values |= {"slug_es": "acuerdo-del-manglar", "access": "internal"}
    row = {"kind": "signed_text", "title_es": "Texto firmado", "language": "es"}
    row |= {"access": "internal", "files": list(files)}
    return client.post(ENTER, {**add_row(values, "documents", **row), **changes})


def place():
    """Where the files of papers are stored, whatever storages other tests made."""
    return DocumentVersion._meta.get_field("file").storage


def stored():
    return set(Path(place().location).rglob("*"))


def test_an_officer_files_the_signed_text_in_the_first_form(elena):
    response = entered(elena, make.upload(make.paper("Uno", "Dos"), "convenio.pdf"))

    assert response.status_code == 302
    version = DocumentVersion.objects.get()
    assert (version.name, version.page_count) == ("convenio.pdf", 2)
    assert (version.added_by, version.document.title_es) == (
        elena.user,
        "Texto firmado",
    )
    page = elena.get(response.url).content.decode()
    assert "1 versión" in page
    assert 'name="documents-0-files"' not in page
    assert 'enctype="multipart/form-data"' in page


def test_a_row_whose_file_is_refused_says_why_and_nothing_is_saved(elena):
    response = entered(elena, make.upload(b"not a paper", "convenio.pdf"))
    page = response.content.decode()

    assert "no es un PDF ni una imagen" in page
    assert "Vuelva a elegir estos archivos antes de guardar: convenio.pdf" in page
    assert not Document.objects.exists()


def test_a_form_that_is_refused_stores_no_file(elena):
    before = stored()
    response = entered(elena, make.upload(make.paper("Uno"), "convenio.pdf"), kind="")

    assert "Este campo es obligatorio." in response.content.decode()
    assert not Document.objects.exists()
    assert stored() == before


def test_a_form_that_the_database_refuses_stores_no_file(elena):
    before = stored()
    other = make.agreement(access="internal").pk
    circle = {"relations_out-TOTAL_FORMS": 1, "relations_in-TOTAL_FORMS": 1}
    circle |= {"relations_out-0-kind": "replaces", "relations_out-0-target": other}
    circle |= {"relations_in-0-kind": "replaces", "relations_in-0-source": other}
    response = entered(elena, make.upload(make.paper("Uno"), "convenio.pdf"), **circle)

    assert "Esto cerraría un círculo" in response.content.decode()
    assert not Document.objects.exists()
    assert stored() == before


def test_what_the_disk_does_not_take_costs_the_file_alone(elena, monkeypatch, tmp_path):
    full = tmp_path / "full"
    full.touch()  # a folder cannot be made in it
    monkeypatch.setattr(place(), "location", str(full))
    response = entered(elena, make.upload(make.paper("Uno"), "convenio.pdf"))

    assert "no se pudo guardar" in elena.get(response.url).content.decode()
    assert Document.objects.get().agreement.title_es == "Acuerdo del manglar"
    assert not DocumentVersion.objects.exists()


def test_several_pictures_are_filed_as_one_version(elena):
    document, (data, _size) = make.document(), make.scanned(make.LINES)

    send(elena, document, make.upload(data, "1.jpg"), make.upload(data, "2.jpg"))

    assert document.versions.get().page_count == 2


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], "Este campo es obligatorio"),
        ([(b"<html>", "acuerdo.pdf")], "«acuerdo.pdf» no es un PDF ni una imagen"),
        ([(b"", "acuerdo.pdf")], "«acuerdo.pdf» está vacío"),
    ],
)
def test_what_is_not_taken_is_said_at_the_field(elena, files, words):
    document = make.document()

    sent = [make.upload(data, name) for data, name in files]
    response = send(elena, document, *sent)

    assert response.status_code == 400
    assert words in response.content.decode()
    assert not DocumentVersion.objects.exists()


def test_the_newest_file_sent_again_is_refused_in_words(elena):
    document = make.document()
    data = make.paper()
    send(elena, document, make.upload(data))

    response = send(elena, document, make.upload(data))

    assert response.status_code == 400
    assert "ya consta como versión 1" in response.content.decode()


def test_a_file_on_record_elsewhere_is_named_only_where_it_opens(elena):
    document = make.document(access="public")
    known = make.document(make.agreement(title_es="Acuerdo conocido"), access="public")
    secret = make.document(make.agreement(title_es="Secreto", access="confidential"))
    for each in (document, known, secret):
        make.version(each, b"%PDF-same")

    page = elena.get(files_of(document)).content.decode()

    assert "El mismo archivo consta también:" in page
    assert "Acuerdo conocido" in page
    assert "en un documento que usted no puede abrir" in page
    assert "Secreto" not in page


def test_who_only_reads_files_nothing(lee):
    document = make.document(access="internal")
    version = make.version(document)
    page = lee.get(files_of(document)).content.decode()

    assert "Archivar una versión" not in page
    assert send(lee, document, make.upload(make.paper())).status_code == 403
    again = reverse("admin:partners_document_again", args=[document.pk, 1])
    assert lee.post(again).status_code == 403
    assert lee.get(correction_of(make.page_text(version))).status_code == 404
    assert document.versions.count() == 1


def test_a_hidden_paper_is_nowhere_in_the_admin(elena):
    document = make.document(access="confidential", title_es="Anexo secreto")
    version = make.version(document)
    page = make.page_text(version)

    agreement = f"/es/admin/partners/agreement/{document.agreement_id}/change/"
    assert "Anexo secreto" not in elena.get(agreement).content.decode()
    assert elena.get(files_of(document)).status_code == 404
    assert send(elena, document, make.upload(make.paper())).status_code == 404
    for name, args in (
        ("partners_document_file", [document.pk, 1]),
        ("partners_pagetext_picture", [page.pk]),
    ):
        assert elena.get(reverse(f"admin:{name}", args=args)).status_code == 404
    again = reverse("admin:partners_document_again", args=[document.pk, 1])
    assert elena.post(again).status_code == 404
    assert elena.get(correction_of(page)).status_code == 404


def test_a_paper_that_its_writer_could_not_open_is_refused(elena):
    agreement = make.agreement(access="internal")
    url = f"/es/admin/partners/agreement/{agreement.pk}/change/"

    def sent(**more):
        return elena.post(
            url,
            add_row(
                {**drawn(elena.get(url)), **more},
                "documents",
                kind="annex",
                title_es="Anexo reservado",
                language="es",
                access="confidential",
                position=0,
            ),
        )

    response = sent()

    assert response.status_code == 200
    assert "Usted ya no podría abrir «Anexo reservado»" in response.content.decode()
    assert not Document.objects.exists()
    assert sent(readers=[elena.user.pk]).status_code == 302
    assert Document.objects.get().access == "confidential"


def test_a_paper_with_files_is_not_taken_out_of_the_form(elena):
    document = make.document(access="internal")
    make.version(document)
    url = f"/es/admin/partners/agreement/{document.agreement_id}/change/"

    response = elena.post(url, {**drawn(elena.get(url)), "documents-0-DELETE": "on"})

    assert response.status_code == 200
    assert Document.objects.filter(pk=document.pk).exists()


def test_doubtful_pages_come_first(elena):
    version = make.version(pages=3)
    make.page_text(version, text="Primera.")
    doubtful(version, 2, text="Segnnda.")

    page = elena.get(files_of(version.document)).content.decode()

    assert page.index("Segnnda.") < page.index("Primera.")
    assert "por revisar" in page
    assert "certeza del 41 %" in page


def test_the_picture_stands_beside_the_text_to_correct(elena):
    page = make.page_text(text="Las partes convienen.")
    page.picture.save("p.webp", ContentFile(b"webp"))

    shown = elena.get(correction_of(page)).content.decode()

    address = reverse("admin:partners_pagetext_picture", args=[page.pk])
    assert f'<img src="{address}" width="1000" height="1414" alt="Imagen' in shown
    assert "Las partes convienen.</textarea>" in shown
    picture = elena.get(address)
    assert (b"".join(picture), picture["Content-Type"]) == (b"webp", "image/webp")


def correct(client, page, text, opened=None):
    opened = opened or drawn(client.get(correction_of(page)))
    return client.post(correction_of(page), {**opened, "text": text, "_save": "1"})


def test_a_corrected_page_says_who_and_leads_to_the_next_doubtful_one(elena):
    version = make.version(pages=4)
    first, second = doubtful(version, 1), doubtful(version, 3)

    response = correct(elena, first, "Así dice.")

    assert response["Location"] == correction_of(second)
    first.refresh_from_db()
    assert (first.text, first.origin, first.is_doubtful) == (
        "Así dice.",
        "typed",
        False,
    )
    assert (first.corrected_by, first.corrected_at is not None) == (elena.user, True)
    response = correct(elena, second, second.text)
    assert response["Location"] == f"{files_of(version.document)}?version=1"


def test_two_corrections_at_once_are_shown_to_the_later_one(elena):
    page, ivan = make.page_text(text="Uno."), signed_in("Partnerships", "ivan")
    opened = drawn(ivan.get(correction_of(page)))
    correct(elena, page, "Dos.")

    late = correct(ivan, page, "Tres.", opened)

    assert late.status_code == 409
    shown = late.content.decode()
    assert "Dos." in shown
    assert "Tres." in shown
    page.refresh_from_db()
    assert page.text == "Dos."


def test_a_page_read_meanwhile_is_a_late_save_too(elena):
    page = make.page_text(text="Uno.")
    opened = drawn(elena.get(correction_of(page)))
    PageText.objects.update(text="Leído otra vez.")

    assert correct(elena, page, "Tres.", opened).status_code == 409


def test_an_officer_has_a_version_read_again(elena):
    version = make.version()
    DocumentVersion.objects.update(state="failed", tries=5, reason="gone")
    page = elena.get(files_of(version.document)).content.decode()
    assert "El archivo no está donde se guardó. No se intentará" in page

    again = reverse("admin:partners_document_again", args=[version.document_id, 1])
    assert again in page
    assert elena.get(again).status_code == 405
    assert elena.post(again).status_code == 302

    version.refresh_from_db()
    assert version.state == "waiting"


def test_scripts_in_a_file_are_said(elena):
    version = make.version(carries=["script"])

    page = elena.get(files_of(version.document)).content.decode()

    assert "contiene programas que se ejecutan al abrirlo" in page


def test_the_head_of_office_sees_who_opened_what(head, elena):
    document = make.document(
        make.agreement(title_es="Acuerdo reservado"), access="confidential"
    )
    document.agreement.readers.add(elena.user)
    page = make.page_text(make.version(document))
    elena.get(files_of(document))
    elena.get(correction_of(page))
    b"".join(elena.get(reverse("admin:partners_document_file", args=[document.pk, 1])))

    openings = reverse("admin:partners_opening_changelist")
    shown = head.get(openings).content.decode()

    assert shown.count("elena") >= 3
    assert "Acuerdo reservado" in shown
    for what in ("la lista de sus páginas", "página 1", "el archivo"):
        assert f"{what} (versión 1)" in shown
    assert elena.get(openings).status_code == 403
    assert Opening.objects.filter(user=elena.user).count() == 3
    assert "Acuerdo reservado" in head.get(f"{openings}?q=reservado").content.decode()


@pytest.mark.parametrize("many", [1, 8])
def test_the_page_of_a_paper_costs_the_same(elena, many, django_assert_num_queries):
    document = make.document(access="internal")
    for n in range(many):
        version = make.version(document, b"%%PDF- %d" % n, user=elena.user)
        make.version(make.document(access="internal"), b"%%PDF- %d" % n)
        DocumentVersion.objects.update(state="read")
    for _ in range(many):
        make.page_text(version, corrected_by=elena.user)
    elena.get(files_of(document))

    with django_assert_num_queries(10):
        elena.get(files_of(document))
