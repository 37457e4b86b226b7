"""Photos, consents and files somebody uploads."""

import datetime as dt
import io

from django.core.files.base import ContentFile
from PIL import Image

from news.models import Consent, Photo, PhotoUse

from .releases import press_release
from .rows import made, number


def picture(size=(720, 405), kind="JPEG", colour="#28a", name=None, **options):
    """A file with one colour: what somebody uploads."""
    out = io.BytesIO()
    mode = "RGBA" if kind == "PNG" else "RGB"
    Image.new(mode, size, colour).save(out, kind, **options)
    return ContentFile(out.getvalue(), name or f"picture.{kind.lower()}")


def photo(*, cut=False, **values):
    """A photo without people. Its files are drawn only with ``cut=True``: that is slow.

    Without, the row names a file that does not exist, which no page ever opens.
    """
    n = number()
    values.setdefault("picture", picture() if cut else f"photos/photo-{n}.jpg")
    return made(
        Photo, values, title=f"Foto {n}", credit="© OIM 2024 / Muestra", year=2024
    )


def consent(of, **values):
    return made(
        Consent, values, photo=of, given_by="Ana Pérez", given_on=dt.date(2024, 1, 1)
    )


def photo_use(release=None, **values):
    if "photo" not in values:
        values["photo"] = photo()
    return made(
        PhotoUse,
        values,
        release=release or press_release(),
        caption_es="Un muelle.",
        caption_en="A landing.",
        alt_es="Piraguas en la orilla.",
        alt_en="Canoes on the bank.",
    )
