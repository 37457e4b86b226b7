"""Standing pages and the menus made of them."""

import pytest
import time_machine
from django.core.cache import cache
from django.db import IntegrityError
from django.urls import reverse
from django.utils.translation import override

from iompanama.pages.models import Page, SiteSettings
from iompanama.pages.models.page import OF_SECTIONS
from iompanama.publishing.addresses import is_own
from iompanama.urls import SECTIONS
from tests import make
from tests.filling import send

pytestmark = pytest.mark.django_db


def page_at(client, address):
    return client.get(address).content.decode()


def test_settings_of_the_site_are_made_on_first_use(client):
    SiteSettings.objects.all().delete()

    assert "<h1>" in page_at(client, make.page().url_in("es"))
    assert SiteSettings.objects.count() == 1


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


def test_every_page_names_itself_for_who_is_sent_a_link(client):
    page, topic = make.page(title_es="«A» & B"), make.topic(name_es="Darién")

    for address, title in {
        page.url_in("es"): "«A» &amp; B",
        topic.url_in("es"): "Darién",
        "/es/acuerdos/": "Registro de acuerdos",
        "/es/": "OIM Panamá",
    }.items():
        assert f'<meta property="og:title" content="{title}">' in page_at(
            client, address
        )


def test_address_of_the_press_nobody_wrote_down_is_no_link(client):
    SiteSettings.load()
    release = make.published()
    pages = ["/es/", release.url_in("es"), "/es/noticias/", "/es/buscar/?q=nada"]

    def links():
        return [page_at(client, page).count("mailto:") for page in pages]

    assert links() == [0, 0, 0, 0]
    SiteSettings.objects.update(contact_email="prensa@muestra.invalid")
    assert all(links())


def test_page_that_is_not_public_is_not_there(client):
    page = make.page(is_public=False)

    assert client.get(page.url_in("es")).status_code == 404


def test_page_below_another_leads_back_to_it(client):
    above = make.page(title_es="Quiénes somos")
    page = make.page(parent=above)
    text = page_at(client, page.url_in("es"))

    crumbs = text[text.index("breadcrumbs") :].partition("</nav>")[0]
    assert f'href="{above.url_in("es")}"' in crumbs


@pytest.mark.parametrize("code", OF_SECTIONS)
def test_every_section_has_its_address_to_itself(code):
    with override(code):
        urls = [reverse(name) for name in (*SECTIONS[1:], "search", "admin:index")]

    words = {url.split("/")[2] for url in urls}
    assert words == set(OF_SECTIONS[code])
    assert not any(is_own(Page, f"slug_{code}", word) for word in words)


def test_page_at_the_address_of_a_section_is_refused_in_words(client):
    client.force_login(make.administrator())
    page = make.page()
    url = f"/en/admin/pages/page/{page.pk}/change/"

    refused = send(client, url, slug_es="noticias").content.decode()
    taken = send(client, url, slug_es="news")

    assert "“noticias” leads to another page" in refused
    assert taken.status_code == 302


def test_the_database_refuses_a_page_at_the_address_of_a_section():
    with pytest.raises(IntegrityError, match="page_slug_en_of_no_section"):
        make.page(slug_en="search")


def test_what_stands_on_every_page_is_never_older_than_a_second(client, settings):
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "every page"}}
    cache.clear()
    SiteSettings.load()
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        assert "nuevo@example.org" not in page_at(client, "/es/")

        SiteSettings.objects.update(contact_email="nuevo@example.org")
        make.page(title_es="Cómo ayudar", menu="take-action")
        clock.shift(1.1)
        news, home = page_at(client, "/es/noticias/"), page_at(client, "/es/")

    for page in (news, home):
        head, _start, foot = page.partition("<footer")
        assert "nuevo@example.org" in head
        assert "nuevo@example.org" in foot
        assert "Cómo ayudar" in foot
