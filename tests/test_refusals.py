"""What is refused before any page is asked: other methods, stale forms."""

from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.test.client import BOUNDARY, encode_multipart

from iompanama.outbox.models import Preference
from tests import make

pytestmark = pytest.mark.django_db

PAGES = ["/es/", "/en/news/", "/es/noticias/rss/", "/es/temas/", "/en/search/"]
PAGES += ["/es/acuerdos/", "/en/data/", "/robots.txt", "/sitemap.xml"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_public_pages_are_only_read(method):
    client = Client(enforce_csrf_checks=True)
    release = make.published()

    for url in [*PAGES, release.url_in("es")]:
        assert getattr(client, method)(url).status_code == 405


def test_stale_form_is_refused_in_both_languages_without_a_style_of_its_own():
    response = Client(enforce_csrf_checks=True).post("/en/admin/login/", {})

    page = response.content.decode()
    assert response.status_code == 403
    assert "El formulario caducó" in page
    assert "The form has expired" in page
    assert "<style" not in page


def send(client, fields, cut, encode):
    """Choose one's mail by a form of which the last bytes never arrive."""
    body, kind = encode(fields)
    arrived = {"wsgi.input": BytesIO(body[: len(body) - cut])}
    return client.post("/en/admin/my-mail/", body, content_type=kind, **arrived)


def plain(fields):
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


def with_files(fields):
    kind = f"multipart/form-data; boundary={BOUNDARY};"
    return encode_multipart(BOUNDARY, fields), kind


@pytest.mark.parametrize("cut", [1, 40])
@pytest.mark.parametrize("encode", [plain, with_files])
def test_form_that_was_cut_off_on_its_way_saves_nothing(client, encode, cut):
    client.force_login(make.staff("Editors"))
    wish = {"frequency": "never", "language": "en", "more": "x" * 50}

    refused = send(client, wish, cut, encode)

    assert refused.status_code == 400
    page = refused.content.decode()
    assert "Lo que se envió no se pudo leer" in page
    assert "What was sent could not be read" in page
    assert not Preference.objects.exists()
    assert send(client, wish, 0, encode).status_code == 302
    assert Preference.objects.get().frequency == "never"


def test_form_of_more_than_the_site_takes_is_refused_in_words(client):
    client.force_login(make.staff("Editors"))

    refused = send(client, {"more": "x" * 2_700_000}, 0, plain)

    assert refused.status_code == 400
    assert "more than this site takes at once" in refused.content.decode()
