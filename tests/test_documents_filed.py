"""What somebody uploads is judged by its content and filed as it came, for ever."""

import datetime as dt
import hashlib
import io
import time
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import IntegrityError, connection, transaction
from django.db.models import RestrictedError
from django.utils import timezone
from PIL import Image

from partners.documents import judging
from partners.documents.filing import also_filed, discard_orphans, file_version
from partners.models import Document, DocumentVersion, PageText
from tests import make
from tests.make import hostile
from tests.together import together

pytestmark = pytest.mark.django_db


def refused(*files):
    with pytest.raises(ValidationError) as error:
        judging.judge(list(files))
    [words] = error.value.messages
    return words


def photo(name="a.jpg", colour="#888", kind="JPEG", size=(60, 80), **options):
    image = Image.new("RGB", size, colour)
    return make.upload(make.picture_of(image, kind, **options), name)


def test_a_pdf_is_filed_with_its_facts():
    data, ana = make.paper(make.LINES, make.LINES), make.user("ana")
    document = make.document()
    judged = judging.judge([make.upload(data, "Acuerdo firmado.pdf")])

    version = file_version(document, judged, ana)

    version.refresh_from_db()
    assert version.sha256 == hashlib.sha256(data).hexdigest()
    assert (version.number, version.name) == (1, "Acuerdo firmado.pdf")
    assert (version.media_type, version.size) == ("application/pdf", len(data))
    assert (version.page_count, version.carries) == (2, [])
    assert (version.added_by, version.agreement) == (ana, document.agreement)
    assert version.state == "waiting"
    with version.file.open() as file:
        assert file.read() == data


def test_the_name_on_disk_says_nothing_and_the_folder_is_private():
    version = make.version(name="Convenio secreto.pdf")

    assert "secreto" not in version.file.name
    assert len(version.file.name.split("/")[2]) == 32
    assert version.file.storage.exists(version.file.name)
    assert not storages["default"].exists(version.file.name)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_picture_of_a_page_is_a_paper_of_one_page(kind):
    judged = judging.judge([photo("p.bin", kind=kind)])

    assert (judged.media_type, judged.page_count) == (f"image/{kind.lower()}", 1)


def test_a_tiff_has_as_many_pages_as_pictures():
    pages = [Image.new("L", (60, 80), grey) for grey in (0, 100, 200)]
    data = make.picture_of(pages[0], "TIFF", save_all=True, append_images=pages[1:])

    assert judging.judge([make.upload(data, "fax.tif")]).page_count == 3


def test_several_pictures_are_pages_of_one_file_in_the_order_of_their_names():
    sent = [photo("p10.jpg", "#111"), photo("p2.jpg", "#222"), photo("p1.png")]
    bytes_of = {each.name: each.read() for each in sent}

    judged = judging.judge(sent)

    assert (judged.media_type, judged.page_count) == ("application/zip", 3)
    assert judged.name == "p1.zip"
    with zipfile.ZipFile(judged.file) as pack:
        assert pack.namelist() == ["0001-p1.png", "0002-p2.jpg", "0003-p10.jpg"]
        kept = [pack.read(name) for name in pack.namelist()]
    assert kept == [bytes_of[name] for name in ("p1.png", "p2.jpg", "p10.jpg")]


def test_the_same_pictures_make_the_same_file():
    first, second = (
        judging.judge([photo("1.jpg"), photo("2.jpg", "#222")]) for _ in range(2)
    )

    assert first.sha256 == second.sha256


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (lambda: b"<html><script>", "no es un PDF ni una imagen"),
        (lambda: b"<!-- -->%PDF-1.4", "no es un PDF ni una imagen"),
        (lambda: b"PK\x03\x04 a zip of ours is made by us", "no es un PDF"),
        (lambda: b"", "está vacío"),
        (lambda: b"%PDF-1.4 nothing more", "está dañado"),
        (lambda: make.paper()[:-200], "está dañado"),
        (hostile.encrypted, "pide una contraseña"),
        (lambda: hostile.claiming(900), "está dañado"),
        (lambda: hostile.claiming(1_000_000), "más de 1000 páginas"),
        (hostile.looping, "está dañado"),
        (hostile.bomb, "falló con este"),
        (lambda: b"\xff\xd8\xff\xe0 no picture", "está dañado"),
    ],
    ids=[
        "html",
        "pdf behind html",
        "zip",
        "empty",
        "garbage",
        "cut off",
        "encrypted",
        "900 pages claimed",
        "a million claimed",
        "loop",
        "bomb",
        "no jpeg",
    ],
)
def test_what_is_no_readable_paper_is_refused_in_words(data, words):
    assert words in refused(make.upload(data(), "acuerdo.pdf"))


def test_three_billion_pages_claimed_are_those_that_are_there():
    sent = make.upload(hostile.claiming(3_000_000_000))

    assert judging.judge([sent]).page_count == 1


def test_a_file_beyond_the_limits_of_the_office_is_refused(settings):
    settings.DOCUMENT_MOST_PAGES = 2
    assert "más de 2 páginas" in refused(make.upload(make.paper([], [], [])))
    settings.DOCUMENT_MOST_BYTES = 3 << 20
    assert "Más de 3 MB" in refused(make.upload(b"%PDF-" + b" " * (3 << 20)))


def test_a_pdf_among_pictures_is_refused():
    assert "un solo PDF" in refused(make.upload(make.paper()), photo())


@pytest.mark.parametrize("size", [(10_000, 9_000), (14_000, 13_000)])
def test_a_picture_with_more_pixels_than_any_page_is_refused(size):
    """So many, too, that the decoder will not look at it."""
    image = Image.new("1", size)

    assert "demasiados píxeles" in refused(
        make.upload(make.picture_of(image, "PNG"), "a.png")
    )


@pytest.mark.parametrize(
    ("data", "carries"),
    [(hostile.scripted, ["script"]), (hostile.packing_files, ["files"])],
)
def test_scripts_and_files_inside_a_pdf_are_written_down(data, carries):
    judged = judging.judge([make.upload(data())])

    assert judged.carries == carries
    assert file_version(make.document(), judged).carries == carries


def test_a_file_that_takes_too_long_to_open_is_refused(monkeypatch):
    monkeypatch.setattr(judging, "SECONDS", 1)
    began = time.monotonic()

    words = refused(make.upload(hostile.multiplying()))

    assert "tarda demasiado" in words or "falló con este" in words
    assert time.monotonic() - began < 20


def test_a_name_cannot_lead_anywhere():
    judged = judging.judge([make.upload(make.paper(), "x.pdf")])
    judged.name = judging.plain("..\\..\\etc/pass\x00wd\u202e.pdf")

    assert file_version(make.document(), judged).name == "passwd.pdf"
    assert len(judging.plain("a" * 400 + ".pdf")) < 200


def test_versions_stand_beside_each_other():
    document = make.document()

    first, second = make.version(document), make.version(document)

    assert (first.number, second.number) == (1, 2)
    assert first.file.storage.exists(first.file.name)
    assert list(DocumentVersion.objects.newest()) == [second]


def test_two_uploads_at_once_get_different_numbers(transactional_db):
    document = make.document()

    filed = together(*[lambda: make.version(document).number] * 3)

    assert sorted(filed) == [1, 2, 3]


def test_the_newest_file_is_not_filed_again_and_an_older_one_may_be():
    document = make.document()
    make.version(document, b"%PDF-old")
    make.version(document, b"%PDF-new")

    with pytest.raises(ValidationError, match="versión 2"):
        make.version(document, b"%PDF-new")
    assert make.version(document, b"%PDF-old").number == 3


def test_the_same_file_in_another_record_is_noticed_and_named_where_it_opens():
    open_one = make.document(make.agreement(title_es="Abierto"), access="public")
    hidden = make.document(make.agreement(access="confidential"))
    for document in (open_one, hidden):
        make.version(document, b"%PDF-same")
    version = make.version(data=b"%PDF-same")

    lee = make.user("lee", "partners.read_internal")
    same = also_filed(version.document, [version], lee)[version.sha256]

    assert (same.seen, same.others) == ([open_one], 1)


@pytest.mark.parametrize(
    "change",
    [
        {"file": "documents/other.pdf"},
        {"sha256": "0" * 64},
        {"number": 7},
        {"size": 1},
        {"page_count": 9},
        {"added_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_database_refuses_to_change_what_is_filed(change):
    make.version()

    with pytest.raises(IntegrityError, match="never changed"):
        DocumentVersion.objects.update(**change)


def test_a_version_is_not_deleted_without_its_record():
    version = make.version()

    with transaction.atomic():
        version.delete()
        with pytest.raises(IntegrityError, match="whole record"):
            settle_deferred()
        transaction.set_rollback(True)
    with pytest.raises(RestrictedError):
        version.document.delete()
    with pytest.raises(IntegrityError, match="stays with its record"):
        Document.objects.update(agreement=make.agreement())


def test_a_record_that_is_deleted_takes_its_files_along():
    version = make.version()
    make.page_text(version)

    version.agreement.delete()
    settle_deferred()

    assert not DocumentVersion.objects.exists()
    assert not PageText.objects.exists()


def settle_deferred():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_files_that_no_row_names_are_discarded_after_a_day():
    kept, lost = make.version(), make.version()
    storage = lost.file.storage
    picture = make.page_text(kept).picture
    picture.save("page-1.webp", io.BytesIO(b"webp"))
    folder = kept.file.name.rpartition("/")[0]
    stray = storage.save(f"{folder}/page-9.webp", io.BytesIO(b"x"))
    lost.agreement.delete()

    assert discard_orphans() == 0
    assert discard_orphans(timezone.now() + dt.timedelta(days=2)) >= 2

    assert storage.exists(kept.file.name)
    assert storage.exists(picture.name)
    assert not storage.exists(stray)
    assert not storage.exists(lost.file.name.rpartition("/")[0])
