"""Proof that the public pictures are there and say nothing but what they show."""

from django.apps import apps
from django.core.files.storage import default_storage
from PIL import Image

from .images import FORMATS, PictureField

# What a file may say besides its pixels, by the name Pillow gives it.
TRACES = {"exif": "EXIF", "xmp": "XMP", "photoshop": "IPTC", "comment": "a comment"}


def problems():
    """Every public picture is opened again; yields its name and what is wrong."""
    expected = dict(copies())
    for name, (size, kind) in expected.items():
        if default_storage.exists(name):
            yield from ((name, what) for what in wrong_with(name, size, kind))
        else:
            yield name, "is missing"
    for name in on_file():
        if name not in expected:
            yield name, "belongs to no record"
            yield from ((name, what) for what in wrong_with(name))


def copies():
    """Name of every public copy there should be, with its size and format."""
    for field in fields():
        for row in field.model._base_manager.exclude(**{field.name: ""}).iterator():
            file = getattr(row, field.name)
            if getattr(row, "is_taken_back", False):
                continue
            for key, width, extension in file.copies():
                size = width, field.shapes[key].height(width)
                kind = FORMATS[extension][0]
                yield file.copy_name(key, width, extension), (size, kind)


def fields():
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, PictureField):
                yield field


def on_file():
    for folder in {field.upload_to.folder for field in fields()}:
        if default_storage.exists(folder):
            for name in default_storage.listdir(folder)[1]:
                yield f"{folder}/{name}"


def wrong_with(name, size=None, kind=None):
    try:
        with default_storage.open(name) as file, Image.open(file) as image:
            image.load()
            yield from (f"says {what}" for what in traces(image))
            if size and (image.size, image.format) != (size, kind):
                yield f"is {image.format} of {image.width} × {image.height} pixels"
    except (OSError, SyntaxError, ValueError) as error:
        yield f"cannot be read: {error}"


def traces(image):
    """What the file tells besides the picture."""
    found = {what for key, what in TRACES.items() if image.info.get(key)}
    if image.getexif():
        found.add("EXIF")
    return sorted(found)
