"""Agreements come in from a spreadsheet: tried first, then all or none."""

import io
import zipfile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from partners.importing import reading
from partners.models import Agreement, Change, ImportedSheet

from . import make

pytestmark = pytest.mark.django_db

START = "/en/admin/partners/agreement/import/"
GOOD = {
    "Title in English": "Water agreement",
    "kind": "Letter of intent",
    "Referencia": "OIM-PA/X/1",
    "Signed on": "10/2024",
}


@pytest.fixture
def officer(client):
    user = make.staff("Partnerships")
    client.force_login(user)
    return user


def table(*rows, separator=";"):
    heads = list(dict.fromkeys(name for row in rows for name in row))
    lines = [heads, *([row.get(name, "") for name in heads] for row in rows)]
    cell = '"{}"'.format
    text = "\n".join(
        separator.join(cell(str(each).replace('"', '""')) for each in line)
        for line in lines
    )
    return SimpleUploadedFile("acuerdos.csv", text.encode("utf-8-sig"))


def workbook(*rows):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet.write(line, place, cell)
    book.close()
    return SimpleUploadedFile("acuerdos.xlsx", file.getvalue())


def tried(client, *rows, sheet=None):
    return client.post(START, {"sheet": sheet or table(*rows)}, follow=True)


def said(response):
    return response.content.decode()


def test_trial_says_what_would_happen_and_saves_nothing(client, officer):
    page = tried(client, GOOD)

    assert "One agreement would be made. Nothing is saved yet." in said(page)
    assert not Agreement.objects.exists()
    assert not Change.objects.filter(table="partners_agreement").exists()


def test_rows_come_in_whole_with_parties_and_signatures(client, officer):
    ministry = make.institution(name_es="Ministerio de Muestra", acronym_es="MINMUE")
    topic = make.topic(name_es="Agua segura")
    page = tried(
        client,
        {
            **GOOD,
            "Parties": "minmue\nCooperativa sin registro",
            "Signatures": "Ana Pérez | Ministra | Minister | MINMUE\nBob Díaz",
            "Topics": "AGUA SEGURA",
            "Renewal": "se prorroga sola",
            "Notice (days)": "60",
        }
        | {"Renewal": "renews by itself", "Renewal (months)": "12"},
    )
    client.post(page.redirect_chain[-1][0])

    agreement = Agreement.objects.get()
    assert (agreement.title_en, agreement.kind) == (
        "Water agreement",
        "letter_of_intent",
    )
    assert (agreement.reference, agreement.is_signed) == ("OIM-PA/X/1", True)
    assert agreement.signed_on_precision == "month"
    assert [each.institution for each in agreement.parties.all()] == [ministry, None]
    assert [each.name_as_signed for each in agreement.signatures.all()] == [
        "Ana Pérez",
        "Bob Díaz",
    ]
    assert agreement.signatures.first().party.institution == ministry
    assert list(agreement.topics.all()) == [topic]
    change = Change.objects.filter(table="partners_agreement").last()
    assert (change.actor, change.reason) == (officer, "Imported from a spreadsheet.")


def test_one_refused_row_keeps_all_of_them_out_and_says_why(client, officer):
    make.agreement(reference="OIM-PA/X/1")
    page = tried(
        client,
        {**GOOD, "Referencia": "OIM-PA/X/2"},
        GOOD,
        {"Title in English": "Second", "kind": "Treaty", "Signed on": "31/2/2024"},
    )

    assert "2 rows are refused" in said(page)
    assert "Agreement with this Reference already exists." in said(page)
    assert "“Treaty” is none of the choices." in said(page)
    assert "There is no such day in the calendar." in said(page)
    answer = client.post(page.redirect_chain[-1][0])
    assert answer.status_code == 422
    assert Agreement.objects.count() == 1


def test_rows_of_one_sheet_are_held_against_each_other(client, officer):
    page = tried(client, GOOD, {**GOOD, "Title in English": "Other"})

    assert "Agreement with this Reference already exists." in said(page)


def test_sheet_is_brought_in_once(client, officer):
    address = tried(client, GOOD).redirect_chain[-1][0]

    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 404
    assert Agreement.objects.count() == 1


def test_sheet_of_another_person_is_not_there(client, officer):
    address = tried(client, GOOD).redirect_chain[-1][0]
    client.force_login(make.staff("Partnerships", "other"))

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_title_on_record_is_noticed_but_a_hidden_one_only_by_its_title(client, officer):
    make.agreement(title_en="WATER agreement")

    assert "On record already: “" in said(tried(client, GOOD))


@pytest.mark.parametrize("role", ["Staff readers", "Editors", "Publishers"])
def test_who_may_not_register_agreements_may_not_import_them(client, role):
    client.force_login(make.staff(role))

    assert client.get(START).status_code == 403
    assert client.post(START, {"sheet": table(GOOD)}).status_code == 403
    assert client.get(f"{START}template.xlsx").status_code == 403


def test_template_has_every_column_in_both_languages_and_reads_back(client, officer):
    data = client.get(f"{START}template.xlsx").content

    heads = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    first = heads.to_python()[0]
    assert "Kind" in " ".join(first)
    assert len(reading._columns(first)) == len(reading.COLUMNS)
    assert all(reading._columns(first))


def test_workbook_with_days_numbers_and_formulas_is_read_as_texts(client, officer):
    sheet = workbook(
        ["title_es", "kind", "notice_days", "signed_on"],
        ["=1+1", "addendum", 30, "2024"],
    )
    page = tried(client, sheet=sheet)
    client.post(page.redirect_chain[-1][0])

    assert Agreement.objects.get().notice_days == 30


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The submitted file is empty."),
        (b"\x00\x01\x02", "cannot be read as a spreadsheet"),
        (b"PK\x03\x04 not a zip", "cannot be read as a spreadsheet"),
        (b"color;size\nred;1", "There is no column “color”"),
        (b"title_es;title_es\na;b", "stands there twice"),
        (b"reference\n1", "has no column for a title"),
        (b"title_es;kind\n;;\n", "has no row under its headings"),
        (b"title_es\n" + b"x\n" * 1001, "A sheet may have 1000 rows"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (b'title_es\n"open', "cannot be read as a spreadsheet"),
    ],
)
def test_what_is_no_sheet_is_refused_in_words(client, officer, data, sentence):
    page = tried(client, sheet=SimpleUploadedFile("x.csv", data))

    assert page.status_code == 422
    assert sentence in said(page)
    assert not ImportedSheet.objects.exists()


def test_bomb_is_refused_before_it_is_read(client, officer):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * (reading.MOST_UNFOLDED + 1))

    page = tried(client, sheet=SimpleUploadedFile("x.xlsx", file.getvalue()))

    assert page.status_code == 422
    assert "unfolds to too much" in said(page)


def test_confidential_row_is_open_to_who_brought_it_in(client, officer):
    page = tried(client, {**GOOD, "Access": "confidential"})
    client.post(page.redirect_chain[-1][0])

    assert Agreement.objects.get().opens_to(officer)
