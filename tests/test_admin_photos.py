"""The photo library: what may be uploaded, where it is cut, who reads the papers."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from news.models import Photo
from tests import make
from tests.filling import add_row, drawn, send

pytestmark = pytest.mark.django_db

ADD = "/en/admin/news/photo/add/"


@pytest.fixture
def editor(client):
    person = make.staff("Editors", "rosa")
    client.force_login(person)
    return person


def upload(client, file, **changes):
    return send(client, ADD, title="Muelle", credit="OIM", picture=file, **changes)


def with_position():
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    return make.picture(exif=exif)


def test_photo_is_uploaded_and_cut(client, editor):
    upload(client, make.picture())

    photo = Photo.objects.get()
    with photo.picture.storage.open(photo.picture.name) as original:
        assert original.read(2) == b"\xff\xd8"
    page = client.get(f"/en/admin/news/photo/{photo.pk}/change/").content.decode()
    assert f"/en/admin/news/photo/{photo.pk}/whole/" in page


def test_long_name_of_a_file_does_not_matter(client, editor):
    upload(client, make.picture(name=f"{'a' * 230}.jpg"))

    assert Photo.objects.count() == 1


def test_a_form_that_comes_back_names_the_files_to_choose_again(client, editor):
    page = send(client, ADD, title="", picture=make.picture(name="muelle.jpg"))

    assert not Photo.objects.exists()
    words = "Choose these files again before you save: muelle.jpg"
    assert words in page.content.decode()


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (ContentFile(b"<svg/>", "a.svg"), "not a picture that can be read"),
        (make.picture((100, 100)), "too small: it needs 720"),
        (ContentFile(make.picture().read()[:900], "a.jpg"), "damaged"),
    ],
)
def test_what_is_no_photo_is_refused_in_words(client, editor, file, reason):
    response = upload(client, file)

    assert reason in response.content.decode()
    assert not Photo.objects.exists()


def test_who_uploads_hears_that_the_file_tells_the_place(client, editor):
    response = upload(client, with_position())

    assert Photo.objects.get().told_position
    page = client.get(response.url).content.decode()
    assert "The file says where it was taken." in page


def test_another_focal_point_cuts_the_copies_anew(client, editor):
    half = Image.new("RGB", (1600, 405), "#f00")
    half.paste("#00f", (800, 0, 1600, 405))
    out = io.BytesIO()
    half.save(out, "JPEG")
    upload(client, ContentFile(out.getvalue(), "half.jpg"))
    photo = Photo.objects.get()

    def left_edge():
        name = photo.picture.copy_name("lead", 720, "jpg")
        with default_storage.open(name) as copy:
            return Image.open(copy).convert("RGB").getpixel((5, 200))

    before = left_edge()
    send(client, f"/en/admin/news/photo/{photo.pk}/change/", focus_x="100")

    assert before[0] > 200
    assert left_edge()[2] > 200


def test_signed_form_is_handed_out_as_a_file_to_those_who_may_see_it(client, editor):
    photo = make.photo(cut=True)
    url = f"/en/admin/news/photo/{photo.pk}/change/"
    values = add_row(
        drawn(client.get(url)),
        "consents",
        given_by="Ana Pérez",
        form=ContentFile(b"%PDF-1.7 signed", "form.pdf"),
    )
    client.post(url, {**values, "_continue": "1"})
    consent = photo.consents.get()

    answer = client.get(f"/en/admin/news/photo/consent/{consent.pk}/form/")

    assert b"".join(answer.streaming_content) == b"%PDF-1.7 signed"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    client.force_login(make.staff("Staff readers"))
    forbidden = client.get(f"/en/admin/news/photo/consent/{consent.pk}/form/")
    assert forbidden.status_code == 403
    client.logout()
    assert client.get(
        f"/en/admin/news/photo/consent/{consent.pk}/form/"
    ).status_code == (302)


def test_list_says_which_photos_may_be_shown(client, editor):
    make.photo(title="Frei")
    make.photo(title="Closed", is_recognizable=True)

    rows = client.get("/en/admin/news/photo/").context["cl"].result_list

    assert {row.title: row.is_showable for row in rows} == {
        "Frei": True,
        "Closed": False,
    }
