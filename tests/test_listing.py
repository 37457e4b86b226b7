"""What the database keeps beside each edition, for lists to be narrowed and counted."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from news.models import PressRelease
from tests import make

pytestmark = pytest.mark.django_db


def kept(release):
    found = PressRelease.objects.values_list("topic_ids", "institution_ids")
    return found.get(pk=release.pk)


def test_keys_of_topics_and_institutions_follow_every_change():
    water, health = sorted((make.topic(), make.topic()), key=lambda topic: topic.pk)
    snm = make.institution()
    release = make.published(topics=[health, water], institutions=[snm])
    assert kept(release) == ([water.pk, health.pk], [snm.pk])

    release.topics.remove(water)
    release.institutions.clear()
    assert kept(release) == ([health.pk], [])

    through = PressRelease.topics.through.objects
    through.filter(pressrelease=release).update(topic=water)
    assert kept(release) == ([water.pk], [])

    water.delete()
    assert kept(release) == ([], [])


def test_text_read_before_its_topics_changed_does_not_take_them_back():
    water = make.topic()
    release = make.published(topics=[water])
    before = PressRelease.objects.get(pk=release.pk)
    release.topics.clear()

    before.save()

    assert kept(release) == ([], [])
    assert list(PressRelease.objects.on_topic(water)) == []


def test_next_edition_has_keys_of_its_own():
    water, health = make.topic(), make.topic()
    live = make.published(topics=[water])
    draft = live.next_edition(make.user("ana"))
    draft.topics.set([health])

    assert kept(live)[0] == [water.pk]
    assert kept(draft)[0] == [health.pk]


def test_change_of_topics_raises_the_version():
    release = make.press_release()
    before = PressRelease.objects.get(pk=release.pk).version
    release.topics.add(make.topic())

    assert PressRelease.objects.get(pk=release.pk).version > before


def test_more_links_than_an_index_holds_are_refused():
    release = make.press_release()
    many = [make.topic() for _ in range(101)]

    with (
        pytest.raises(IntegrityError, match="not_about_everything"),
        transaction.atomic(),
    ):
        release.topics.set(many)


def test_edition_is_visible_until_the_next_takes_its_place():
    release = make.published()
    moment = timezone.now() + dt.timedelta(hours=1)
    later = moment + dt.timedelta(hours=1)
    assert list(PressRelease.objects.live(later)) == [release]

    PressRelease.objects.filter(pk=release.pk).update(superseded_at=moment)

    assert list(PressRelease.objects.live()) == [release]
    assert list(PressRelease.objects.live(later)) == []


def test_page_of_a_list_begins_where_the_one_before_ended():
    days = [dt.date(2024, 1, day) for day in range(1, 6)]
    first, *_, last = [make.published(dateline_on=day) for day in days]

    assert list(PressRelease.objects.listed().newest(2))[0] == last
    assert list(PressRelease.objects.listed().newest(2, after=4)) == [first]


def test_related_texts_share_most_topics_though_they_are_old(monkeypatch):
    monkeypatch.setattr("news.models.shown.COMPARED", 1)
    water, health = make.topic(), make.topic()
    release = make.published(topics=[water, health])
    both = make.published(topics=[water, health], dateline_on=dt.date(2010, 1, 1))
    one = make.published(topics=[water], dateline_on=dt.date(2020, 1, 1))
    make.published(topics=[health], dateline_on=dt.date(2015, 1, 1))
    release = PressRelease.objects.for_page().get(pk=release.pk)

    related = PressRelease.objects.listed().related_to(release, 3)

    assert list(related) == [both, one]
