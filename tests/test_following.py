"""A date entered late: what texts say of the post held that day follows by itself."""

import datetime as dt
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse

from news.models import Mention
from news.posts import find_posts
from partners.following import Change, in_sight, posts_changed
from partners.models import Appointment
from tests import make
from tests.filling import add_row, drawn
from tests.together import together

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 10, 15)


@pytest.fixture
def ana():
    return make.official(name="Ana Ríos")


@pytest.fixture
def office():
    return make.institution(name_es="Aduanas", name_en="Customs")


@pytest.fixture
def elena(client):
    person = make.staff("Partnerships", "elena")
    client.force_login(person)
    return person


def named(official, maker=make.published, **values):
    release = maker(event_days=[DAY], **values)
    mention = make.mention(release, official=official)
    find_posts(release)
    mention.refresh_from_db()
    return mention


def save(client, official, language="es", **row):
    """The page of the person, with one more post."""
    path = reverse("admin:partners_official_change", args=[official.pk])
    url = path.replace("/es/", f"/{language}/", 1)
    values = drawn(client.get(url))
    if row:
        add_row(values, "appointments", confidence="reported", **row)
    return client.post(url, values, follow=True)


def told(response):
    """What the page says after saving, line by line."""
    found = re.search(
        r'<ul class="changes">(.*?)</ul>', response.content.decode(), re.S
    )
    if not found:
        return []
    lines = re.findall(r"<li>(.*?)</li>", found[1], re.S)
    return [re.sub(r"<.*?>", "", line).strip() for line in lines]


def test_a_post_entered_late_is_the_post_held_in_old_texts(client, elena, ana, office):
    before = named(ana, title_en="A visit")
    assert before.appointment is None

    page = save(
        client, ana, "en", institution=office.pk, post_en="Director", since="2020"
    )

    before.refresh_from_db()
    assert before.appointment == ana.appointments.get()
    assert told(page) == ["A visit: no post → Director, Customs"]
    assert f"/news/pressrelease/{before.release_id}/change/" in page.content.decode()


def test_a_day_that_is_put_right_takes_the_post_away_again(client, elena, ana, office):
    post = make.appointment(
        official=ana, institution=office, since="2020-01-01", is_current=True
    )
    mention = named(ana)
    assert mention.appointment == post
    url = reverse("admin:partners_official_change", args=[ana.pk])
    values = drawn(client.get(url))

    client.post(url, {**values, "appointments-0-since": "1/1/2022"})

    mention.refresh_from_db()
    assert mention.appointment is None


def test_what_was_chosen_by_hand_stays(client, elena, ana, office):
    chosen = make.appointment(official=ana, since="2010-01-01", until="2011-01-01")
    mention = named(ana)
    mention.is_chosen, mention.appointment = True, chosen
    mention.save()

    page = save(client, ana, institution=office.pk, post_es="Jefa", since="2020")

    mention.refresh_from_db()
    assert mention.appointment == chosen
    assert told(page) == []


def test_a_post_that_is_deleted_leaves_the_next_in_its_place(
    client, elena, ana, office
):
    first = make.appointment(official=ana, since="2020-01-01", is_current=True)
    mention = named(ana)
    second = make.appointment(official=ana, institution=office, attested_on=[f"{DAY}"])
    assert mention.appointment == first
    url = reverse("admin:partners_official_change", args=[ana.pk])
    values = drawn(client.get(url))
    [row] = [
        name.removesuffix("id")
        for name, value in values.items()
        if re.fullmatch(r"appointments-\d+-id", name) and value == str(first.pk)
    ]

    client.post(url, {**values, f"{row}DELETE": "on"})

    mention.refresh_from_db()
    assert mention.appointment == second


def test_a_post_that_an_editor_chose_is_not_deleted(client, elena, ana):
    post = make.appointment(official=ana, since="2010-01-01", until="2011-01-01")
    make.mention(official=ana, appointment=post, is_chosen=True)
    url = reverse("admin:partners_official_change", args=[ana.pk])

    page = client.post(url, {**drawn(client.get(url)), "appointments-0-DELETE": "on"})

    assert "protegidos" in page.content.decode()
    with pytest.raises(ProtectedError):
        post.delete()


def test_saving_something_else_says_nothing(client, elena, ana, office):
    make.appointment(official=ana, institution=office, since="2020-01-01")
    named(ana)

    assert told(save(client, ana)) == []


def test_editions_of_one_text_are_told_once(client, elena, ana, office):
    first = named(ana, title_en="A visit")
    first.release.next_edition(elena)

    page = save(
        client, ana, "en", institution=office.pk, post_en="Director", since="2020"
    )

    assert told(page) == ["A visit: no post → Director, Customs (2 editions)"]
    assert Mention.objects.filter(appointment__isnull=False).count() == 2


def test_the_history_of_each_text_says_it(client, elena, ana, office):
    mention = named(ana)

    save(client, ana, institution=office.pk, post_es="Jefa", since="2020")

    entry = LogEntry.objects.get(object_id=mention.release_id)
    assert (entry.user, entry.change_message) == (
        elena,
        "Cargo de ese día: sin cargo → Jefa, Aduanas",
    )


def test_who_may_not_read_a_text_learns_only_that_there_is_one(ana):
    mention = named(ana, title_es="Un secreto")
    change = Change(mention.release, "words")

    assert in_sight([change], make.user("nobody")) == []
    [(name, url, words)] = in_sight([change], make.staff("Editors"))
    assert (name, words) == ("Un secreto", "words")
    assert url.endswith(f"/{mention.release_id}/change/")


@pytest.mark.parametrize("many", [1, 30])
def test_following_costs_the_same_for_any_number(
    many, ana, office, django_assert_num_queries
):
    for _ in range(many):
        named(ana)
    make.appointment(official=ana, institution=office, since="2020-01-01")
    user = make.user("elena")

    with transaction.atomic(), django_assert_num_queries(8):
        changes = posts_changed([ana.pk], user)

    assert len(changes) == many


@pytest.mark.django_db(transaction=True)
def test_a_text_saved_while_posts_change_does_not_miss_the_change(ana, office):
    """Whichever of the two comes first, the mention has the post in the end."""
    release = make.press_release(event_days=[DAY])
    make.staff("Editors", "elena")

    def date():
        with transaction.atomic():
            list(type(ana).objects.select_for_update().filter(pk=ana.pk))
            make.appointment(official=ana, institution=office, since="2020-01-01")
            posts_changed([ana.pk], None)

    def tag():
        with transaction.atomic():
            release.locked()
            make.mention(release, official=ana)
            find_posts(release)

    assert together(date, tag) == [None, None]

    assert release.mentions.get().appointment == Appointment.objects.get()
