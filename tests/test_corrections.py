"""After its signature an agreement changes by an amendment, or with a reason."""

import datetime as dt

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import IntegrityError, connection
from django.test import Client
from django.utils.translation import override

from iompanama.publishing.acting import acting
from iompanama.publishing.admin.refusals import sentence
from partners.history.facts import DESCRIBING
from partners.models import Agreement, Change, Party, Relation, Signature
from tests import make
from tests.filling import add_row, drawn, send
from tests.test_log import lines
from tests.together import together

pytestmark = pytest.mark.django_db

AGREEMENTS = "/en/admin/partners/agreement"
ASKS = "say why its facts are corrected"


@pytest.fixture
def elena(client):
    person = make.staff("Partnerships", "elena")
    client.force_login(person)
    return person


@pytest.fixture
def signed():
    """Signed some time ago, with all that belongs to it."""
    agreement = make.agreement(
        signed_on="2024-01-10", in_force_on="2024-02-01", notice_days=60
    )
    party = make.party(agreement, role="party")
    make.signature(agreement, party=party)
    return agreement


def address(agreement):
    return f"{AGREEMENTS}/{agreement.pk}/change/"


def refused(write):
    """The sentence with which the database refuses an act without a reason."""
    with pytest.raises(IntegrityError) as error, acting(None):
        write()
    with override("en"):
        return sentence(error.value)


# In the form.


def test_fact_is_not_corrected_without_a_reason_and_nothing_typed_is_lost(
    client, elena, signed
):
    response = send(
        client, address(signed), notice_days="90", short_names="Memorando de datos"
    )

    signed.refresh_from_db()
    assert (signed.notice_days, signed.short_names) == (60, [])
    form = response.context["adminform"].form
    assert ASKS in form.errors["correction"][0]
    shown = drawn(response)
    assert (shown["notice_days"], shown["short_names"]) == ("90", "Memorando de datos")


def test_corrected_fact_is_in_the_log_with_its_reason(client, elena, signed):
    send(
        client,
        address(signed),
        notice_days="90",
        correction=" The paper says ninety days. ",
    )

    (change,) = lines(signed, action="changed")
    assert (change.before, change.after) == ({"notice_days": 60}, {"notice_days": 90})
    assert (change.actor, change.reason) == (elena, "The paper says ninety days.")


def test_party_signature_or_relation_is_not_added_without_a_reason(
    client, elena, signed
):
    rows = {
        "parties": {"name_es": "Gobierno", "role": "observer", "position": 1},
        "signatures": {"name_as_signed": "Luis Ríos", "position": 1},
        "relations_out": {"kind": "related", "target": make.agreement().pk},
    }
    form = drawn(client.get(address(signed)))
    whole = {**form}
    for prefix, fields in rows.items():
        alone = add_row({**form}, prefix, **fields)
        assert ASKS in client.post(address(signed), alone).content.decode()
        add_row(whole, prefix, **fields)
    response, before = client.post(address(signed), whole), Change.objects.count()

    client.post(address(signed), {**drawn(response), "correction": "Overlooked."})

    made = Change.objects.order_by("pk")[before:]
    assert [each.action for each in made] == ["added"] * 3


def test_empty_party_of_a_signature_is_completed_without_a_reason(
    client, elena, signed
):
    party = signed.parties.get()
    silent = make.signature(signed, name_as_signed="Luis Ríos")

    send(client, address(signed), **{"signatures-1-party": party.pk})

    silent.refresh_from_db()
    assert silent.party == party
    (change,) = Change.objects.filter(table="partners_signature", action="changed")
    assert (change.after, change.reason) == ({"party_id": party.pk}, "")


@pytest.mark.parametrize("other", ["none", "another"])
def test_party_of_a_signature_is_not_taken_back_without_a_reason(
    client, elena, signed, other
):
    instead = make.party(signed) if other == "another" else None
    choice = instead.pk if instead else ""

    response = send(client, address(signed), **{"signatures-0-party": choice})

    assert ASKS in response.content.decode()
    assert signed.signatures.get().party == signed.parties.first()


def test_name_is_not_corrected_in_the_act_that_completes_the_party(
    client, elena, signed
):
    silent = make.signature(signed, name_as_signed="Luis Ríos")
    row = {"party": signed.parties.get().pk, "name_as_signed": "Luis Rivas"}

    response = send(
        client,
        address(signed),
        **{f"signatures-1-{name}": value for name, value in row.items()},
    )

    silent.refresh_from_db()
    assert ASKS in response.content.decode()
    assert (silent.name_as_signed, silent.party) == ("Luis Ríos", None)


def test_party_is_not_taken_out_without_a_reason(client, elena, signed):
    values = drawn(client.get(address(signed)))
    values["parties-0-DELETE"] = "on"

    assert ASKS in client.post(address(signed), values).content.decode()
    assert signed.parties.count() == 1


def test_what_describes_the_record_is_written_without_a_reason(client, elena, signed):
    send(
        client,
        address(signed),
        summary_es="Otro resumen.",
        title_en="Another title",
        topics=[make.topic().pk],
        sources="Gazette",
    )

    signed.refresh_from_db()
    assert (signed.summary_es, signed.sources) == ("Otro resumen.", "Gazette")
    assert signed.topics.count() == 1


def test_nobody_is_asked_why_before_the_signature(client, elena):
    agreement = make.agreement(is_signed=False)

    page = client.get(address(agreement)).content.decode()
    send(client, address(agreement), notice_days="90", signed_on="5/10/2024")

    agreement.refresh_from_db()
    assert "Why is this corrected?" not in page
    assert (agreement.notice_days, agreement.is_signed) == (90, True)


def test_new_agreement_is_entered_signed_with_its_rows_at_once(client, elena):
    ministry = make.institution()
    values = drawn(client.get(f"{AGREEMENTS}/add/"))
    add_row(values, "parties", institution=ministry.pk, role="party", position=0)

    client.post(
        f"{AGREEMENTS}/add/",
        {
            **values,
            "title_es": "Memorando",
            "kind": "memorandum_of_understanding",
            "signed_on": "5/10/2024",
        },
    )

    agreement = Agreement.objects.get()
    assert agreement.is_signed
    assert agreement.parties.get().institution == ministry


def test_reason_alone_is_no_change(client, elena, signed):
    written = Change.objects.count()

    send(client, address(signed), correction="Just looking.")

    assert Change.objects.count() == written


def test_late_save_asks_for_the_reason_after_both_texts_are_together(
    client, elena, signed
):
    opened = drawn(client.get(address(signed)))
    with acting(None, "The annex says so."):
        Agreement.objects.filter(pk=signed.pk).update(amount=1000, currency="USD")

    late = client.post(address(signed), {**opened, "notice_days": "90"})
    assert late.status_code == 409
    together = drawn(late)
    assert (together["amount"], together["notice_days"]) == ("1000.00", "90")

    asked = client.post(address(signed), together)
    assert ASKS in asked.content.decode()
    client.post(address(signed), {**drawn(asked), "correction": "Read again."})

    signed.refresh_from_db()
    assert (signed.amount, signed.notice_days) == (1000, 90)


def test_reason_typed_in_a_late_save_is_kept(client, elena, signed):
    opened = drawn(client.get(address(signed)))
    Agreement.objects.filter(pk=signed.pk).update(sources="Gazette")

    late = client.post(
        address(signed), {**opened, "notice_days": "90", "correction": "Read again."}
    )
    client.post(address(signed), drawn(late))

    signed.refresh_from_db()
    assert (signed.notice_days, signed.sources) == (90, "Gazette")


def test_signed_agreement_is_deleted_with_a_reason(client, signed):
    make.document(signed)
    client.force_login(make.staff("Head of office"))
    url = f"{AGREEMENTS}/{signed.pk}/delete/"

    response = client.post(url, {"post": "yes"})
    assert response.status_code == 409
    assert "say why it is deleted" in response.content.decode()
    assert Agreement.objects.exists()

    client.post(url, {"post": "yes", "correction": "Entered twice."})
    assert not Agreement.objects.exists()
    assert {each.reason for each in lines(signed, action="removed")} == {
        "Entered twice."
    }


def test_reason_that_is_none_is_refused_in_words(client, elena, signed):
    values = drawn(client.get(address(signed))) | {"notice_days": "90"}

    for reason in ("\0", " ", "x" * 1001):
        response = client.post(address(signed), values | {"correction": reason})
        assert response.status_code == 200
        assert response.context["adminform"].form.errors["correction"]
    signed.refresh_from_db()
    assert signed.notice_days == 60


# Whatever else writes.


def facts(model, **values):
    return lambda: model.objects.update(**values)


@pytest.mark.parametrize(
    "write",
    [
        facts(Agreement, notice_days=90),
        facts(Agreement, areas_en=["Health"]),
        facts(Agreement, confidence="reported"),
        facts(
            Agreement,
            is_signed=False,
            signed_on=None,
            signed_on_precision="unknown",
            in_force_on=None,
            in_force_on_precision="unknown",
        ),
        facts(Party, role="donor"),
        facts(Signature, capacity_es="Ministra"),
        facts(Signature, party=None),
        lambda: Signature.objects.all().delete(),
        lambda: Party.objects.all().delete(),
        lambda: make.signature(Agreement.objects.get()),
        lambda: make.relation(Agreement.objects.get(), "related", make.agreement()),
        lambda: Party.objects.update(agreement=make.agreement()),
        lambda: Agreement.objects.all().delete(),
    ],
)
def test_database_refuses_a_correction_without_a_reason(signed, write):
    assert ASKS in refused(write)
    with acting(None, "Merged with another record."):
        write()


@pytest.mark.parametrize(
    "write",
    [
        facts(Agreement, title_es="Otro título", access="internal"),
        facts(Party, position=7),
        facts(Agreement, notice_days=60),
    ],
)
def test_database_takes_what_is_no_correction(signed, write):
    with acting(None):
        write()


def test_amendment_changes_the_terms_without_a_correction(signed):
    with acting(None):
        addendum = make.agreement(kind="addendum", signed_on="2025-03-01")
        make.relation(addendum, "amends", signed, new_ends_on="2028-06-30")

    signed.refresh_from_db()
    assert signed.amendments[0]["ends_on"] == "2028-06-30"


def test_parties_come_and_go_by_an_amendment_without_a_correction(signed):
    first = signed.parties.get()
    with acting(None):
        addendum = make.agreement(kind="addendum", signed_on="2025-03-01")
        amends = make.relation(addendum, "amends", signed)
    with acting(None):
        Party.objects.filter(pk=first.pk).update(left_by=amends)
        make.party(signed, joined_by=amends)

    assert signed.parties.filter(joined_by=None, left_by=None).count() == 0


def test_relation_of_a_signed_addendum_is_corrected_with_a_reason(signed):
    addendum = make.agreement(kind="addendum", signed_on="2025-03-01")
    make.relation(addendum, "amends", signed, new_ends_on="2028-06-30")

    assert ASKS in refused(facts(Relation, new_ends_on=dt.date(2029, 1, 1)))
    with acting(None):
        Relation.objects.update(changes_es="El plazo.")


def test_agreement_is_written_freely_in_the_act_that_signs_it():
    agreement = make.agreement(is_signed=False)

    with acting(None):
        Agreement.objects.update(is_signed=True)
        make.party(agreement)
        Agreement.objects.update(notice_days=30)

    assert ASKS in refused(lambda: make.party(agreement))


def test_sentence_stands_at_the_field_in_spanish_too(client, elena, signed):
    response = send(
        client, address(signed).replace("/en/", "/es/"), notice_days="90"
    ).content.decode()

    assert "¿Por qué se corrige?" in response
    assert "Este acuerdo está firmado: diga por qué se corrigen sus datos." in response


# The list of what is a fact.


def test_database_and_code_agree_on_what_describes_a_record():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, public.describing(name) FROM unnest(%s::text[]) AS name",
            [[*DESCRIBING, "partners_document"]],
        )
        kept = dict(cursor.fetchall())

    assert kept == {
        **{table: list(columns) for table, columns in DESCRIBING.items()},
        "partners_document": None,
    }


def test_columns_that_describe_are_there():
    models = apps.get_app_config("partners").get_models()
    columns = {
        model._meta.db_table: {field.column for field in model._meta.concrete_fields}
        for model in models
    }

    for table, names in DESCRIBING.items():
        assert set(names) <= columns[table]


@pytest.mark.django_db(transaction=True)
def test_two_corrections_at_once_lose_nothing(client):
    for name in ("elena", "luis"):
        make.staff("Partnerships", name)
    agreement = make.agreement(signed_on="2024-01-10", notice_days=60)
    opened = []
    for name in ("elena", "luis"):
        person = Client()
        person.force_login(User.objects.get(username=name))
        opened.append((person, drawn(person.get(address(agreement)))))

    def correct(person, values, days):
        return person.post(
            address(agreement),
            {**values, "notice_days": days, "correction": f"It says {days}."},
        ).status_code

    statuses = together(
        lambda: correct(*opened[0], "90"), lambda: correct(*opened[1], "120")
    )

    assert sorted(statuses) == [302, 409]
    agreement.refresh_from_db()
    (change,) = lines(agreement, action="changed")
    assert change.after == {"notice_days": agreement.notice_days}
    assert change.reason == f"It says {agreement.notice_days}."
