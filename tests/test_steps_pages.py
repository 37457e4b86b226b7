"""Every step from the page of a text: one goes forward, the others have a page."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from iompanama.publishing import hours
from iompanama.publishing.workflow import Status, take
from news.models import PressRelease
from tests import make

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def page_of(release, word="change", code="en"):
    return f"/{code}/admin/news/pressrelease/{release.pk}/{word}/"


def step_of(release, key):
    return page_of(release, f"step/{key}")


def text_of(response):
    return response.content.decode()


@pytest.fixture
def head(client):
    person = make.staff("Head of office", "marta")
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    ("maker", "forward", "beside"),
    [
        (make.press_release, "submit", {"publish_alone"}),
        (make.in_review, "publish", {"return", "publish_alone"}),
        (make.scheduled, "edit", {"move", "cancel", "withdraw", "archive"}),
        (make.published, "edit", {"withdraw", "archive"}),
        (make.archived, "edit", {"withdraw", "unarchive"}),
        (make.withdrawn, "edit", set()),
        (
            lambda: make.published(alone_reason="Urge.", published_by=make.user("eva")),
            "read",
            {"edit", "withdraw", "archive"},
        ),
    ],
)
def test_one_step_goes_forward_and_the_others_stand_beside(
    client, head, maker, forward, beside
):
    page = client.get(page_of(maker())).context

    assert page["forward"].key == forward
    assert {step.key for step in page["beside"]} == beside
    assert page["refused"] == []


def test_a_step_that_asks_nothing_is_one_press(client, head):
    release = make.published()

    for key in ("archive", "unarchive", "edit"):
        assert client.get(step_of(release, key)).status_code == 200
        answer = client.post(step_of(release, key))
        assert answer.status_code == 302
    draft = release.work.newest
    assert (draft.edition, answer.url) == (2, page_of(draft))


def test_hour_is_moved_and_given_up_on_their_pages(client, head):
    release, later = make.scheduled(), timezone.localtime() + dt.timedelta(days=2)

    client.post(step_of(release, "move"), {"at": f"{later:%Y-%m-%dT%H:%M}"})
    release.refresh_from_db()
    assert release.published_at == later.replace(second=0, microsecond=0)

    client.post(step_of(release, "cancel"))
    release.refresh_from_db()
    assert (release.status, release.published_at) == (Status.DRAFT, None)


def test_hour_is_told_in_panama_abroad_and_from_now(client, head):
    at = timezone.now().replace(second=0, microsecond=0) + dt.timedelta(days=3)
    release = make.scheduled(at=at)

    with override("en"):
        words = hours.told(at)
    assert words.endswith(" UTC), in 3 days")
    for page in (page_of(release), step_of(release, "move")):
        assert words in text_of(client.get(page))


@pytest.mark.parametrize(
    ("distance", "english", "spanish"),
    [
        (dt.timedelta(minutes=1), "in 1 minute", "dentro de 1 minuto"),
        (dt.timedelta(minutes=90), "in 90 minutes", "dentro de 90 minutos"),
        (dt.timedelta(minutes=91), "in 2 hours", "dentro de 2 horas"),
        (dt.timedelta(hours=36), "in 36 hours", "dentro de 36 horas"),
        (dt.timedelta(days=2, seconds=59), "in 2 days", "dentro de 2 días"),
        (dt.timedelta(seconds=-1), "", ""),
    ],
)
def test_distance_of_an_hour_is_told_in_words(distance, english, spanish):
    now = timezone.now()

    with override("en"):
        assert hours.away(now + distance, now) == english
    with override("es"):
        assert hours.away(now + distance, now) == spanish


def test_clock_abroad_tells_its_day_where_it_is_another_one():
    noon = dt.datetime(2026, 11, 24, 17, tzinfo=dt.UTC)
    night = dt.datetime(2026, 11, 25, 1, tzinfo=dt.UTC)

    with override("en"):
        assert [hours.in_panama(night), hours.in_utc(night), hours.in_utc(noon)] == [
            "24 November 2026, 20:00",
            "25 November 2026, 01:00",
            "17:00",
        ]


def test_every_reason_against_a_step_leads_to_its_field(client, head):
    release = make.in_review(dateline_on=None, body_en="", topics=[])
    make.photo_use(release, position=1)
    make.photo_use(release, alt_es="", position=2)

    page = text_of(client.get(page_of(release)))
    asked = text_of(client.get(step_of(release, "publish")))

    for field in ("body_en", "dateline_on", "topics", "photo_uses-1-alt_es"):
        assert f'id="id_{field}"' in page
        assert f'<a class="to-field" href="#id_{field}">' in page
        assert f'<a class="to-field" href="{page_of(release)}#id_{field}">' in asked
    assert 'id="what-is-missing"' in page
    assert 'name="_step_publish"' not in page


def test_step_that_has_nothing_to_do_here_is_not_spoken_of(client, head):
    page = text_of(client.get(page_of(make.published())))

    assert "It is not archived." not in page
    assert "It does not wait for an hour." not in page


def test_withdrawn_text_offers_the_way_on(client, head):
    release = make.published()

    client.post(
        step_of(release, "withdraw"),
        {"reason": "It named somebody.", "instead": "/es/noticias/"},
    )

    gone = Client().get(release.url_in("es"))
    assert gone.status_code == 410
    assert '<a href="/es/noticias/">' in text_of(gone)
    assert "It named somebody." in text_of(gone)


def test_address_that_leads_nowhere_is_refused_beside_its_field(client, head):
    release = make.published()

    answer = client.post(
        step_of(release, "withdraw"), {"reason": "Sí.", "instead": "javascript:x"}
    )

    assert answer.status_code == 409
    [error] = answer.context["form"].errors["instead"]
    assert error.startswith("“javascript:x” is not an address to go to.")
    release.refresh_from_db()
    assert release.status == Status.PUBLISHED


def test_withdrawing_says_what_still_goes_out_later(client, head):
    live = make.published(superseded_at=timezone.now() + HOUR)
    later = make.scheduled(at=live.superseded_at, work=live.work, edition=2)
    alone = make.published()
    with override("en"):
        moment = hours.in_panama(later.published_at)
    words = f"Edition 2 still goes out on {moment}"

    pages = [
        client.get(step_of(live, "withdraw")),
        client.post(
            "/en/admin/news/pressrelease/",
            {"action": "withdraw", "_selected_action": [later.pk]},
        ),
    ]

    for page in pages:
        assert f'<a href="{page_of(later)}">{words}' in text_of(page)
    assert "still goes out" not in text_of(client.get(step_of(alone, "withdraw")))


def test_second_next_edition_leads_to_the_one_in_work(client, head):
    live = make.published(title_en="Live")
    draft = take(live, "edit", head)
    link = f'<a href="{page_of(draft)}">Edition 2 of this text is in work already.</a>'

    for page in (
        client.get(page_of(live)),
        client.get(step_of(live, "edit")),
        client.post(step_of(live, "edit")),
    ):
        assert link in text_of(page)
    assert live.work.editions.count() == 2


# Addresses.


def test_every_address_a_work_ever_had_leads_to_the_present_one(client):
    head = make.user(
        "jefa", "news.change_pressrelease", "news.publish_alone_pressrelease"
    )
    release = make.published(slug_es="uno", slug_en="one")
    for number, (es, en) in enumerate([("dos", "one"), ("tres", "three")]):
        draft = take(release, "edit", head)
        draft.slug_es, draft.slug_en = es, en
        draft.save()
        release = take(draft, "publish_alone", head, reason=f"{number}")

    def led(path):
        answer = client.get(path)
        return answer.status_code, answer.get("Location")

    for slug in ("uno", "dos", "one", "three"):
        assert led(f"/es/noticias/{slug}/") == (301, "/es/noticias/tres/")
    for slug in ("one", "uno", "dos", "tres"):
        assert led(f"/en/news/{slug}/") == (301, "/en/news/three/")
    assert led("/es/noticias/tres/") == (200, None)

    draft = take(release, "edit", head)
    draft.slug_es = "uno"
    draft.save()
    assert led("/es/noticias/uno/") == (301, "/es/noticias/tres/")
    take(draft, "publish_alone", head, reason="Mejor así.")
    assert led("/es/noticias/uno/") == (200, None)
    assert led("/es/noticias/tres/") == (301, "/es/noticias/uno/")


def test_address_that_waited_and_was_withdrawn_tells_nothing(client):
    head = make.user("jefa", "news.publish_pressrelease")
    release = make.scheduled(slug_es="nunca")

    take(release, "withdraw", head, reason="Al final no.")
    PressRelease.objects.filter(pk=release.pk).update(
        published_at=timezone.now() - HOUR, withdrawn_at=timezone.now() - 2 * HOUR
    )

    assert client.get("/es/noticias/nunca/").status_code == 404
