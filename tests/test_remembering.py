"""What is counted once is counted again exactly when it may be different."""

import datetime as dt
from threading import Event, Thread

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from iompanama.pages.models import SiteSettings
from news.models import PressRelease
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/es/noticias/"


@pytest.fixture(autouse=True)
def remembers(settings):
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "remembering"}}
    cache.clear()
    SiteSettings.load()


def counted(client, address=LIST):
    """How many texts the list says there are, and how many queries of its own it took
    (what stands on every page is remembered by the second)."""
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    own = [each for each in queries if "pages_sitesettings" not in each["sql"]]
    return page.context["page_obj"].paginator.count, len(own)


def test_list_is_counted_once_until_something_in_it_changes(client):
    release = make.published(topics=[make.topic(key="water")])
    assert counted(client) == (1, 3)
    assert counted(client) == (1, 2)

    make.published()
    assert counted(client) == (2, 3)
    assert counted(client, f"{LIST}?topic=water") == (1, 3)
    assert counted(client) == (2, 2)

    release.topics.clear()
    assert counted(client, f"{LIST}?topic=water")[0] == 0

    PressRelease.objects.filter(pk=release.pk).update(archived_at=timezone.now())
    assert counted(client) == (1, 3)

    PressRelease.objects.all().delete()
    assert counted(client)[0] == 0


def test_what_no_list_counts_is_nothing_to_count_again_for(client):
    live = make.published(topics=[make.topic()])
    counted(client)

    draft = live.next_edition(make.user("ana"))
    draft.topics.clear()
    draft.save()
    PressRelease.objects.filter(pk=live.pk).update(lead_es="Otra palabra.")

    assert counted(client) == (1, 2)


def test_name_of_a_choice_is_told_anew(client):
    topic = make.topic(name_es="Agua")
    make.published(topics=[topic])
    assert "Agua" in client.get(LIST).content.decode()

    topic.name_es = "Aguas"
    topic.save()

    assert "Aguas" in client.get(LIST).content.decode()


def test_text_is_counted_when_its_hour_has_come(client, monkeypatch):
    make.published()
    make.scheduled()
    assert counted(client) == (1, 3)
    later = timezone.now() + dt.timedelta(days=30)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    assert counted(client) == (2, 3)
    assert counted(client) == (2, 2)


def test_what_was_begun_before_and_ends_later_is_not_missed(client):
    """Two write at once; the list is counted between their ends."""
    make.published()
    began, ended = Event(), Event()

    def slow():
        with transaction.atomic():
            make.published()
            began.set()
            ended.wait(timeout=10)
        connection.close()

    first = Thread(target=slow)
    first.start()
    began.wait(timeout=10)
    make.published()
    assert counted(client)[0] == 2

    ended.set()
    first.join()

    assert counted(client) == (3, 3)
