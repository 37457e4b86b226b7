"""Every change of the register is in the log: who, when, why, before and after."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from iompanama.publishing.acting import acting
from partners.models import Agreement, Appointment, Change, Party, Relation
from partners.models.settled import Settled
from tests import make
from tests.filling import add_row, drawn, send

pytestmark = pytest.mark.django_db

AGREEMENTS = "/en/admin/partners/agreement"
# Tables of the app without a log, each with the reason.
WITHOUT = {
    "partners_change": "it is the log",
    "partners_deadlinecalendar": "somebody's own, nothing of the register",
    "partners_importedsheet": "a file that is looked at before it is written",
    "partners_opening": "it is a log itself",
    "partners_reminder": "a ledger of what was sent",
    "partners_savedview": "somebody's own, nothing of the register",
    "partners_traits": "the database keeps it, of what is logged",
    "partners_viewknown": "a ledger of what was sent",
    "partners_viewwatch": "a ledger of what was sent",
    "partners_pagetext": "a machine writes it; what somebody corrects is logged",
}


@pytest.fixture
def elena(client):
    person = make.staff("Partnerships", "elena")
    client.force_login(person)
    return person


def lines(record, **which):
    """What the log says of a record, the oldest first."""
    return list(Change.objects.of(record).filter(**which).order_by("pk"))


def told(change):
    return change.table, change.action, change.before, change.after


def raw(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_every_table_of_the_register_is_logged():
    models = apps.get_app_config("partners").get_models(include_auto_created=True)
    tables = {model._meta.db_table for model in models if model._meta.managed}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgfoid = 'public.log_change'::regproc"
            # After INSERT, UPDATE and DELETE, for each row, and switched on.
            " AND tgtype = 1 + 4 + 8 + 16 AND tgenabled = 'O'"
        )
        logged = {table for (table,) in cursor.fetchall()}

    assert tables - logged == set(WITHOUT)


# Ways to write.


def test_form_says_who_changed_what(client, elena):
    agreement = make.agreement(short_names=["MOU"])
    began = timezone.now()

    send(client, f"{AGREEMENTS}/{agreement.pk}/change/", short_names="MOU\nLOU")

    (change,) = lines(agreement, action="changed")
    assert told(change) == (
        "partners_agreement",
        "changed",
        {"short_names": ["MOU"]},
        {"short_names": ["MOU", "LOU"]},
    )
    assert (change.actor, change.row) == (elena, agreement.pk)
    assert began <= change.at <= timezone.now()


def test_rows_and_lists_of_a_form_are_one_act_with_it(client, elena):
    agreement, topic, ministry = make.agreement(), make.topic(), make.institution()
    url = f"{AGREEMENTS}/{agreement.pk}/change/"
    before = set(Change.objects.values_list("pk", flat=True))

    values = add_row(
        drawn(client.get(url)),
        "parties",
        institution=ministry.pk,
        role="donor",
        position=0,
    )
    client.post(url, {**values, "topics": [topic.pk], "short_names": "MOU"})

    written = Change.objects.of(agreement).exclude(pk__in=before)
    assert {each.table: each.action for each in written} == {
        "partners_agreement": "changed",
        "partners_agreement_topics": "added",
        "partners_party": "added",
    }
    assert len({each.act for each in written}) == 1
    assert {each.actor for each in written} == {elena}


def test_two_saves_are_two_acts(client, elena):
    agreement = make.agreement()
    for name in ("MOU", "LOU"):
        send(client, f"{AGREEMENTS}/{agreement.pk}/change/", short_names=name)

    first, second = lines(agreement, action="changed")
    assert first.act != second.act


def test_new_record_is_logged_whole(client, elena):
    send(
        client,
        "/en/admin/partners/institution/add/",
        name_es="Defensoría del Pueblo",
        kind="government_agency",
    )

    change = Change.objects.get(table="partners_institution")
    assert (change.action, change.before, change.actor) == ("added", None, elena)
    assert change.after["name_es"] == "Defensoría del Pueblo"


def test_deleted_record_leaves_all_it_was(client):
    head = make.staff("Head of office")
    client.force_login(head)
    agreement = make.agreement(reference="PA/7")
    party = make.party(agreement)

    client.post(f"{AGREEMENTS}/{agreement.pk}/delete/", {"post": "yes"})

    gone = {each.table: each for each in lines(agreement, action="removed")}
    assert gone["partners_agreement"].before["reference"] == "PA/7"
    assert gone["partners_party"].before["institution_id"] == party.institution_id
    assert {each.actor for each in gone.values()} == {head}
    assert {each.after for each in gone.values()} == {None}


def test_bulk_update_and_bulk_create_are_logged():
    agreements = [make.agreement() for _ in range(3)]

    Agreement.objects.update(currency="USD")
    Party.objects.bulk_create(
        Party(agreement=each, name_es="Gobierno") for each in agreements
    )

    for each in agreements:
        assert [told(line) for line in lines(each, action="changed")] == [
            ("partners_agreement", "changed", {"currency": ""}, {"currency": "USD"})
        ]
        assert len(lines(each, table="partners_party")) == 1


def test_raw_sql_is_logged_as_the_systems():
    official = make.official(name="Ana Perez")

    raw("UPDATE partners_official SET name = 'Ana Pérez' WHERE id = %s", official.pk)

    change = lines(official)[-1]
    assert (change.before, change.after) == (
        {"name": "Ana Perez"},
        {"name": "Ana Pérez"},
    )
    assert (change.actor, change.reason) == (None, "")


def test_rows_copied_in_are_logged():
    with connection.cursor() as cursor:
        columns = "key, name, sort_name, slug, honorific, aliases, portrait, biography"
        with cursor.copy(
            f"COPY partners_official ({columns}, is_sample, sources, notes) FROM STDIN"
        ) as copy:
            copy.write("ana\tAna Ruiz\tRuiz, Ana\tana-ruiz\t\t{}\t\t\tf\t\t\n")

    assert Change.objects.get(table="partners_official").after["name"] == "Ana Ruiz"


def test_readers_of_a_record_are_logged():
    agreement, reader = make.agreement(access="confidential"), make.user("ana")

    agreement.readers.add(reader)
    agreement.readers.clear()

    rows = lines(agreement, table="partners_agreement_readers")
    assert [each.action for each in rows] == ["added", "removed"]
    assert rows[0].after["user_id"] == rows[1].before["user_id"] == reader.pk


def test_relation_is_in_the_log_of_both_ends():
    addendum, agreement, other = (make.agreement() for _ in range(3))
    relation = make.relation(addendum, "amends", agreement)

    Relation.objects.filter(pk=relation.pk).update(kind="related")
    Relation.objects.filter(pk=relation.pk).update(target=other)
    relation.delete()

    def actions(record):
        return [line.action for line in lines(record, table="partners_relation")]

    assert actions(addendum) == ["added", "changed", "changed", "removed"]
    assert actions(agreement) == ["added", "changed", "changed"]
    assert actions(other) == ["changed", "removed"]


def test_post_is_in_the_log_of_the_person_and_of_both_institutions():
    post, ministry = make.appointment(), make.institution()
    person, office = post.official, post.institution

    Appointment.objects.filter(pk=post.pk).update(institution=ministry)

    for record in (person, office, ministry):
        last = lines(record, table="partners_appointment")[-1]
        assert last.after == {"institution_id": ministry.pk}


# What is written down, and what not.


def test_save_that_changes_nothing_is_not_logged(client, elena):
    agreement = make.agreement()
    written = Change.objects.count()

    agreement.save()
    send(client, f"{AGREEMENTS}/{agreement.pk}/change/")

    assert Change.objects.count() == written


def test_what_the_database_keeps_by_itself_is_not_logged():
    agreement = make.agreement(signed_on="2024-01-01", ends_on="2026-01-01")
    addendum = make.agreement(signed_on="2025-01-01")
    make.relation(addendum, "amends", agreement, new_ends_on=dt.date(2028, 1, 1))
    agreement.refresh_from_db()

    assert agreement.amendments  # kept by another trigger, and changed just now
    assert [each.action for each in lines(agreement, table="partners_agreement")] == [
        "added"
    ]
    written = set(lines(agreement)[0].after)
    assert written == {field.column for field in Agreement._meta.concrete_fields} - {
        *("search_es", "search_en", "changed_at"),
        *(field.column for field in Settled._meta.fields),
        *("title", "slug", "summary", "body", "areas"),
        *("termination_reason", "on_data", "custody", "remark"),
    }


def test_what_is_undone_is_not_in_the_log():
    agreement = make.agreement()
    with transaction.atomic():
        Agreement.objects.update(currency="USD")
        transaction.set_rollback(True)

    assert lines(agreement, action="changed") == []


def test_reason_of_an_act_stands_at_each_of_its_changes(elena):
    agreement = make.agreement()
    with acting(elena, "Read in the gazette"):
        Agreement.objects.update(currency="USD")
        make.party(agreement)
    Agreement.objects.update(currency="EUR")

    reasons = [(each.actor, each.reason) for each in lines(agreement)]
    assert reasons == [(None, "")] + [(elena, "Read in the gazette")] * 2 + [(None, "")]


def test_act_within_an_act_is_its_own_and_the_outer_one_goes_on(elena):
    agreement = make.agreement()
    with acting(elena, "outer"):
        Agreement.objects.update(currency="USD")
        with acting(None, "inner"):
            Agreement.objects.update(currency="EUR")
        Agreement.objects.update(currency="PAB")

    first, second, third = lines(agreement, action="changed")
    assert [each.reason for each in (first, second, third)] == [
        "outer",
        "inner",
        "outer",
    ]
    assert first.act == third.act != second.act


def test_refused_act_leaves_the_one_around_it_to_go_on(elena):
    agreement = make.agreement()
    with acting(elena, "outer"):
        with pytest.raises(DatabaseError), acting(None, "inner"):
            raw("SELECT 1 / 0")
        Agreement.objects.update(currency="USD")

    assert lines(agreement, action="changed")[0].reason == "outer"


def test_loaded_records_say_so(sample):
    change = Change.objects.filter(table="partners_agreement").first()

    assert (change.actor, change.reason) == (None, "Loaded from a file.")


# It stays as it is.


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM partners_change",
        "UPDATE partners_change SET reason = 'none'",
        "UPDATE partners_change SET after = NULL",
        "UPDATE partners_change SET actor_id = 7",
    ],
)
def test_log_is_only_added_to(statement):
    make.official()

    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        raw(statement)

    assert Change.objects.count() == 1


def test_account_that_goes_leaves_what_it_did():
    person = make.user("elena")
    with acting(person):
        official = make.official()

    person.delete()

    assert [told(each)[:2] for each in lines(official)] == [
        ("partners_official", "added")
    ]
    assert lines(official)[0].actor is None
