"""Published texts read again with today's rules, and what is to be put right."""

import pytest
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from news.checking import check
from news.models import PressRelease, Repair
from tests import make
from tests.together import together

LIST = "/en/admin/news/repair/"


def rows():
    return [
        (each.release, each.rule, each.field)
        for each in Repair.objects.order_by("release_id", "pk")
    ]


@pytest.mark.django_db
def test_what_is_out_or_waits_is_checked_and_nothing_else(capsys):
    faulty = {
        "lead_en": "They are 348.000, not illegal migrants.",
        "lead_es": "348 000",
    }
    live, waiting = make.published(**faulty), make.scheduled(**faulty)
    for maker in (make.press_release, make.in_review, make.withdrawn):
        maker(**faulty)
    make.published(superseded_at=timezone.now(), **faulty)

    call_command("check_published")

    assert rows() == [
        (release, rule, "lead_en")
        for release in (live, waiting)
        for rule in ("number form", "words")
    ]
    assert capsys.readouterr().out.splitlines() == [
        "number form: 2",
        "words: 2",
        "4 to put right",
    ]


@pytest.mark.django_db
def test_what_the_gate_would_refuse_today_is_said_in_both_languages():
    release = make.published()
    release.topics.clear()
    use = make.photo_use(release, alt_en="", caption_en="")

    check()

    topic, alt = Repair.objects.all()
    assert (topic.field, topic.is_blocking) == ("topics", True)
    assert topic.words == {
        "es": "Elija al menos un tema.",
        "en": "Choose at least one topic.",
    }
    assert (alt.field, alt.language) == ("photo_uses-0-alt_en", "en")
    assert str(use.photo) in alt.words["en"]


@pytest.mark.django_db
def test_check_replaces_what_the_last_one_found():
    release = make.published(lead_en="348.000", lead_es="348 000")
    check()
    PressRelease.objects.filter(pk=release.pk).update(lead_en="348,000")

    check()

    assert rows() == []


@pytest.mark.django_db
def test_point_of_an_edition_that_was_replaced_is_no_longer_listed():
    release = make.published(lead_en="348.000", lead_es="348 000")
    check()
    assert Repair.objects.texts() == 1

    PressRelease.objects.filter(pk=release.pk).update(superseded_at=timezone.now())

    assert Repair.objects.texts() == 0


@pytest.mark.django_db(transaction=True)
def test_two_checks_at_once_leave_each_point_once():
    make.published(lead_en="348.000", lead_es="348 000")

    together(*[run] * 2)

    assert [rule for _release, rule, _field in rows()] == ["number form"]


def run():
    try:
        check()
    finally:
        connections.close_all()


@pytest.mark.django_db
def test_points_lead_to_their_place_in_the_form(client):
    release = make.published(lead_en="348.000", lead_es="348 000")
    check()
    client.force_login(make.staff("Editors", "rosa"))

    page = client.get(LIST).content.decode()

    place = f"/en/admin/news/pressrelease/{release.pk}/change/"
    assert f'<a href="{place}#id_lead_en_warnings">{release}</a>' in page
    assert 'id="id_lead_en_warnings"' in client.get(place).content.decode()


@pytest.mark.django_db
def test_list_of_points_costs_the_same_for_many(client, django_assert_num_queries):
    client.force_login(make.staff("Editors", "rosa"))
    for _ in range(8):
        make.published(lead_en="348.000", lead_es="348 000")
    check()

    with django_assert_num_queries(7):
        client.get(LIST)


@pytest.mark.django_db
def test_who_does_not_write_sees_no_points(client):
    client.force_login(make.staff("Staff readers", "leo"))

    assert client.get(LIST).status_code == 403
