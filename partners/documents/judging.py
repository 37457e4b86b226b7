"""What somebody uploads: is it a paper, what is it, and why it is refused.

A PDF is one paper; so are several pictures, each a page, packed into one file in the
order of their names. The kind is told from the content, never from the name.
"""

import hashlib
import re
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from .child import Died, child

SECONDS = 40
BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
REFUSALS = {
    "damaged": _("This file is damaged: it cannot be opened."),
    "encrypted": _("This PDF asks for a password. Save it without one and try again."),
    "memory": _("This file asks for more memory than is safe to give it."),
    "pages": _("This file has more than %(pages)s pages. Divide it."),
    "pixels": _("A picture has too many pixels. Make it smaller."),
    "time": _("This file takes too long to open: it may be damaged or do harm."),
    "broke": _(
        "The program that opens files broke down on this one: it may be damaged or "
        "made to do harm."
    ),
}


@dataclass
class Judged:
    """A file that is taken, with what is written down of it."""

    file: File
    name: str
    media_type: str
    page_count: int
    carries: list = field(default_factory=list)

    def __post_init__(self):
        self.size = self.file.size
        self.sha256 = digest_of(self.file)


def judge(files):
    """The one file to keep of those sent, or a ValidationError in words."""
    if sum(file.size for file in files) > settings.DOCUMENT_MOST_BYTES:
        most = settings.DOCUMENT_MOST_BYTES >> 20
        raise refusal(_("More than %(most)s MB. Scan it with fewer dots."), most=most)
    kinds = [kind_of(file) for file in files]
    if len(files) > 1:
        if "application/pdf" in kinds:
            raise refusal(_("Send one PDF, or pictures of pages: not both, not two."))
        file, media_type = packed(files), "application/zip"
        name = f"{PurePosixPath(file.first).stem}.zip"
    else:
        [file], [media_type] = files, kinds
        name = file.name
    try:
        facts = examined(file, media_type)
    except ValidationError:
        file.close()
        raise
    return Judged(file, plain(name), media_type, facts["pages"], facts["carries"])


def refusal(words, **values):
    return ValidationError(words, params=values)


def kind_of(file):
    file.seek(0)
    beginning = file.read(16)
    file.seek(0)
    if not beginning:
        raise refusal(_("“%(name)s” is empty."), name=file.name)
    for mark, kind in BEGINNINGS.items():
        if beginning.startswith(mark):
            return kind
    if beginning.startswith(b"RIFF") and beginning[8:12] == b"WEBP":
        return "image/webp"
    raise refusal(
        _(
            "“%(name)s” is neither a PDF nor a picture, whatever its name says. Send a "
            "PDF, or JPEG, PNG, TIFF or WebP pictures of the pages."
        ),
        name=file.name,
    )


def packed(files):
    """The pictures as they came, side by side: equal ones make an equal file."""
    ordered = sorted(files, key=lambda file: natural(file.name))
    pack = File(tempfile.NamedTemporaryFile(suffix=".zip"))  # noqa: SIM115
    with zipfile.ZipFile(pack.file, "w", zipfile.ZIP_STORED) as archive:
        for number, file in enumerate(ordered, 1):
            entry = zipfile.ZipInfo(f"{number:04}-{plain(file.name)}")
            with archive.open(entry, "w") as inside:
                for chunk in file.chunks():
                    inside.write(chunk)
    pack.file.flush()
    pack.first = ordered[0].name
    return pack


def natural(name):
    """page 2 before page 10"""
    parts = re.split(r"(\d+)", name.casefold())
    return [(int(part), "") if part.isdigit() else (0, part) for part in parts]


def plain(name):
    """The last part of a name, without what could mislead, not too long."""
    name = PurePosixPath(name.replace("\\", "/")).name
    name = "".join(each for each in name if each.isprintable()).strip(". ")
    path = PurePosixPath(name or "file")
    return f"{path.stem[:150]}{path.suffix[:20]}"


def examined(file, media_type):
    job = {
        "act": "examine",
        "media_type": media_type,
        "most_pages": settings.DOCUMENT_MOST_PAGES,
    }
    try:
        with child(job, file, SECONDS) as answers:
            facts, _data = next(answers, ({"refused": "broke"}, b""))
    except Died as died:
        facts = {"refused": died.how}
    if word := facts.get("refused"):
        raise refusal(REFUSALS[word], pages=settings.DOCUMENT_MOST_PAGES)
    return facts


def digest_of(file):
    file.seek(0)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
