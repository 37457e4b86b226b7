"""Standing pages and the menus made of them."""

import pytest

from iompanama.pages.models import SiteSettings
from tests import make

pytestmark = pytest.mark.django_db


def page_at(client, address):
    return client.get(address).content.decode()


def test_page_names_the_number_of_member_states(client):
    SiteSettings.load()
    SiteSettings.objects.update(member_states=175)
    page = make.page(body_es="<p>Son {{member_states}} Estados.</p>")

    assert "Son 175 Estados." in page_at(client, page.url_in("es"))


def test_page_shows_its_neighbours_in_the_menu(client):
    page = make.page(title_es="Sobre nosotros")
    make.page(title_es="OIM Global")
    make.page(title_es="Agenda", menu="2030-agenda")
    text = page_at(client, page.url_in("es"))
    beside = text[text.index('class="beside"') :].partition("</ul>")[0]

    assert "OIM Global" in beside
    assert "Agenda" not in beside
    assert f'href="{page.url_in("es")}" aria-current="page"' in beside


def test_page_marks_its_menu(client):
    page = make.page(menu="our-work")
    text = page_at(client, page.url_in("es"))

    assert f'href="{page.url_in("es")}" aria-current="true">Nuestro trabajo' in text


def test_page_that_is_not_public_is_not_there(client):
    page = make.page(is_public=False)

    assert client.get(page.url_in("es")).status_code == 404


def test_page_below_another_leads_back_to_it(client):
    above = make.page(title_es="Quiénes somos")
    page = make.page(parent=above)
    text = page_at(client, page.url_in("es"))

    crumbs = text[text.index("breadcrumbs") :].partition("</nav>")[0]
    assert f'href="{above.url_in("es")}"' in crumbs


def test_section_wins_over_a_page_of_the_same_name(client):
    make.page(slug_es="noticias")

    assert client.get("/es/noticias/").templates[0].name == (
        "news/pressrelease_list.html"
    )
