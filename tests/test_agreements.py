"""What the database refuses of an agreement, and how agreements stand to each other."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import override

from partners.models import Agreement, Document, Relation
from tests import make
from tests.together import together

pytestmark = pytest.mark.django_db

DATED = {"signed_on": "2024-01-10", "in_force_on": "2024-02-01"}


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("signed_when_dated", {"signed_on": "2024-01-10", "is_signed": False}),
        ("signed_when_dated", {"in_force_on": "2024-01-10", "is_signed": False}),
        ("signed_when_dated", {"terminated_on": "2024-01-10"}),
        ("ends_after_start", {**DATED, "ends_on": "2024-01-31"}),
        ("ends_early_after_signature", {**DATED, "terminated_on": "2024-01-09"}),
        (
            "open_end_has_no_day",
            {**DATED, "ends_on": "2026-01-31", "is_open_ended": True},
        ),
        ("renewal_has_length", {"renewal": "automatic"}),
        ("renewal_has_length", {"renewal": "automatic", "renewal_months": 0}),
        ("amount_has_currency", {"amount": 1000}),
        ("amount_has_currency", {"amount": 1000, "currency": "us$"}),
    ],
)
def test_the_database_refuses_what_cannot_be(rule, values):
    with pytest.raises(IntegrityError, match=f"agreement_{rule}"):
        make.agreement(**values)


@pytest.mark.parametrize(
    "values",
    [
        {**DATED, "ends_on": "2024-02-01"},
        {**DATED, "terminated_on": "2024-01-10"},
        {"renewal": "automatic", "renewal_months": 12},
        {"renewal": "by_agreement"},
        {"amount": 1000, "currency": "USD"},
    ],
)
def test_what_is_just_within_the_rules_is_kept(values):
    make.agreement(**values)

    assert Agreement.objects.count() == 1


def test_a_reference_and_an_address_belong_to_one_agreement():
    make.agreement(reference="OIM-PA/AM/2018/04", slug_en="framework-agreement")

    with pytest.raises(IntegrityError, match="reference"):
        make.agreement(reference="OIM-PA/AM/2018/04")


def test_an_address_is_refused_in_the_language_it_is_taken_in():
    make.agreement(slug_es="marco", slug_en="framework")
    make.agreement(slug_es="framework", slug_en="marco")

    with pytest.raises(IntegrityError, match="agreement_slug_en"):
        make.agreement(slug_en="framework")


def test_agreements_without_a_reference_are_many():
    make.agreement(reference=None)
    make.agreement(reference=None)

    assert Agreement.objects.count() == 2


def test_a_refusal_is_said_in_the_language_of_the_editor():
    agreement = make.agreement(**DATED)
    agreement.ends_on, agreement.ends_on_precision = DATED["signed_on"], "day"

    with override("es"), pytest.raises(ValidationError) as refusal:
        agreement.full_clean(exclude=["title", "slug"])

    assert "El fin es anterior a la entrada en vigor." in str(refusal.value)


def test_a_party_is_an_institution_or_a_name():
    agreement = make.agreement()
    make.party(agreement, name_en="United Nations")

    with pytest.raises(IntegrityError, match="party_named"):
        make.party(agreement, institution=None)


def test_an_institution_is_a_party_once_in_a_role():
    agreement, institution = make.agreement(), make.institution()
    make.party(agreement, institution=institution)
    make.party(agreement, institution=institution, role="donor")

    with pytest.raises(IntegrityError, match="party_once_in_a_role"):
        make.party(agreement, institution=institution)


def test_each_signature_has_a_day_of_its_own():
    agreement = make.agreement(signed_on="2022-05-20")
    for day in ("2022-05-20", "2022-05-19"):
        make.signature(agreement, signed_on=day)

    days = [signature.signed_on.day for signature in agreement.signatures.all()]
    assert days == [20, 19]


def test_a_list_names_with_whom_an_agreement_is():
    agreement = make.agreement()
    make.party(agreement, institution=make.institution(is_the_office=True), position=1)
    ministry = make.party(agreement, position=2)
    named = make.party(agreement, name_es="Naciones Unidas", position=3)

    listed = Agreement.objects.with_parties(timezone.localdate()).get()

    assert listed.parties_named == [ministry, named]


# Relations.


def test_a_relation_is_entered_once_and_read_from_both_ends():
    old, new = make.agreement(), make.agreement()
    relation = make.relation(new, "replaces", old)

    assert list(new.relations_out.all()) == list(old.relations_in.all()) == [relation]
    with override("en"):
        assert relation.get_kind_display() == "replaces"
        assert relation.kind_from_target == "is replaced by"


def test_a_relation_is_told_once_whichever_end_it_is_told_from():
    one, other = make.agreement(), make.agreement()
    make.relation(one, "related", other)
    make.relation(one, "implements", other)

    with pytest.raises(IntegrityError, match="relation_once"):
        make.relation(other, "related", one)


def test_only_an_amendment_moves_an_end():
    one, other = make.agreement(), make.agreement()

    with pytest.raises(IntegrityError, match="relation_only_amendments_change"):
        make.relation(one, "replaces", other, new_ends_on="2028-05-31")


def test_no_agreement_is_related_to_itself():
    agreement = make.agreement()

    with pytest.raises(IntegrityError, match="relation_to_another"):
        make.relation(agreement, "related", agreement)


@pytest.mark.parametrize("kind", ["amends", "replaces", "implements"])
@pytest.mark.parametrize("length", [3, 4])
def test_no_agreement_leads_back_to_itself(kind, length):
    chain = [make.agreement() for _ in range(length)]
    for source, target in zip(chain, chain[1:], strict=False):
        make.relation(source, kind, target)

    with pytest.raises(IntegrityError, match="leads back to this one"):
        make.relation(chain[-1], kind, chain[0])


def test_moving_a_relation_does_not_close_a_circle_either():
    first, second, third = (make.agreement() for _ in range(3))
    make.relation(first, "amends", second)
    relation = make.relation(third, "amends", second)

    relation.source, relation.target = second, first

    with pytest.raises(IntegrityError):
        relation.save()


def test_different_kinds_and_branches_are_no_circle():
    first, second, third = (make.agreement() for _ in range(3))
    make.relation(first, "replaces", second)
    make.relation(second, "implements", first)
    make.relation(first, "replaces", third)
    make.relation(second, "replaces", third)
    make.relation(third, "related", first)

    assert Relation.objects.count() == 5


def test_a_circle_is_refused_in_words_before_the_database_does():
    first, second, third = (make.agreement() for _ in range(3))
    make.relation(first, "amends", second)
    make.relation(second, "amends", third)
    closing = Relation(source=third, kind="amends", target=first)

    with override("es"), pytest.raises(ValidationError) as refusal:
        closing.full_clean(exclude=["changes"])

    assert "ya lleva de vuelta a este" in str(refusal.value)


@pytest.mark.django_db(transaction=True)
def test_two_who_close_a_circle_at_once_do_not_both_succeed():
    one, other, third = (make.agreement() for _ in range(3))
    make.relation(one, "amends", third)

    results = together(
        lambda: make.relation(third, "amends", other),
        lambda: make.relation(other, "amends", one),
    )

    assert sorted(type(each).__name__ for each in results) == [
        "IntegrityError",
        "Relation",
    ]


# Who sees what.


@pytest.fixture
def shelf():
    return {access: make.agreement(access=access) for access in Agreement.Access.values}


def seen(user):
    return set(Agreement.objects.visible_to(user).values_list("access", flat=True))


def opened(user, shelf):
    return {access for access, agreement in shelf.items() if agreement.opens_to(user)}


def test_visitors_see_public_agreements_alone(shelf):
    assert seen(make.visitor()) == opened(make.visitor(), shelf) == {"public"}


def test_an_account_without_a_role_sees_what_visitors_see(shelf):
    assert seen(make.user("nadie")) == {"public"}


def test_staff_see_all_and_open_what_is_not_confidential(shelf):
    reader = make.user("consulta", "partners.read_internal")

    assert seen(reader) == {"public", "internal", "confidential"}
    assert opened(reader, shelf) == {"public", "internal"}


def test_named_readers_open_a_confidential_agreement_and_no_other(shelf):
    reader = make.user("consulta", "partners.read_internal")
    shelf["confidential"].readers.add(reader)
    other = make.agreement(access="confidential")

    assert opened(reader, shelf) == {"public", "internal", "confidential"}
    assert not other.opens_to(reader)


def test_somebody_named_who_is_no_longer_staff_opens_nothing(shelf):
    former = make.user("antes")
    shelf["confidential"].readers.add(former)

    assert opened(former, shelf) == {"public"}


def test_the_head_opens_every_agreement(shelf):
    head = make.user("jefa", "partners.read_internal", "partners.read_confidential")

    assert opened(head, shelf) == {"public", "internal", "confidential"}


def test_agreements_of_others_are_kept_for_reference():
    ours, theirs = make.agreement(), make.agreement(iom_is_party=False)

    assert list(Agreement.objects.of_the_office()) == [ours]
    assert set(Agreement.objects.all()) == {ours, theirs}


def test_agreements_with_an_institution_are_listed_once():
    institution, agreement = make.institution(), make.agreement()
    make.party(agreement, institution=institution)
    make.party(agreement, institution=institution, role="donor")
    make.party(make.agreement())

    listed = Agreement.objects.with_institution(institution, timezone.localdate())
    assert list(listed) == [agreement]


def test_a_paper_is_as_open_as_it_says():
    agreement = make.agreement(access="public")
    make.document(agreement, access="internal")

    assert Document.objects.get().access == "internal"
