"""What is refused before any page is asked: other methods, stale forms."""

import pytest
from django.test import Client

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
