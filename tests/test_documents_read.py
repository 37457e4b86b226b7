"""Files of papers are read page by page, in children with limits, outside requests."""

import datetime as dt
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.db import connection
from django.utils import timezone
from PIL import Image, ImageChops

from partners.documents import reading
from partners.documents.inside import wording
from partners.models import Change, DocumentVersion, PageText
from tests import make
from tests.make import hostile
from tests.together import together

pytestmark = pytest.mark.django_db
OCR = pytest.mark.skipif(
    reading.ocr_program() is None,
    reason="tesseract with Spanish and English is not installed",
)
CLAUSES = [
    "Cláusula {n}. Las instituciones cooperan en la protección de la niñez migrante,",
    "la gestión de fronteras y el intercambio de información estadística anual.",
    "Ninguna de las partes entrega datos personales a terceros sin consentimiento.",
]


def clauses(*numbers):
    return [line.format(n=n) for n in numbers for line in CLAUSES]


def read(version, program=None):
    """What a worker does with all that is due; the version as it then stands."""
    list(reading.read_due(program))
    version.refresh_from_db()
    return version


def later(version, **past):
    """As if so much time had passed."""
    due_at = version.due_at - dt.timedelta(**past)
    DocumentVersion.objects.filter(pk=version.pk).update(due_at=due_at)


def test_the_layer_of_a_pdf_is_taken_page_by_page():
    version = make.version(data=make.paper(make.LINES, ["Anexo."] * 8), pages=2)

    assert read(version).state == "read"
    first, second = version.pages.order_by("number")
    assert first.text == "\n".join(make.LINES)
    assert (first.origin, first.is_doubtful, first.confidence) == ("layer", False, None)
    assert second.text.splitlines() == ["Anexo."] * 8


def test_a_page_has_a_picture_in_grey_as_wide_as_an_old_phone_needs():
    version = make.version(data=make.paper())

    read(version)

    page = version.pages.get()
    with drawn(page) as image:
        assert (image.format, image.size) == ("WEBP", (1000, 1416))
        assert not is_coloured(image)
    assert (page.picture_width, page.picture_height) == (1000, 1416)
    assert page.picture.size < 100_000


def test_a_page_with_a_coloured_stamp_keeps_its_colours():
    page = Image.new("RGB", (800, 1100), "#fff")
    page.paste("#a02020", (600, 900, 700, 1000))
    version = make.version(data=make.picture_of(page), media_type="image/png")

    read(version)

    with drawn(version.pages.get()) as image:
        assert is_coloured(image)


@contextmanager
def drawn(page):
    with storages["private"].open(page.picture.name) as file, Image.open(file) as image:
        yield image


def is_coloured(image):
    """By more than WebP's own rounding."""
    red, green, blue = image.convert("RGB").split()
    pairs = ((red, green), (green, blue))
    return any(ImageChops.difference(*pair).getextrema()[1] > 8 for pair in pairs)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("la coope-\r\nración de las partes", "la cooperación\nde las partes"),
        ("el eje franco-\nAlemán", "el eje franco-\nAlemán"),
        ("o\ufb01cina de migracio\u0301n\x00\ud83d", "oficina de migración"),
        ("uno\n\n\n\n  dos   tres ", "uno\n\ndos tres"),
    ],
)
def test_a_text_is_kept_in_whole_words_that_can_be_found(text, kept):
    assert wording.tidy(text) == kept


@pytest.mark.parametrize(
    ("text", "is_whole"),
    [
        ("Acuerdo marco de cooperación 2024", True),
        ("Acuerdo marco de cooperación " + "\ufffd" * 40, False),
        ("\ue001\ue002" * 40, False),
        ("3", False),
    ],
    ids=["words", "half unmapped", "private signs", "a number"],
)
def test_a_layer_is_taken_when_its_signs_are_letters(text, is_whole):
    assert wording.is_whole(text) == is_whole


@OCR
def test_a_scan_is_found_by_a_word_on_its_third_page():
    document = make.document()
    data = make.scan(clauses(1), clauses(2), [*clauses(3), "Guacamaya bandera."])
    version = make.version(document, data, pages=3)

    read(version, reading.ocr_program())

    [found] = PageText.objects.search("guacamayas")
    assert (found.version, found.number, found.origin) == (version, 3, "ocr")
    assert found.confidence > 85
    assert not found.is_doubtful


@OCR
def test_a_page_scanned_on_its_side_is_read_upright():
    data = make.scan(clauses(1, 2), turn=Image.Transpose.ROTATE_90)
    version = make.version(data=data)

    read(version, reading.ocr_program())

    assert "protección de la niñez migrante" in version.pages.get().text


@OCR
def test_a_picture_of_a_page_is_recognized():
    data, _size = make.scanned(clauses(1), noise=10)
    version = make.version(data=data, media_type="image/jpeg")

    read(version, reading.ocr_program())

    assert "gestión de fronteras" in version.pages.get().text


@OCR
def test_a_bad_scan_is_marked_for_somebody_to_look_at():
    data = make.scan(clauses(1), noise=170, skew=4)
    version = make.version(data=data)

    read(version, reading.ocr_program())

    page = version.pages.get()
    assert page.is_doubtful
    assert page.confidence is None or page.confidence < 40


@OCR
def test_an_empty_page_is_not_asked_about():
    version = make.version(data=make.scan([], noise=8), pages=1)

    read(version, reading.ocr_program())

    page = version.pages.get()
    assert (page.text, page.is_doubtful) == ("", False)


@OCR
def test_without_ocr_a_scan_waits_and_is_read_once_it_is_there():
    version = make.version(data=make.scan(clauses(1)))

    assert read(version).state == "read"
    page = version.pages.get()
    assert version.lacks_ocr
    assert (page.text, page.origin) == ("", "none")
    assert page.picture_width == 1000

    assert not read(version, reading.ocr_program()).lacks_ocr
    page.refresh_from_db()
    assert page.origin == "ocr"
    assert "niñez migrante" in page.text


def test_what_somebody_typed_stays_when_the_file_is_read_again():
    version = make.version(data=make.paper(make.LINES, make.LINES), pages=2)
    read(version)
    typed = version.pages.get(number=1)
    typed.text, typed.origin = "Corregido a mano.", PageText.Origin.TYPED
    typed.corrected_at = timezone.now()
    typed.save()
    version.pages.filter(number=2).update(text="x")
    before = typed.picture.name

    reading.read_again(version)
    read(version)

    first, second = version.pages.order_by("number")
    assert (first.text, first.origin) == ("Corregido a mano.", "typed")
    assert second.text == "\n".join(make.LINES)
    assert first.picture.name != before
    assert first.picture.storage.exists(first.picture.name)


def test_a_correction_is_in_the_log_and_what_a_machine_reads_is_not():
    version = make.version(data=make.paper())
    read(version)
    page = version.pages.get()
    page.text, page.origin, page.corrected_at = "Así.", "typed", timezone.now()
    page.save()

    filed, corrected = Change.objects.of(version.agreement).filter(
        table__in=("partners_documentversion", "partners_pagetext")
    )[::-1]
    assert (filed.action, filed.after["sha256"]) == ("added", version.sha256)
    assert corrected.before["text"] == "\n".join(make.LINES)
    assert corrected.after["text"] == "Así."


def test_nothing_is_read_twice():
    version = make.version(data=make.paper())
    read(version)
    when = version.pages.get().read_at

    read(version)

    assert version.pages.get().read_at == when


def test_a_file_that_is_gone_is_said_so_and_tried_again_with_longer_pauses():
    version = make.version()
    version.file.storage.delete(version.file.name)
    pauses = []

    for _ in range(reading.MOST_TRIES - 1):
        began = timezone.now()
        assert (read(version).state, version.reason) == ("waiting", "gone")
        pauses.append(round((version.due_at - began).total_seconds() / 60))
        later(version, days=1)

    assert pauses == [1, 4, 16, 64]
    assert (read(version).state, version.tries) == ("failed", reading.MOST_TRIES)
    later(version, days=1)
    assert list(reading.read_due(None)) == []


def test_reading_again_gives_a_version_all_its_tries_back():
    version = make.version()
    DocumentVersion.objects.update(state="failed", tries=5, reason="gone")

    reading.read_again(version)

    version.refresh_from_db()
    assert (version.state, version.tries, version.reason) == ("waiting", 0, "")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (hostile.bomb, "broke"),
        (hostile.looping, "page"),
        (lambda: b"%PDF-1.4 nothing", "file"),
    ],
    ids=["bomb", "loop", "garbage"],
)
def test_a_hostile_file_costs_its_child_alone(data, reason):
    version = make.version(data=data())

    assert (read(version).state, version.reason) == ("waiting", reason)
    assert not version.pages.exists()


def test_a_page_without_end_is_cut_off_and_the_others_are_read(monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 2)
    endless = hostile.multiplying(before=[make.LINES], after=[make.LINES])
    version = make.version(data=endless, pages=3)

    assert read(version).state == "waiting"
    assert version.reason in ("time", "broke")
    assert list(version.pages.values_list("number", flat=True)) == [1, 3]


def test_a_page_as_large_as_a_country_is_drawn_small():
    version = make.version(data=hostile.huge())

    assert read(version).state == "read"
    page = version.pages.get()
    assert (page.picture_width, page.picture_height) == (1000, 1000)


def test_no_child_is_left_when_a_page_is_cut_off(monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 1)
    begun = []
    real = subprocess.Popen
    monkeypatch.setattr(
        subprocess, "Popen", lambda *a, **k: begun.append(real(*a, **k)) or begun[-1]
    )

    read(make.version(data=hostile.multiplying()))

    [process] = begun
    assert process.returncode == -signal.SIGKILL


def test_two_workers_share_what_is_due(transactional_db):
    versions = [make.version(data=make.paper()) for _ in range(4)]

    halves = together(*[lambda: list(reading.read_due(None))] * 2)

    taken = [version.pk for half in halves for version in half]
    assert sorted(taken) == [version.pk for version in versions]
    assert set(DocumentVersion.objects.values_list("state", flat=True)) == {"read"}
    assert PageText.objects.count() == 4


def test_a_worker_that_was_too_slow_writes_nothing_more(monkeypatch):
    version = make.version(data=make.paper(make.LINES, make.LINES), pages=2)
    slow = reading.claimed(None, timezone.now())
    later(version, hours=1)
    quick = reading.claimed(None, timezone.now())

    reading.read(slow, None)
    assert not version.pages.exists()
    reading.read(quick, None)

    assert version.pages.count() == 2


def test_a_worker_told_to_stop_gives_back_what_it_has(monkeypatch):
    version = make.version(data=make.paper())
    monkeypatch.setattr(reading, "keep", lambda *_: sys.exit(0))

    with pytest.raises(SystemExit):
        read(version)

    version.refresh_from_db()
    assert (version.state, version.tries, version.claim) == ("waiting", 0, None)


@pytest.fixture
def worker(transactional_db):
    """The command in a process of its own, on the database and files of this test."""
    database = connection.settings_dict
    address = f"postgresql:///{database['NAME']}?host={database['HOST']}"
    if database["PORT"]:
        address += f"&port={database['PORT']}"
    if database["USER"]:
        address = address.replace("///", f"//{database['USER']}@/")
    files = Path(settings.STORAGES["private"]["OPTIONS"]["location"])
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "DATA_DIR": str(files.parent),
        "DJANGO_SETTINGS_MODULE": "iompanama.settings",
        "LOCAL": "yes",
        "OCR_PROGRAM": "none",
    }
    begun = []

    def begin(*arguments):
        command = [sys.executable, "-m", "django", "read_documents", *arguments]
        begun.append(
            subprocess.Popen(
                command,
                cwd=settings.BASE_DIR,
                env=environment,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        return begun[-1]

    yield begin
    for process in begun:
        process.kill()
        process.communicate()


def test_a_killed_worker_loses_nothing_and_leaves_nobody(worker):
    version = make.version(data=make.paper(*[make.LINES] * 20), pages=20)
    process = worker("--loop")
    soon(lambda: version.pages.count() > 1)

    process.kill()
    process.wait()
    soon(lambda: not children_reading())
    written = list(version.pages.values_list("pk", flat=True))
    version.refresh_from_db()
    assert version.state == "reading"
    assert list(reading.read_due(None)) == []  # another may still have it
    assert 1 < len(written) < 20

    later(version, hours=1)
    assert read(version).state == "read"
    assert version.pages.count() == 20
    assert set(written) <= set(version.pages.values_list("pk", flat=True))


def soon(condition):
    deadline = time.monotonic() + 300
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def children_reading():
    found = subprocess.run(
        ["ps", "-eo", "args"], capture_output=True, text=True, check=True
    )
    return [
        line
        for line in found.stdout.splitlines()
        if "partners.documents.inside" in line and sys.executable in line
    ]


def test_the_command_says_what_it_read(worker):
    version = make.version(data=make.paper())

    said, _error = worker().communicate(timeout=60)

    assert said.splitlines() == [
        f"read: document {version.document_id}, version 1",
        "read as far as possible without OCR: 0",
        "given up: 0",
    ]
    assert shutil.which("none") is None
