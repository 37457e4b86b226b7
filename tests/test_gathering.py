"""Rows with what belongs to them in one query, as real objects."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db.models import OuterRef
from django.utils import timezone
from django.utils.translation import override

from news.models import PhotoUse, PressRelease
from partners.models import Agreement, Appointment, Institution, Official, Party
from tests import make

pytestmark = pytest.mark.django_db


def posts():
    held = Appointment.objects.filter(official=OuterRef("pk")).order_by("key")
    return Official.objects.gathering(
        "posts_here",
        held,
        ("id", "post", "since", "is_current", "attested_on")
        + ("institution__id", "institution__name"),
    )


def test_what_belongs_to_a_row_comes_in_the_same_query(django_assert_num_queries):
    ana, luis, nobody = (make.official(sort_name=name) for name in "ABC")
    for official in (ana, luis):
        make.appointment(official=official, key=f"{official.pk}-2", post_es="Segunda")
        make.appointment(official=official, key=f"{official.pk}-1", post_es="Primera")

    with django_assert_num_queries(1):
        found = {
            official: [post.post_es for post in official.posts_here]
            for official in posts()
        }

    assert found == {
        ana: ["Primera", "Segunda"],
        luis: ["Primera", "Segunda"],
        nobody: [],
    }


def test_children_are_objects_with_the_values_they_have_in_the_database():
    kept = make.appointment(since="2023-09-06", attested_on=["2023-12"])

    (post,) = posts().get(pk=kept.official_id).posts_here

    assert post == kept
    assert (post.since, post.is_current) == (dt.date(2023, 9, 6), False)
    assert post.attested_on == ["2023-12"]
    assert not post._state.adding


def test_a_translated_column_stands_for_every_language(django_assert_num_queries):
    make.appointment(post_es="Rectora", post_en="Rector")

    (post,) = posts().get().posts_here

    with django_assert_num_queries(0):
        names = {}
        for code in ("es", "en"):
            with override(code):
                names[code] = post.post
    assert names == {"es": "Rectora", "en": "Rector"}


def test_what_a_child_refers_to_comes_with_it(django_assert_num_queries):
    make.appointment(institution=make.institution(name_es="Defensoría"))

    (post,) = posts().get().posts_here

    with django_assert_num_queries(0):
        assert str(post.institution) == "Defensoría"


def test_nobody_is_nobody(django_assert_num_queries):
    agreement = make.agreement()
    make.party(agreement, name_es="Naciones Unidas")
    make.party(agreement, institution=make.institution(name_es="HIAS"), position=1)

    listed = Agreement.objects.with_parties(timezone.localdate()).get()

    with django_assert_num_queries(0):
        named, registered = listed.parties_here
        assert named.institution is None
        assert str(registered.institution) == "HIAS"


def test_a_column_that_was_not_asked_for_is_read_when_needed(
    django_assert_num_queries,
):
    make.appointment(note="Por confirmar.")

    (post,) = posts().get().posts_here

    with django_assert_num_queries(1):
        assert post.note == "Por confirmar."


@pytest.mark.parametrize(
    "narrowed",
    [
        lambda rows: rows.filter(pk__gt=0),
        lambda rows: rows.order_by("-pk"),
        lambda rows: rows[:1],
        lambda rows: rows.all(),
        lambda rows: rows.exclude(name="Nadie").distinct(),
        lambda rows: [rows.first()],
        lambda rows: [rows.get()],
        lambda rows: [rows[0]],
        lambda rows: rows.iterator(),
    ],
)
def test_a_query_may_go_on_after_gathering(narrowed):
    kept = make.appointment()

    (official,) = narrowed(posts())

    assert official.posts_here == [kept]


def test_counting_and_values_are_not_disturbed():
    make.appointment()

    assert posts().count() == 1
    assert posts().exists()
    assert list(posts().values_list("slug", flat=True)) == [Official.objects.get().slug]


def test_a_query_asked_twice_gives_the_same_objects():
    make.appointment()
    rows = posts()

    assert [row.posts_here for row in rows] == [row.posts_here for row in rows]
    assert isinstance(rows[0].posts_here[0], Appointment)


def test_a_list_may_gather_two_things():
    release = make.press_release()
    use, mention = make.photo_use(release), make.mention(release)
    uses = PhotoUse.objects.filter(release=OuterRef("pk"))
    mentions = type(mention).objects.filter(release=OuterRef("pk"))

    found = (
        PressRelease.objects.gathering("uses_here", uses, ("id",))
        .gathering("people_here", mentions, ("id",))
        .get()
    )

    assert (found.uses_here, found.people_here) == ([use], [mention])


def test_numbers_keep_their_kind():
    make.agreement(amount=Decimal("1850000.50"), currency="USD")
    institution = make.institution()
    make.party(Agreement.objects.get(), institution=institution)
    rows = Agreement.objects.filter(parties__institution=OuterRef("pk"))

    found = Institution.objects.gathering("all", rows, ("id", "amount")).get()

    assert found.all[0].amount == Decimal("1850000.50")


def test_the_first_photo_is_the_first_that_may_be_shown():
    release = make.published()
    hidden = make.photo(is_recognizable=True)
    make.photo_use(release, photo=hidden, position=1)
    third = make.photo_use(release, position=3)
    second = make.photo_use(release, position=2)

    listed = PressRelease.objects.for_lists().get()

    assert listed.photos_shown == [second]
    assert listed.lead_photo == second
    assert third.photo.credit == listed.lead_photo.photo.credit


@pytest.mark.parametrize("rows", [1, 20])
def test_a_list_costs_one_query_for_any_length(rows, django_assert_num_queries):
    for _ in range(rows):
        make.photo_use(make.published())
        make.party(make.agreement())

    with django_assert_num_queries(2):
        for release in PressRelease.objects.for_lists():
            assert release.lead_photo.photo.credit
        for agreement in Agreement.objects.for_lists(dt.date(2024, 1, 1)):
            assert [str(party) for party in agreement.parties_named]
    assert Party.objects.count() == rows
