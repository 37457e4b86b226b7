"""A merge is undone: everything comes back that nobody has changed since."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from iompanama.publishing.acting import acting
from iompanama.publishing.workflow import StepRefused
from news.posts import find_posts
from partners.history.acts import page_of_acts
from partners.history.deleted import deleted
from partners.history.restoring import Plan, restore
from partners.merging.joining import BUSY, merge
from partners.merging.parting import rehearsed, undo
from partners.merging.values import values_of
from partners.models import Change, FormerAddress, Institution, Merge, Official
from partners.references import relations
from tests import make
from tests.filling import Form
from tests.together import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def elena():
    return make.staff("Partnerships", "elena")


def state(*records):
    """Everything that is on record of them, and everything that points at them."""
    found = []
    for record in records:
        record = type(record).objects.get(pk=record.pk)
        pointing = {
            (each.rows_of._meta.label, each.field.name): sorted(
                each.rows(record).values_list("pk", flat=True)
            )
            for each in relations(type(record))
            if each.rows_of is not Merge
        }
        found.append((values_of(record), pointing))
    return found


def one_of(kept, gone, user, **answers):
    return merge(kept, gone, answers, user, "Es la misma.").merge


def two_people():
    office = make.institution()
    kept = make.official(name="Marisol de León", biography_es="Corta.", honorific="")
    gone = make.official(
        name="Marisol de Leon",
        aliases=["Mari"],
        biography_es="Larga.",
        honorific="Dra.",
    )
    for person in (kept, gone):
        make.signature(official=person)
        make.attention(person)
        make.appointment(official=person, institution=office)
        find_posts(make.mention(make.published(), official=person).release)
    gone.slug = "marisol-2"
    gone.save()
    return kept, gone


def two_offices():
    kept = make.institution(name_en="", slug_en="", acronym_es="SNM")
    gone = make.institution(acronym_es="S.N.M.", aliases_es=["Migración"], website="")
    for office in (kept, gone):
        make.party(institution=office)
        make.focal_point(institution=office)
        make.institution(parent=office)
        make.appointment(institution=office)
        make.published(institutions=[office])
    make.published(institutions=[kept, gone])
    return kept, gone


@pytest.mark.parametrize("pair", [two_people, two_offices])
def test_undone_at_once_everything_is_as_it_was(pair, elena, client):
    kept, gone = pair()
    before = state(kept, gone)
    addresses = sorted(FormerAddress.objects.values_list("language", "slug"))

    parted = undo(one_of(kept, gone, elena, biography_es="gone"), elena)

    assert state(kept, gone) == before
    assert parted.left == []
    assert sorted(FormerAddress.objects.values_list("language", "slug")) == addresses
    assert client.get(gone.url_in("es")).status_code == 200


def test_a_mention_that_was_taken_out_comes_back_with_its_title(elena):
    kept, gone = make.official(), make.official()
    release = make.published()
    make.mention(release, official=kept)
    other = make.mention(release, official=gone, printed_title_es="Directora")
    made = one_of(kept, gone, elena)

    undo(made, elena)

    back = release.mentions.get(official=gone)
    assert (back.pk, back.printed_title_es) == (other.pk, "Directora")


def test_what_was_changed_since_stays_and_is_said(elena):
    kept = make.official(name="Ana Ríos", honorific="")
    gone = make.official(name="Ana Rios", honorific="Dra.", biography_es="Larga.")
    moved, tied, taken = (make.signature(official=gone) for _ in range(3))
    made = one_of(kept, gone, elena)
    kept.refresh_from_db()
    kept.honorific, kept.aliases = "Lic.", [*kept.aliases, "Anita"]
    kept.save()
    somebody = make.official()
    type(tied).objects.filter(pk=tied.pk).update(official=somebody)
    taken.delete()

    parted = undo(made, elena)

    kept.refresh_from_db()
    moved.refresh_from_db()
    tied.refresh_from_db()
    back = Official.objects.get(pk=gone.pk)
    assert (moved.official, tied.official) == (back, somebody)
    assert (kept.honorific, kept.biography_es, kept.aliases) == (
        "Lic.",
        None,
        ["Anita"],
    )
    assert (back.honorific, back.biography_es) == ("Dra.", "Larga.")
    assert parted.left == [
        "«tratamiento» se modificó después y queda como está.",
        "Firmas: 2 se modificaron o se eliminaron después y quedan como están.",
    ]


def test_what_was_added_since_stays_with_the_kept_one(elena):
    kept, gone = make.institution(), make.institution()
    made = one_of(kept, gone, elena)
    party = make.party(institution=kept)

    undo(made, elena)

    party.refresh_from_db()
    assert party.institution == kept


def test_a_text_that_was_deleted_since_does_not_hold_up_the_rest(elena):
    kept, gone = make.official(), make.official()
    release = make.press_release()
    for person in (kept, gone):
        make.mention(release, official=person)
    signature = make.signature(official=gone)
    made = one_of(kept, gone, elena)
    release.delete()

    parted = undo(made, elena)

    signature.refresh_from_db()
    assert signature.official_id == gone.pk
    assert len(parted.left) == 1


def test_what_the_one_that_comes_back_was_part_of_may_be_gone(elena):
    above = make.institution()
    kept, gone = make.institution(), make.institution(parent=above)
    made = one_of(kept, gone, elena, parent="kept")
    Institution.objects.filter(pk=kept.pk).update(parent=None)
    above.delete()

    parted = undo(made, elena)

    assert Institution.objects.get(pk=gone.pk).parent is None
    assert "«parte de» ya no está y queda vacío." in parted.left


def test_of_two_merges_the_first_can_be_undone_first(elena):
    first, second, third = (make.official() for _ in range(3))
    signature = make.signature(official=first)
    made = one_of(second, first, elena)
    later = one_of(third, second, elena)

    made.refresh_from_db()
    undo(made, elena)

    signature.refresh_from_db()
    assert signature.official == first
    undo(later, elena)
    signature.refresh_from_db()
    assert signature.official == first
    assert Official.objects.filter(pk=second.pk).exists()


def test_a_merge_is_undone_once(elena):
    made = one_of(make.official(), make.official(), elena)
    undo(made, elena)

    with pytest.raises(StepRefused, match="ya se deshizo"):
        undo(made, elena)


def test_posts_are_found_again_on_both_sides(elena):
    kept, gone = make.official(), make.official()
    post = make.appointment(official=gone, since="2020-01-01", is_current=True)
    mention = make.mention(
        make.published(event_days=[dt.date(2021, 5, 1)]), official=kept
    )
    made = one_of(kept, gone, elena)
    mention.refresh_from_db()
    assert mention.appointment == post

    undo(made, elena)

    mention.refresh_from_db()
    assert mention.appointment is None


def test_looking_at_it_first_writes_nothing(elena):
    kept, gone = make.official(), make.official()
    make.signature(official=gone)
    made = one_of(kept, gone, elena)
    before = state(kept)

    would, reasons = rehearsed(made, elena)

    assert reasons == []
    assert dict(would.returned) == {"Firmas": 1}
    assert state(kept) == before


# The log beside it.


def brought_to(record, after, user):
    plan = Plan(type(record), record.pk, after, user)
    return restore(plan, "Como antes.", plan.latest)


def test_a_record_is_not_restored_across_a_merge(elena):
    kept, gone = two_people()
    line = Change.objects.latest("pk").pk
    made = one_of(kept, gone, elena)
    during = Change.objects.latest("pk").pk

    with pytest.raises(StepRefused) as refused:
        brought_to(kept, line, elena)
    undo(made, elena)
    with pytest.raises(StepRefused):
        brought_to(kept, during, elena)
    Official.objects.filter(pk=kept.pk).update(honorific="Lic.")
    was = state(gone)

    assert brought_to(kept, line, elena).honorific == ""
    assert refused.value.reasons == [
        f"«{made}» se unieron o se separaron después: consulte esa unión."
    ]
    assert state(gone) == was
    assert Merge.objects.filter(pk=made.pk).exists()


def test_what_was_merged_is_not_among_the_deleted(elena):
    kept, gone, mistaken = make.official(), make.official(), make.official()
    Official.objects.filter(pk=mistaken.pk).delete()
    made = one_of(kept, gone, elena)

    assert [each.row for each in deleted(Official, elena)] == [mistaken.pk]
    undo(made, elena)
    assert [each.row for each in deleted(Official, elena)] == [mistaken.pk]


def test_a_kept_record_that_was_deleted_comes_back_with_its_merge(elena):
    kept, gone = make.official(), make.official(name="Ana Rios")
    made = one_of(kept, gone, elena)
    line = Change.objects.latest("pk").pk
    with acting(elena, "Sobra."):
        Official.objects.filter(pk=kept.pk).delete()
    assert [each.row for each in deleted(Official, elena)] == [kept.pk, gone.pk]

    brought_to(Official(pk=kept.pk), line, elena)
    undo(Merge.objects.get(pk=made.pk), elena)

    assert Official.objects.get(pk=gone.pk).name == "Ana Rios"


def test_a_merge_is_told_in_words_alone(elena):
    kept, gone = make.official(), make.official()
    make.signature(make.agreement(access="confidential"), official=gone)
    made = one_of(kept, gone, elena)

    [act] = [
        act for act in page_of_acts(kept, elena, 1).acts if made.reason in act.reason
    ]

    told = [row for row in act.rows if row.kind == "Unión"]
    assert [each.name for row in told for each in row.columns] == ["reason"]


# Two at once.


@pytest.fixture
def pair(transactional_db):
    kept, gone = make.official(name="Ana"), make.official(name="Berta")
    make.signature(official=kept)
    make.signature(official=gone)
    return kept, gone


def together_merging(*pairs):
    user = make.staff("Partnerships", "elena")
    return together(
        *(lambda kept=kept, gone=gone: one_of(kept, gone, user) for kept, gone in pairs)
    )


def test_each_into_the_other_at_once_leaves_one(pair):
    one, other = pair

    results = together_merging((one, other), (other, one))

    assert sorted(type(each).__name__ for each in results) == ["Merge", "StepRefused"]
    [left] = Official.objects.all()
    assert left.signatures.count() == 2


def test_one_into_two_others_at_once_goes_into_one_of_them(pair):
    one, gone = pair
    other = make.official()

    results = together_merging((one, gone), (other, gone))

    assert sorted(type(each).__name__ for each in results) == ["Merge", "StepRefused"]
    assert Merge.objects.count() == 1


def test_undone_twice_at_once_it_is_undone_once(pair):
    user = make.staff("Partnerships", "elena")
    made = one_of(*pair, user)

    results = together(lambda: undo(made, user), lambda: undo(made, user))

    assert sorted(type(each).__name__ for each in results) == ["Parted", "StepRefused"]
    assert Official.objects.count() == 2


@pytest.mark.parametrize("which", ["kept", "gone"])
def test_an_edit_at_the_same_time_is_saved_or_refused_with_its_words(pair, which):
    kept, gone = pair
    edited = kept if which == "kept" else gone
    user = make.staff("Partnerships", "elena")
    browser = Client()
    browser.force_login(user)
    url = reverse("admin:partners_official_change", args=[edited.pk])
    values = Form(browser.get(url).content.decode()).values
    values["biography_es"] = "Una vida larga."

    made, page = together(
        lambda: one_of(kept, gone, user), lambda: browser.post(url, values)
    )

    merged = isinstance(made, Merge)
    left = set(Official.objects.values_list("pk", flat=True))
    assert merged or made.reasons == [BUSY]
    assert left == ({kept.pk} if merged else {kept.pk, gone.pk})
    if page.status_code == 302:
        told = kept if merged else edited
        told.refresh_from_db()
        assert told.biography_es == "Una vida larga."
    else:
        assert page.status_code == 409
        assert "Una vida larga." in page.content.decode()


def test_a_text_saved_meanwhile_names_nobody_that_is_gone(pair):
    kept, gone = pair
    release = make.press_release()
    user = make.staff("Partnerships", "elena")

    made, tagged = together(
        lambda: one_of(kept, gone, user),
        lambda: make.mention(release, official=gone),
    )

    assert isinstance(made, Merge)
    if isinstance(tagged, Exception):
        assert not release.mentions.exists()
    else:
        assert release.mentions.get().official == kept
