"""Two records of one person or institution become one: everything moves, or nothing."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection

from iompanama.publishing.workflow import StepRefused
from news.models import PressRelease
from news.posts import find_posts
from partners.merging.joining import merge, rehearsed
from partners.merging.texts import questions
from partners.models import (
    Change,
    FormerAddress,
    Institution,
    Merge,
    Official,
)
from partners.references import relations
from tests import make, small_sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def elena():
    return make.staff("Partnerships", "elena")


def joined(kept, gone, user, answers=None, reason="Es la misma."):
    made = merge(kept, gone, answers or {}, user, reason)
    kept.refresh_from_db()
    return made


def refusal(kept, gone, user):
    with pytest.raises(StepRefused) as refused:
        merge(kept, gone, {}, user, "Es la misma.")
    return refused.value.reasons


def two(name):
    return [getattr(make, name)(), getattr(make, name)()]


# Nothing is forgotten.

# By table and column, how somebody makes a row that points at a record.
POINTING = {
    "official": {
        "news_mention.official_id": lambda it: make.mention(official=it),
        "partners_appointment.official_id": lambda it: make.appointment(official=it),
        "partners_attention.official_id": lambda it: make.attention(it),
        "partners_formeraddress.official_id": lambda it: moved_away(it, slug="antes"),
        "partners_merge.official_id": lambda it: merged_into(it, make.official()),
        "partners_signature.official_id": lambda it: make.signature(official=it),
    },
    "institution": {
        "news_pressrelease_institutions.institution_id": lambda it: make.press_release(
            institutions=[it]
        ),
        "partners_appointment.institution_id": lambda it: make.appointment(
            institution=it
        ),
        "partners_attention.institution_id": lambda it: make.attention(it),
        "partners_focalpoint.institution_id": lambda it: make.focal_point(
            institution=it
        ),
        "partners_formeraddress.institution_id": lambda it: moved_away(
            it, slug_es="antes"
        ),
        "partners_institution.parent_id": lambda it: make.institution(parent=it),
        "partners_institution.successor_id": lambda it: make.institution(successor=it),
        "partners_merge.institution_id": lambda it: merged_into(it, make.institution()),
        "partners_party.institution_id": lambda it: make.party(institution=it),
    },
}
KEYS = """
    SELECT conrelid::regclass || '.' || attname
    FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
    WHERE contype = 'f' AND confrelid = %s::regclass
"""


def moved_away(record, **slugs):
    for name, slug in slugs.items():
        setattr(record, name, slug)
    record.save()


def merged_into(kept, gone):
    merge(kept, gone, {}, make.administrator(), "Antes.")


def pointing_at(record):
    """Of every foreign key of the database, how many rows point at the record."""
    with connection.cursor() as cursor:
        cursor.execute(KEYS, [record._meta.db_table])
        found = {}
        for (column,) in cursor.fetchall():
            table, name = column.split(".")
            cursor.execute(
                f"SELECT count(*) FROM {table} WHERE {name} = %s", [record.pk]
            )
            found[column] = cursor.fetchone()[0]
    return found


@pytest.mark.parametrize("kind", POINTING)
def test_everything_that_points_at_one_points_at_the_other_afterwards(kind, elena):
    kept, gone = two(kind)
    for point in POINTING[kind].values():
        point(gone)
    before = pointing_at(gone)
    # A relation that is added to the site needs a line above.
    assert set(before) == set(POINTING[kind])
    assert 0 not in before.values()

    joined(kept, gone, elena)

    after = pointing_at(kept)
    # What is new: the merge itself, and the addresses of the one that went.
    assert {name for name in before if after[name] < before[name]} == set()
    assert set(pointing_at(gone).values()) == {0}
    assert not type(gone).objects.filter(pk=gone.pk).exists()


def test_a_relation_is_moved_by_being_one():
    """Not by standing in a list: what Django knows is what moves."""
    for model in (Official, Institution):
        known = {each.field for each in relations(model)}
        assert known == {
            rel.field
            for rel in model._meta.get_fields(include_hidden=True)
            if rel.auto_created and not rel.concrete and not rel.many_to_many
        }


# Which text is kept.


def test_names_become_other_names_and_texts_are_chosen(elena):
    kept = make.official(
        name="Marisol de León", aliases=["M. de León"], biography_es="Corta."
    )
    gone = make.official(
        name="Marisol de Leon Castrellón",
        aliases=["Mari", "m. de león"],
        biography_es="Larga.",
        biography_en="Long.",
        honorific="Dra.",
        sources="Gaceta",
    )

    joined(kept, gone, elena, {"biography_es": "gone"})

    assert kept.name == "Marisol de León"
    assert kept.aliases == ["M. de León", "Marisol de Leon Castrellón", "Mari"]
    assert (kept.biography_es, kept.biography_en) == ("Larga.", "Long.")
    assert (kept.honorific, kept.sources) == ("Dra.", "Gaceta")


def test_the_name_that_is_not_chosen_stays_as_another_name(elena):
    kept = make.institution(name_es="Migración", acronym_es="SNM", acronym_en="")
    gone = make.institution(
        name_es="Servicio Nacional de Migración", acronym_es="S.N.M.", acronym_en="NMS"
    )

    joined(kept, gone, elena, {"name_es": "gone"})

    assert kept.name_es == "Servicio Nacional de Migración"
    assert kept.aliases_es == ["Migración", "S.N.M."]
    assert (kept.acronym_es, kept.acronym_en) == ("SNM", "NMS")


def test_what_the_database_keeps_is_not_asked_about():
    kept, gone = make.institution(), make.institution(parent=make.institution())
    asked = {each.name for each in questions(kept, gone)}

    assert asked == {"name_es", "name_en", "parent"}


def test_a_picture_that_is_chosen_comes_along(elena):
    kept, gone = two("official")
    type(gone).objects.filter(pk=gone.pk).update(portrait="portraits/a.jpg")
    gone.refresh_from_db()

    joined(kept, gone, elena)

    assert kept.portrait.name == "portraits/a.jpg"


def test_retiring_does_not_come_along(elena):
    kept, gone = make.official(), make.official(retired_on=dt.date(2024, 1, 1))

    joined(kept, gone, elena)

    assert kept.retired_on is None


# Addresses.


def test_old_addresses_lead_on_in_every_language_and_over_several_merges(client, elena):
    first, second, third = (
        make.institution(slug_es=f"uno-{n}", slug_en=f"one-{n}") for n in range(3)
    )
    moved_away(first, slug_es="otra-0")

    joined(second, first, elena)
    joined(third, second, elena)

    for old in ("uno-0", "otra-0", "uno-1"):
        answer = client.get(f"/es/instituciones/{old}/")
        assert (answer.status_code, answer.url) == (301, "/es/instituciones/uno-2/")
    for old in ("one-0", "one-1"):
        answer = client.get(f"/en/institutions/{old}/")
        assert (answer.status_code, answer.url) == (301, "/en/institutions/one-2/")


def test_an_address_in_a_language_the_kept_one_lacks_becomes_its_own(client, elena):
    kept = make.institution(slug_en="", name_en="")
    gone = make.institution(slug_en="customs", name_en="Customs")

    joined(kept, gone, elena)

    assert client.get("/en/institutions/customs/").context["institution"] == kept


# What is in the way.


def test_one_post_twice_at_once_is_refused_by_its_name(elena):
    office = make.institution(name_es="Aduanas")
    kept, gone = two("official")
    for person in (kept, gone):
        make.appointment(
            official=person,
            institution=office,
            post_es="Jefa",
            post_en="Head",
            since="2020-01-01",
            is_current=True,
        )

    [reason] = refusal(kept, gone, elena)

    assert reason == ("“Jefa, Aduanas”: Esta persona ya ocupa este cargo en esos días.")
    assert gone.appointments.count() == 1
    assert not Merge.objects.exists()


def test_both_party_in_one_role_is_refused_and_a_hidden_agreement_not_named(elena):
    kept, gone = two("institution")
    secret = make.agreement(title_es="Secreto", access="confidential")
    open_one = make.agreement(title_es="Memorando")
    for agreement in (secret, open_one):
        for institution in (kept, gone):
            make.party(agreement, institution=institution)

    reasons = refusal(kept, gone, elena)

    same = "Esta institución ya es parte con este papel."
    assert sorted(reasons) == sorted(
        [f"Partes, que usted no puede abrir: {same}", f"“Memorando”: {same}"]
    )


def test_what_is_part_of_the_other_is_refused(elena):
    kept = make.institution(name_es="Aduanas")
    part = make.institution(name_es="Aduana", parent=kept)

    assert len(refusal(part, kept, elena)) == 1


def test_one_that_went_already_is_refused(elena):
    kept, gone = two("official")
    joined(kept, gone, elena)

    [reason] = refusal(kept, Official(pk=gone.pk, name="Ana"), elena)

    assert reason == "«Ana» ya no está."
    assert refusal(kept, kept, elena)


def test_one_text_that_names_both_keeps_one_of_them(elena):
    kept, gone = two("official")
    release = make.published(title_es="Una firma")
    stays = make.mention(release, official=kept, printed_title_es="Rectora")
    make.mention(release, official=gone, printed_title_es="Directora")
    offices = two("institution")
    both = make.published(institutions=offices)

    made = joined(kept, gone, elena)
    joined(*offices, elena)

    assert list(release.mentions.all()) == [stays]
    assert len(made.dropped) == 1
    assert list(both.institutions.all()) == offices[:1]
    # What lists are narrowed by follows.
    assert list(PressRelease.objects.about(offices[0])) == [both]


# Confidential agreements, signed ones, the log.


def test_what_the_merger_may_not_see_moves_as_well(elena):
    kept, gone = two("institution")
    secret = make.agreement(access="confidential", signed_on="2024-01-01")
    party = make.party(secret, institution=gone)

    joined(kept, gone, elena, reason="Un duplicado.")

    party.refresh_from_db()
    assert party.institution == kept
    change = Change.objects.get(table="partners_party", action="changed")
    assert (change.actor, change.before, change.after) == (
        elena,
        {"institution_id": gone.pk},
        {"institution_id": kept.pk},
    )
    assert change.reason == "Un duplicado."


def test_the_history_of_the_kept_record_says_it(elena):
    kept, gone = two("official")

    joined(kept, gone, elena)

    entry = LogEntry.objects.get(object_id=kept.pk)
    assert entry.user == elena
    assert entry.get_change_message() == "Merged: Es la misma."


def test_posts_of_both_are_found_again_in_the_texts(elena):
    kept, gone = two("official")
    post = make.appointment(official=gone, since="2020-01-01", is_current=True)
    mention = make.mention(
        make.published(event_days=[dt.date(2021, 5, 1)]), official=kept
    )
    find_posts(mention.release)

    made = joined(kept, gone, elena)

    mention.refresh_from_db()
    assert mention.appointment == post
    assert [change.record for change in made.changes] == [mention.release]


def test_an_import_does_not_bring_back_what_was_merged(elena, tmp_path):
    small_sample.load(small_sample.small(), tmp_path)
    gone, kept = Institution.objects.order_by("pk")
    posts = set(gone.appointments.all())
    joined(kept, gone, elena)

    small_sample.load(small_sample.small(), tmp_path)

    assert list(Institution.objects.all()) == [kept]
    assert set(kept.appointments.all()) == posts != set()


# Looking at it first.


def test_looking_at_it_first_writes_nothing(elena):
    kept, gone = two("official")
    make.mention(official=gone)

    would, reasons = rehearsed(kept, gone, {}, elena)

    assert reasons == []
    assert [len(each.keys) for each in would.moved if each.keys] == [1]
    assert gone.mentions.count() == 1
    assert not Merge.objects.exists()
    assert not FormerAddress.objects.exists()


@pytest.mark.parametrize("many", [1, 30])
def test_merging_costs_the_same_for_any_number(many, elena, django_assert_num_queries):
    kept, gone = two("institution")
    for _ in range(many):
        make.party(institution=gone)
        make.press_release(institutions=[gone])

    joined(*two("institution"), elena)  # what is asked once a process

    with django_assert_num_queries(48):
        merge(kept, gone, {}, elena, "Es la misma.")
