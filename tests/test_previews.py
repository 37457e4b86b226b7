"""Reading an edition by a link, without an account, before it is out."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from iompanama.publishing.workflow import Status
from news.models import PressRelease, PreviewLink, PreviewOpening
from tests import make

pytestmark = pytest.mark.django_db

OVER = "Este enlace no abre nada"


def opened(client, link):
    return client.get(link.get_absolute_url())


def read(client, link):
    response = opened(client, link)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    "maker",
    [make.press_release, make.in_review, make.scheduled],
    ids=lambda m: m.__name__,
)
def test_link_shows_the_edition_in_its_language_to_anybody(client, maker):
    release = maker(title_es="Todavía no", lead_es="Entradilla nueva")
    link = make.preview_link(release)

    page = read(client, link)

    assert "/es/noticias/vista-previa/" in link.get_absolute_url()
    assert "<h1>Todavía no</h1>" in page
    assert "Entradilla nueva" in page
    assert "Borrador: aún no es público." in page
    assert client.get(f"/es/noticias/{release.slug_es}/").status_code == 404


def test_page_is_kept_by_nobody_and_sends_nobody_here(client):
    link = make.preview_link()

    for language in ("es", "en"):
        link.language = language
        link.save()
        response = opened(client, link)
        page = response.content.decode()
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert response["Referrer-Policy"] == "no-referrer"
        assert '<meta name="robots" content="noindex">' in page
        for announced in ('rel="canonical"', 'hreflang="x', "og:title", "ld+json"):
            assert announced not in page
        assert not any(
            f'rel="alternate" hreflang="{code}"' in page for code in ("es", "en")
        )
        assert "ETag" not in response


def test_edition_is_exactly_the_one_of_the_link(client):
    ana = make.user("ana")
    live = make.published(title_es="Como está")
    draft = live.next_edition(ana)
    PressRelease.objects.filter(pk=draft.pk).update(title_es="Como será")

    page = read(client, make.preview_link(draft))

    assert "<h1>Como será</h1>" in page
    assert "Como está" not in page


def test_photos_come_along_but_for_one_whose_consent_was_withdrawn(client):
    release = make.press_release()
    shown = make.photo_use(release, caption_es="Se ve")
    gone = make.photo_use(release, caption_es="Retirada")
    make.consent(gone.photo, withdrawn_on=timezone.localdate())

    page = read(client, make.preview_link(release))

    assert "Se ve" in page
    assert shown.photo.picture.url_of("lead", 720, "jpg") in page
    assert "Retirada" not in page
    assert "Una foto no se muestra" in page


def test_agreement_hidden_from_visitors_stays_hidden_even_from_staff(client):
    client.force_login(make.staff("Head of office"))
    release = make.press_release()
    for access in ("public", "internal", "confidential"):
        agreement = make.agreement(access=access, title_es=f"Acuerdo {access}")
        make.agreement_link(release, agreement)

    page = read(client, make.preview_link(release))

    assert "Acuerdo public" in page
    assert "Acuerdo internal" not in page
    assert "Acuerdo confidential" not in page


def test_link_touches_no_session_and_opens_nothing_else(client):
    release = make.press_release()
    live = make.published(title_es="Vecina")
    other = live.next_edition(make.user("ana"))
    response = opened(client, make.preview_link(release))
    token = make.preview_link(release).get_absolute_url().split("/")[-2]

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    for address in (
        f"/en/news/preview/{token}/",
        f"/es/noticias/{release.slug_es}/",
        f"/es/admin/news/pressrelease/{release.pk}/change/",
        f"/es/noticias/vista-previa/{other.pk}/",
        f"/es/noticias/vista-previa/{PreviewLink.objects.first().pk}/",
    ):
        assert client.get(address).status_code in (302, 404)
        assert "login" in client.get(address).headers.get("Location", "login")


def dead(case):
    now = timezone.now()
    match case:
        case "ended":
            return make.preview_link(
                made_at=now - dt.timedelta(days=2),
                expires_at=now - dt.timedelta(days=1),
            )
        case "revoked":
            return make.preview_link(revoked_at=now)
    return make.preview_link(make.withdrawn())


@pytest.mark.parametrize("case", ["ended", "revoked", "withdrawn"])
def test_link_that_is_over_says_so(client, case):
    response = opened(client, dead(case))

    assert response.status_code == 404
    assert OVER in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
    assert not PreviewOpening.objects.exists()


@pytest.mark.parametrize("junk", ["x", "a:b", "%00", ":" * 40, "é:x", "a" * 4000])
def test_junk_is_not_found_in_the_readers_language(client, junk):
    spanish = client.get(f"/es/noticias/vista-previa/{junk}/")
    english = client.get(f"/en/news/preview/{junk}/")

    assert (spanish.status_code, english.status_code) == (404, 404)
    assert OVER in spanish.content.decode()
    assert "This link opens nothing" in english.content.decode()


def test_token_changed_by_a_letter_opens_nothing(client):
    address = make.preview_link().get_absolute_url()
    other = "A" if address[-2] != "A" else "B"

    assert client.get(f"{address[:-2]}{other}/").status_code == 404


def test_link_leads_to_the_page_once_the_text_is_out(client):
    release = make.published(title_es="Ya salió")

    response = opened(client, make.preview_link(release))

    assert response.url == f"/es/noticias/{release.slug_es}/"
    assert response["Referrer-Policy"] == "no-referrer"


def test_language_held_back_of_a_published_text_is_still_a_draft(client):
    release = make.published(released_en=False, title_en="Not yet")

    page = read(client, make.preview_link(release, language="en"))

    assert "<h1>Not yet</h1>" in page


def test_each_opening_is_written_down_once_a_minute(client):
    link = make.preview_link()
    phone, now = Client(headers={"user-agent": "Phone"}), timezone.now()

    with time_machine.travel(now, tick=False) as clock:
        for browser in (client, client, phone):
            opened(browser, link)
        client.head(link.get_absolute_url())
        assert link.openings.count() == 2
        clock.shift(dt.timedelta(seconds=61))
        opened(client, link)
    assert link.openings.count() == 3
    assert {each.browser for each in link.openings.all()} == {"", "Phone"}


ANDROID = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/131.0 Safari"


@pytest.mark.parametrize(
    ("browser", "device"),
    [
        (ANDROID, "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Gecko/2010 Firefox/140.0", "Firefox, Windows"),
        ("WhatsApp/2.23.20.0", "WhatsApp"),
        ("curl/8", "curl/8"),
        ("", ""),
    ],
)
def test_opening_is_told_with_what_it_was_read(browser, device):
    assert PreviewOpening(browser=browser).device == device


# Making and revoking them.


def previews_of(release):
    return f"/en/admin/news/pressrelease/{release.pk}/previews/"


def asked(**changes):
    end = timezone.localtime() + dt.timedelta(days=3)
    return {
        "note": "La Prensa",
        "language": "en",
        "expires_at": f"{end:%Y-%m-%dT%H:%M}",
        **changes,
    }


def test_editor_makes_copies_and_revokes_a_link(client):
    ana = make.staff("Editors", "ana")
    client.force_login(ana)
    release = make.press_release()

    page = client.post(previews_of(release), asked(), follow=True).content.decode()
    link = PreviewLink.objects.get()
    address = f"http://testserver{link.get_absolute_url()}"
    assert (link.made_by, link.language) == (ana, "en")
    assert f'value="{address}" readonly' in page
    assert "Not opened yet." in page
    phone = Client(headers={"user-agent": ANDROID})
    assert phone.get(address).status_code == 200
    page = client.get(previews_of(release)).content.decode()
    assert "Opened once" in page
    assert " · Chrome, Android</li>" in page

    client.post(previews_of(release), {"revoke": str(link.pk)})
    page = client.get(previews_of(release)).content.decode()
    assert Client().get(address).status_code == 404
    assert address not in page
    assert "revoked" in page


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "This moment is over."), (31, "A link works for thirty days at most.")],
)
def test_link_has_an_end_thirty_days_away_at_most(client, days, words):
    client.force_login(make.staff("Editors"))
    end = timezone.localtime() + dt.timedelta(days=days)

    response = client.post(
        previews_of(make.press_release()), asked(expires_at=f"{end:%Y-%m-%dT%H:%M}")
    )

    assert words in response.content.decode()
    assert not PreviewLink.objects.exists()


def test_database_refuses_a_link_of_more_than_thirty_days():
    now = timezone.now()

    with pytest.raises(IntegrityError, match="previewlink"), transaction.atomic():
        make.preview_link(made_at=now, expires_at=now + dt.timedelta(days=31))


def test_only_languages_that_are_begun_can_be_previewed(client):
    client.force_login(make.staff("Editors"))
    release = make.only_in("es")

    page = client.post(previews_of(release), asked(language="en")).content.decode()

    assert "Select a valid choice" in page
    assert not PreviewLink.objects.exists()


def test_link_of_another_edition_is_not_revoked_from_here(client):
    client.force_login(make.staff("Editors"))
    link = make.preview_link()

    for key in (str(link.pk), "junk"):
        response = client.post(previews_of(make.press_release()), {"revoke": key})
        assert response.status_code == 404
    assert PreviewLink.objects.get().is_open


def test_preview_costs_a_constant_number_of_queries(
    client, django_assert_max_num_queries
):
    release = make.press_release()
    for _ in range(5):
        make.mention(release)
        make.photo_use(release)
    link = make.preview_link(release)
    read(client, link)

    with django_assert_max_num_queries(9):
        read(client, link)


def test_statuses_that_may_be_read_by_a_link_are_told_alike(client):
    for maker in (make.press_release, make.in_review, make.scheduled, make.withdrawn):
        link = make.preview_link(maker())
        answer = opened(client, link).status_code == 200
        assert answer == link.is_open == (link.release.status != Status.WITHDRAWN)
    assert settings.SESSION_COOKIE_NAME not in client.cookies
