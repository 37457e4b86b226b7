"""Pictures: the original is private, the public gets copies without a trace."""

import io
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.translation import override
from PIL import Image, ImageDraw

from iompanama.publishing.images import (
    FORMATS,
    LEAD,
    check,
    cut,
    opened,
    plain,
    reduced,
    tells_position,
)
from iompanama.publishing.proof import copies, traces
from news.models import Photo
from partners.models import Institution
from tests import make

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def exif(**tags):
    """EXIF with an orientation, or with a position."""
    data = Image.Exif()
    data[0x0131] = "A camera"
    if "orientation" in tags:
        data[0x0112] = tags["orientation"]
    if tags.get("position"):
        data.get_ifd(0x8825)[1] = "N"
        data.get_ifd(0x8825)[2] = (8.0, 30.0, 0.0)
    return data


def like(pixel, colour):
    """The same colour, but for what compression costs."""
    return all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=False))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_pictures_of_four_kinds_are_taken(kind):
    check(make.picture(kind=kind))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no es una imagen"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "no es una imagen"),
        (b"%PDF-1.7", "no es una imagen"),
        (b"\xff\xd8\xff\xe0 nothing", "no es una imagen"),
    ],
)
def test_anything_else_is_refused_in_words(content, words):
    with override("es"):
        with pytest.raises(ValidationError) as refusal:
            check(ContentFile(content, "picture.jpg"))

        assert words in refusal.value.messages[0]


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_the_kind_is_judged_by_the_content(kind):
    with pytest.raises(ValidationError) as refusal:
        check(make.picture(kind=kind, name="picture.jpg"))

    assert refusal.value.code == "kind"


def test_a_picture_cut_short_is_refused():
    whole = make.picture((800, 600)).read()

    with pytest.raises(ValidationError) as refusal:
        check(ContentFile(whole[: len(whole) // 2], "picture.jpg"))

    assert refusal.value.code in {"damaged", "unreadable"}


def broken(whole):
    """The file with another byte in one of forty places."""
    for step in range(40):
        data = bytearray(whole)
        data[step * len(data) // 40] ^= 0xFF
        yield ContentFile(bytes(data), "picture")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_whatever_is_broken_in_a_picture_is_taken_or_refused_in_words(kind):
    for file in broken(make.picture((400, 300), kind).read()):
        with suppress(ValidationError):
            check(file)
        tells_position(file)


def test_position_that_cannot_be_read_is_no_position():
    data = exif(position=True).tobytes()
    file = make.picture(exif=data.replace(b"GPS", b"")[:-30])

    assert not tells_position(file)


def test_a_picture_of_very_many_pixels_is_cut_from_fewer():
    image = opened(make.picture((8600, 5700)))

    assert image.size == (8600, 5700)
    assert plain(reduced(image)).size == (4300, 2850)


@pytest.mark.django_db
def test_a_picture_that_cannot_be_cut_is_refused_and_leaves_nothing():
    photo = make.photo()

    with pytest.raises(ValidationError):
        photo.picture.save("a.jpg", ContentFile(b"no picture"))

    assert not photo.picture


@pytest.mark.parametrize("size", [(10_000, 6_000), (14_000, 13_000)])
def test_pixels_are_counted_before_they_are_read(size):
    out = io.BytesIO()
    Image.new("1", size).save(out, "PNG")

    with pytest.raises(ValidationError) as refusal:
        opened(ContentFile(out.getvalue(), "bomb.png"))

    assert refusal.value.code == "pixels"


def test_a_large_file_is_not_even_opened():
    with pytest.raises(ValidationError) as refusal:
        opened(ContentFile(b"\0" * (30 * 1024 * 1024 + 1), "picture.jpg"))

    assert refusal.value.code == "large"


@pytest.mark.parametrize(
    ("size", "is_taken"), [((720, 405), True), ((719, 405), False), ((720, 404), False)]
)
@pytest.mark.django_db
def test_a_photo_is_large_enough_for_its_place(size, is_taken):
    field = Photo._meta.get_field("picture")
    photo = Photo(title="Muelle", credit="© OIM", picture=make.picture(size))

    if is_taken:
        field.clean(photo.picture, photo)
    else:
        with pytest.raises(ValidationError):
            field.clean(photo.picture, photo)


def test_a_position_is_noticed():
    assert tells_position(make.picture(exif=exif(position=True)))
    assert not tells_position(make.picture(exif=exif()))
    assert not tells_position(make.picture())


def test_a_picture_on_its_side_is_set_upright():
    image = Image.new("RGB", (80, 40), BLUE)
    ImageDraw.Draw(image).rectangle((0, 0, 39, 39), RED)
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif(orientation=6))  # to be turned to the right

    upright = plain(Image.open(out))

    assert upright.size == (40, 80)
    assert like(upright.getpixel((20, 10)), RED)
    assert like(upright.getpixel((20, 70)), BLUE)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_can_be_seen_through_lies_on_white(mode):
    image = Image.new("RGBA", (10, 10), (0, 0, 0, 0))
    if mode == "P":
        image = Image.new("P", (10, 10), 0)
        image.info["transparency"] = 0
    else:
        image = image.convert(mode)

    assert plain(image).getpixel((5, 5)) == WHITE


def test_the_part_around_the_focal_point_is_cut():
    image = Image.new("RGB", (400, 100), BLUE)
    ImageDraw.Draw(image).rectangle((300, 0, 399, 99), RED)

    left, right = (cut(image, LEAD, 160, (x, 50)) for x in (0, 100))

    assert left.size == right.size == (160, 90)
    assert like(left.getpixel((150, 45)), BLUE)
    assert like(right.getpixel((150, 45)), RED)


@pytest.mark.django_db
def test_a_saved_photo_has_every_copy_in_its_size_and_format():
    photo = make.photo(cut=True, picture=make.picture((1600, 900)))

    found = {}
    for key, width, extension in photo.picture.copies():
        with default_storage.open(
            photo.picture.copy_name(key, width, extension)
        ) as file:
            image = Image.open(file)
            found[key, width, extension] = image.size, image.format

    assert found == {
        (key, width, extension): ((width, height), FORMATS[extension][0])
        for key, width, height in (
            ("lead", 720, 405),
            ("lead", 1120, 630),
            ("card", 208, 156),
            ("card", 400, 300),
        )
        for extension in FORMATS
    }


@pytest.mark.django_db
def test_copies_carry_nothing_of_the_original():
    photo = make.photo(cut=True, picture=make.picture(exif=exif(position=True)))

    for copy in photo.picture.copies():
        with default_storage.open(photo.picture.copy_name(*copy)) as file:
            assert traces(Image.open(file)) == []
    with photo.picture.open() as original:
        assert tells_position(original)


@pytest.mark.django_db
def test_the_original_lies_where_no_visitor_reaches():
    photo = make.photo(cut=True)

    assert storages["private"].exists(photo.picture.name)
    assert not default_storage.exists(photo.picture.name)


@pytest.mark.django_db
def test_the_name_of_an_upload_says_nothing():
    first, second = (
        make.photo(cut=True, picture=make.picture(name="María, 7 años.JPG"))
        for _ in range(2)
    )

    assert first.picture.name != second.picture.name
    assert all(
        Path(photo.picture.name).parent == Path("photos")
        and "Mar" not in photo.picture.name
        and photo.picture.name.endswith(".jpg")
        for photo in (first, second)
    )


@pytest.mark.django_db
def test_a_picture_is_drawn_again_around_another_focal_point():
    wide = Image.new("RGB", (1600, 405), BLUE)
    ImageDraw.Draw(wide).rectangle((1200, 0, 1599, 404), RED)
    out = io.BytesIO()
    wide.save(out, "PNG")
    photo = make.photo(picture=ContentFile(out.getvalue(), "wide.png"), focus_x=0)
    name = photo.picture.copy_name("lead", 720, "jpg")

    photo.focus_x = 100
    photo.picture.cut()

    with default_storage.open(name) as file:
        assert like(Image.open(file).getpixel((700, 200)), RED)


@pytest.mark.django_db
def test_a_deleted_picture_leaves_nothing_behind():
    photo = make.photo(cut=True)
    file = photo.picture
    names = [file.copy_name(*copy) for copy in file.copies()]
    original = file.name

    file.delete(save=False)

    assert not any(default_storage.exists(name) for name in names)
    assert not file.storage.exists(original)


# check_pictures


@pytest.fixture
def checked(settings, tmp_path):
    """Storage of its own, with one picture that is right."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return Institution.objects.get(
        pk=make.institution(mark=make.picture((208, 208))).pk
    ).mark


@pytest.mark.django_db
def test_public_pictures_are_checked(checked, capsys):
    call_command("check_pictures")

    assert capsys.readouterr().out.startswith("6 public pictures")


def small(path, **options):
    Image.new("RGB", (104, 104)).save(path, **options)


BREAK = {
    "missing": Path.unlink,
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:200]),
    "another size": lambda path: Image.new("RGB", (10, 10)).save(path),
    "another kind": lambda path: small(path, format="PNG"),
    "EXIF": lambda path: small(path, exif=exif(position=True)),
    "a comment": lambda path: small(path, comment=b"Maria"),
    "XMP": lambda path: small(path, xmp=b"<x:xmpmeta/>"),
    "stray": lambda path: small(path.with_name("stray.png")),
}


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("missing", "is missing"),
        ("cut short", "cannot be read"),
        ("another size", "is JPEG of 10 × 10 pixels"),
        ("another kind", "is PNG of 104 × 104 pixels"),
        ("EXIF", "says EXIF"),
        ("a comment", "says a comment"),
        ("XMP", "says XMP"),
        ("stray", "stray.png belongs to no record"),
    ],
)
@pytest.mark.django_db
def test_a_public_picture_that_is_not_right_is_named(checked, how, words):
    name = checked.copy_name("square", 104, "jpg")
    BREAK[how](Path(settings.MEDIA_ROOT) / name)

    with pytest.raises(CommandError) as refusal:
        call_command("check_pictures")

    expected = f"marks/{words}" if how == "stray" else f"{name} {words}"
    assert expected in str(refusal.value)


@pytest.mark.django_db
def test_a_picture_taken_back_leaves_no_public_file():
    photo = make.photo(cut=True)
    consent = make.consent(photo)
    name = photo.picture.copy_name("lead", 720, "jpg")
    assert default_storage.exists(name)

    consent.withdrawn_on = timezone.localdate()
    consent.save()
    photo.settle_copies()
    assert not default_storage.exists(name)
    assert name not in dict(copies())

    consent.delete()
    photo.settle_copies()
    assert default_storage.exists(name)
