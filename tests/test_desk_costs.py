"""A long text costs no more queries than a short one: opened, saved, published."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iompanama.publishing.admin.counting import CountedSoFar
from iompanama.vocabulary.models import Topic
from tests import make
from tests.filling import drawn

pytestmark = pytest.mark.django_db


def cost(action):
    with CaptureQueriesContext(connection) as queries:
        assert action().status_code in (200, 302)
    return len(queries)


def costs(client, people):
    """Opening, saving and publishing a text with so many people and photos."""
    release = make.in_review(by=make.user("ines"))
    for _ in range(people):
        official = make.official()
        make.appointment(official=official, since="2020-01-01", is_current=True)
        make.mention(release, official=official)
        make.photo_use(release)
        release.related.add(make.published().work)
    page = f"/es/admin/news/pressrelease/{release.pk}/change/"
    step = f"/es/admin/news/pressrelease/{release.pk}/step/publish/"
    values = {**drawn(client.get(page)), "_continue": "1", "lead_es": "Otra"}
    client.post(page, values)  # finds the posts
    values = {**drawn(client.get(page)), "_continue": "1", "lead_es": "Y otra"}
    return {
        "open": cost(lambda: client.get(page)),
        "save": cost(lambda: client.post(page, values)),
        "publish": cost(lambda: client.post(step, drawn(client.get(step)))),
    }


def test_text_with_ten_people_and_photos_costs_what_one_does(client):
    client.force_login(make.staff("Publishers"))
    costs(client, 1)

    assert costs(client, 10) == costs(client, 1)


def test_text_that_is_only_read_costs_the_same_with_many_related_works(client):
    client.force_login(make.staff("Editors"))

    def reading(works):
        release = make.in_review(related=[make.published().work for _ in range(works)])
        return cost(
            lambda: client.get(f"/es/admin/news/pressrelease/{release.pk}/change/")
        )

    reading(1)

    assert reading(5) == reading(1)


class OfTwo(CountedSoFar):
    most = 2


def test_long_list_is_counted_as_far_as_its_pages_and_says_so():
    def counted():
        pages = OfTwo(Topic.objects.order_by("pk"), 1)
        return pages.count, pages.is_more, pages.num_pages

    make.topic()
    make.topic()
    assert counted() == (2, False, 2)
    make.topic()
    assert counted() == (2, True, 2)


def test_rows_of_a_page_are_those_of_its_place_in_the_order():
    first, second, third = (make.topic(name_es=name) for name in "abc")
    pages = OfTwo(Topic.objects.order_by("-name_es"), 1)

    assert [list(page) for page in pages] == [[third], [second]]
    assert first not in pages.page(2)
