"""Pictures: the original stays private, the public gets freshly drawn copies.

Copies are cut when the file is saved, in the shapes the field declares, at widths
and in formats whose names are computed: a page never asks the disk. They carry no
EXIF, XMP or position, because only pixels are copied.
"""

import io
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.db import models
from django.utils.deconstruct import deconstructible
from django.utils.functional import LazyObject
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageOps

MAX_PIXELS = 50_000_000
MAX_BYTES = 30 * 1024 * 1024
# Others are too few to be worth it.
REDUCIBLE = {"L", "LA", "RGB", "RGBA", "CMYK"}
KINDS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}
# The best first, as a browser chooses; JPEG is what any old phone can show.
FORMATS = {
    "avif": ("AVIF", {"quality": 52, "speed": 9}),
    "webp": ("WEBP", {"quality": 72, "method": 4}),
    "jpg": ("JPEG", {"quality": 74, "progressive": True, "optimize": True}),
}


@dataclass(frozen=True)
class Shape:
    """What is cut out of a picture: its proportion, the widths, where it stands."""

    ratio: float
    widths: tuple
    sizes: str

    def height(self, width):
        return round(width / self.ratio)


LEAD = Shape(16 / 9, (720, 1120), "(min-width: 60rem) 58rem, 100vw")
CARD = Shape(4 / 3, (208, 400), "(min-width: 60rem) 24rem, 6.5rem")
SQUARE = Shape(1, (104, 208), "6.5rem")


class PrivateStorage(LazyObject):
    def _setup(self):
        self._wrapped = storages["private"]


def private_storage():
    """Where originals and papers lie, out of any visitor's reach."""
    return PrivateStorage()


@deconstructible
class Unguessable:
    """``photos/<random>.jpg``: the name of an upload says nothing and cannot clash."""

    def __init__(self, folder):
        self.folder = folder

    def __call__(self, instance, filename):
        suffix = PurePosixPath(filename).suffix.lower()[:10]
        return f"{self.folder}/{uuid.uuid4().hex}{suffix}"


@contextmanager
def in_words(message, code):
    """What a decoder raises is its own affair: all of it is said in the same words."""
    try:
        yield
    except (ValidationError, MemoryError):
        raise
    except Exception as error:
        raise ValidationError(message, code=code) from error


DAMAGED = (_("This picture is damaged."), "damaged")


def opened(file):
    """The picture in a file, judged by its content and not decoded yet.

    Raises ValidationError, in words, for anything that is not a picture we take.
    """
    if file.size > MAX_BYTES:
        raise ValidationError(_("This picture is larger than 30 MB."), code="large")
    file.seek(0)
    too_many = ValidationError(_("This picture has too many pixels."), code="pixels")
    with in_words(_("This file is not a picture that can be read."), "unreadable"):
        try:
            image = Image.open(file)
        except Image.DecompressionBombError as error:
            raise too_many from error
    if image.format not in KINDS:
        raise ValidationError(_("Use a JPEG, PNG, WebP or AVIF picture."), code="kind")
    if image.width * image.height > MAX_PIXELS:
        raise too_many
    return image


def check(file, smallest=(0, 0)):
    """Refuse in words what cannot be read to its last pixel or is too small."""
    image = opened(file)
    if image.width < smallest[0] or image.height < smallest[1]:
        raise ValidationError(
            _("This picture is too small: it needs %(width)s × %(height)s pixels."),
            code="small",
            params={"width": smallest[0], "height": smallest[1]},
        )
    try:
        with in_words(*DAMAGED):
            plain(reduced(image))
    finally:
        file.seek(0)


def tells_position(file):
    """Does the file say where the picture was taken?"""
    try:
        with in_words(*DAMAGED):
            return bool(opened(file).getexif().get_ifd(ExifTags.IFD.GPSInfo))
    except ValidationError:
        return False
    finally:
        file.seek(0)


def reduced(image):
    """Down to about twice what is cut out of it: fewer pixels to decode and to turn."""
    side = 2 * max(LEAD.widths)
    image.draft("RGB", (side, side))
    times = min(image.size) // side
    return image.reduce(times) if times > 1 and image.mode in REDUCIBLE else image


def plain(image):
    """Upright pixels on white and nothing else of the file."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        upright = upright.convert("RGBA")
        white = Image.new("RGB", upright.size, "#fff")
        white.paste(upright, mask=upright.getchannel("A"))
        return white
    copy = Image.new("RGB", upright.size)
    copy.paste(upright.convert("RGB"))
    return copy


def cut(image, shape, width, focus):
    """The part around the focal point, never larger than the original allows."""
    return ImageOps.fit(
        image,
        (width, shape.height(width)),
        Image.Resampling.LANCZOS,
        centering=(focus[0] / 100, focus[1] / 100),
    )


def encoded(image, extension):
    kind, options = FORMATS[extension]
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


class PictureFile(models.fields.files.FieldFile):
    """A private original with its public copies."""

    def copy_name(self, key, width, extension):
        stem = PurePosixPath(self.name).with_suffix("")
        return f"{stem}.{key}.{width}.{extension}"

    def url_of(self, key, width, extension):
        return default_storage.url(self.copy_name(key, width, extension))

    def copies(self):
        """Every public copy as (shape key, width, extension)."""
        for key, shape in self.field.shapes.items():
            for width in shape.widths:
                for extension in FORMATS:
                    yield key, width, extension

    def save(self, name, content, save=True):
        """Nothing is left of a picture that cannot be cut."""
        super().save(name, content, save=False)
        try:
            self.cut()
        except ValidationError:
            self.delete(save=False)
            raise
        if save:
            self.instance.save()

    def cut(self):
        """Draw the public copies, again if need be (another focal point or shape)."""
        with self.storage.open(self.name) as original, in_words(*DAMAGED):
            image = plain(reduced(opened(original)))
        focus = self.field.focus_of(self.instance)
        for key, shape in self.field.shapes.items():
            for width in shape.widths:
                part = cut(image, shape, width, focus)
                for extension in FORMATS:
                    name = self.copy_name(key, width, extension)
                    default_storage.delete(name)
                    default_storage.save(name, ContentFile(encoded(part, extension)))

    def whole(self, width=720):
        """All of the picture, small, for choosing what is cut out of it."""
        with self.storage.open(self.name) as original:
            image = plain(reduced(opened(original)))
        image.thumbnail((width, width))
        return encoded(image, "jpg")

    def restore_copies(self):
        """Draw the public copies where they are gone and the original is there."""
        first = self.copy_name(*next(self.copies()))
        if not default_storage.exists(first) and self.storage.exists(self.name):
            self.cut()

    def drop_copies(self):
        """Take the picture away from the public; the original stays."""
        for copy in self.copies():
            default_storage.delete(self.copy_name(*copy))

    def delete(self, save=True):
        self.drop_copies()
        super().delete(save)


class PictureField(models.FileField):
    """A picture with the shapes it is shown in; ``focus`` names two percentages."""

    attr_class = PictureFile

    def __init__(self, *args, shapes=None, focus=None, smallest=(0, 0), **kwargs):
        self.shapes, self.focus, self.smallest = shapes or {}, focus, smallest
        kwargs.setdefault("storage", private_storage)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", args, kwargs

    def focus_of(self, instance):
        if not self.focus:
            return 50, 50
        return tuple(getattr(instance, name) for name in self.focus)

    def clean(self, value, model_instance):
        value = super().clean(value, model_instance)
        if value and not value._committed:
            check(value.file, self.smallest)
        return value
