"""Files that somebody scanned, and what is on record of them."""

import io

import pypdfium2
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageChops

from iompanama.sample import pdf
from partners.documents.filing import file_version
from partners.documents.judging import Judged
from partners.models import PageText

from .register import document
from .rows import made, number

LINES = (
    "Acuerdo marco de cooperación entre la Organización y la Defensoría.",
    "Las partes protegen los datos de las personas migrantes y refugiadas.",
)


def upload(data, name="texto.pdf"):
    return SimpleUploadedFile(name, data)


def paper(*pages):
    """A PDF with a layer of text: the lines of each page, or one page of words."""
    return pdf.of_text(pages or [LINES])


def scan(*pages, noise=25, skew=0.8, turn=None):
    """A PDF without a layer: each page printed, put askew, photographed with noise."""
    return pdf.of_pictures([scanned(lines, noise, skew, turn) for lines in pages])


def scanned(lines, noise=25, skew=0.8, turn=None):
    """One page as a JPEG, and its size."""
    with pypdfium2.PdfDocument(pdf.of_text([lines])) as printed:
        page = printed[0].render(scale=150 / 72).to_pil().convert("L")
    page = page.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    page = ImageChops.add(page, Image.effect_noise(page.size, noise), offset=-128)
    page = page if turn is None else page.transpose(turn)
    return picture_of(page, "JPEG", quality=70), page.size


def picture_of(image, kind="PNG", **options):
    """The bytes of a picture."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def version(of=None, data=None, *, pages=1, user=None, **values):
    """A filed version, not read; its bytes are looked at by nobody."""
    of = of or document()
    data = data if data is not None else b"%%PDF- %d" % number()
    judged = Judged(
        ContentFile(data, "texto.pdf"),
        values.get("name", "texto.pdf"),
        values.get("media_type", "application/pdf"),
        pages,
        values.get("carries", []),
    )
    return file_version(of, judged, user)


def page_text(of=None, **values):
    """A page that was read from the layer; its picture is not on file."""
    of = of or version()
    return made(
        PageText,
        values,
        version=of,
        number=of.pages.count() + 1,
        text="Las partes convienen.",
        origin=PageText.Origin.LAYER,
        read_at=timezone.now(),
        picture=f"{of.file.name.rpartition('/')[0]}/page.webp",
        picture_width=1000,
        picture_height=1414,
    )
