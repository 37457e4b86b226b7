"""What the register counts and finds by is kept beside each agreement: never behind,
and the same as the rows say it, on every day and for every reader."""

import datetime as dt
from threading import Thread

import pytest
import time_machine
from django.db import connection, transaction
from django.http import QueryDict

from partners.asked import Asked
from partners.models import (
    Agreement,
    Document,
    Institution,
    Party,
    Signature,
    Traits,
)
from partners.register import Register
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    with time_machine.travel(dt.datetime(2026, 11, 21, 17, tzinfo=dt.UTC), tick=False):
        yield


def behind():
    """Rows that are not as the database would write them now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT agreement_id FROM (SELECT * FROM partners_traits EXCEPT"
            " SELECT * FROM public.traits_of("
            "ARRAY(SELECT id FROM partners_agreement))) behind"
        )
        return cursor.fetchall()


def kept(agreement):
    return Traits.objects.get(agreement=agreement)


def test_whoever_writes_what_is_kept_follows():
    agreement, other = make.agreement(), make.agreement()
    ministry = make.institution(name_en="Ministry")
    service = make.institution(name_en="Service")
    Party.objects.bulk_create([Party(agreement=agreement, institution=service)])
    assert kept(agreement).parties == [service.pk]

    Institution.objects.filter(pk=service.pk).update(parent=ministry)
    assert kept(agreement).parties == [ministry.pk, service.pk]

    Institution.objects.filter(pk=service.pk).update(name_en="Board")
    assert kept(agreement).first_party_en == "board"

    Party.objects.update(agreement=other)
    assert (kept(agreement).parties, kept(other).parties) == (
        [],
        [ministry.pk, service.pk],
    )

    topic = make.topic(name_en="Water")
    other.topics.add(topic)
    topic.name_en = "Árbol"
    topic.save()
    assert (kept(other).topics, kept(other).first_topic_en) == ([topic.pk], "arbol")
    other.topics.clear()
    assert kept(other).topics == []

    ana = make.official()
    Signature.objects.bulk_create(
        [Signature(agreement=other, official=ana, name_as_signed="Ana")]
    )
    assert (kept(other).signatories, kept(other).first_signatory) == ([ana.pk], "ana")

    paper = make.document(other, language="fr")
    assert (kept(other).languages, kept(other).is_scanned) == (["fr"], False)
    make.version(paper)
    Document.objects.update(access="confidential")
    found = kept(other)
    assert (found.is_scanned, found.has_closed_papers) == (True, True)
    assert behind() == []


def test_of_a_confidential_agreement_no_paper_is_closed():
    """To whom it opens they all do; it may be opened to others later."""
    agreement = make.agreement(access="confidential")
    make.document(agreement, access="confidential")
    assert kept(agreement).has_closed_papers is False

    Agreement.objects.update(access="internal")
    assert kept(agreement).has_closed_papers is True

    Agreement.objects.update(access="confidential")
    assert kept(agreement).has_closed_papers is False
    assert behind() == []


def test_it_goes_with_its_agreement():
    agreement = make.agreement()
    make.party(agreement)
    agreement.topics.add(make.topic())

    Agreement.objects.all().delete()

    assert not Traits.objects.exists()


def test_the_office_stands_for_none_of_those_it_is_part_of():
    system = make.institution()
    office = make.institution(parent=system, is_the_office=True)
    branch = make.institution(parent=office, is_the_office=True)
    agreement = make.agreement()
    make.party(agreement, institution=branch)

    assert kept(agreement).parties == [office.pk, branch.pk]


@pytest.fixture
def mixed():
    """Who is a party, who has signed and which papers open depend on day and reader."""
    service = make.institution(key="service", parent=make.institution(key="ministry"))
    others = [make.institution(key=f"other-{n}") for n in range(2)]
    people = make.official(key="ana"), make.official(key="luz")
    topic = make.topic(key="water")
    for n in range(6):
        agreement = make.agreement(
            access=["public", "internal", "confidential"][n % 3],
            kind=["addendum", "letter_of_intent"][n % 2],
            signed_on=[None, "2022-03-01", "2024-03-01"][n // 2],
            ends_on=["2026-12-10", "2027-06-01"][n % 2],
        )
        bind(agreement, n, [[service, others[0]][n % 2], others[1]])
        make.signature(agreement, official=people[0])
        make.signature(agreement, official=people[1], signed_on="2025-06-01")
        agreement.topics.set([topic] * (n % 2))
        file(agreement, n)
    return Agreement.objects.filter(access="confidential")


def bind(agreement, n, institutions):
    """Some of the first leave in 2025, some of the second join then."""
    addendum = make.agreement(kind="addendum", signed_on="2025-01-01")
    amends = make.relation(addendum, "amends", agreement)
    first, second = institutions
    left = {"left_by": amends} if n in (1, 4) else {}
    joined = {"joined_by": amends} if n in (2, 4) else {}
    make.party(agreement, institution=first, **left)
    make.party(agreement, institution=second, **joined)


def file(agreement, n):
    """Of some papers there is a scan, of some agreements a closed paper."""
    paper = make.document(agreement, language="es", access="public")
    if n == 2:
        make.version(paper)
    if n % 2:
        closed = make.document(agreement, language="en", access="confidential")
        make.version(closed)


def reader(name, confidential):
    if name == "visitor":
        return make.user("visitor")
    if name == "head":
        return make.staff("Head of office", "head")
    person = make.staff("Partnerships", name)
    if name == "named":
        confidential[0].readers.add(person)
    return person


@pytest.mark.parametrize("name", ["visitor", "officer", "named", "head"])
@pytest.mark.parametrize(
    "day", ["2021-01-01", "2023-01-01", "2024-12-31", "2025-01-01", "2026-11-21"]
)
def test_every_choice_finds_as_many_as_it_says(mixed, today, name, day):
    user = reader(name, mixed)

    def asked(**values):
        parameters = QueryDict(mutable=True)
        parameters.update({"on": day, **values})
        return Register(Asked.of(parameters, user), user)

    for chosen in ({}, {"kind": "addendum"}, {"party": "ministry"}):
        for filter_, choices in asked(**chosen).counts.choices.items():
            for value, _label, count in choices:
                found = asked(**{**chosen, filter_: value}).found()
                assert (filter_, value, count) == (filter_, value, found.count())


def party_counts(user, day):
    asked = Asked.of(QueryDict(f"on={day}"), user)
    choices = Register(asked, user).counts.choices["party"]
    return {value: count for value, _label, count in choices}


def test_a_party_counts_on_the_days_it_is_bound(mixed, today):
    """Of six, three are with the service; of one of them it leaves in 2025."""
    head = make.staff("Head of office", "head")

    found = {day: party_counts(head, day) for day in ("2024-12-31", "2025-01-01")}

    assert found["2024-12-31"]["service"] == found["2024-12-31"]["ministry"] == 3
    assert found["2025-01-01"]["service"] == found["2025-01-01"]["ministry"] == 2
    assert found["2024-12-31"]["other-1"] == 4
    assert found["2025-01-01"]["other-1"] == 6


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_at_once_the_second_keeps_what_both_did():
    agreement, topic = make.agreement(), make.topic()
    institution = make.institution()

    def sign():
        make.party(agreement, institution=institution)
        connection.close()

    with transaction.atomic():
        agreement.topics.add(topic)
        second = Thread(target=sign)
        second.start()
        second.join(0.5)
    second.join()

    found = kept(agreement)
    assert (found.topics, found.parties) == ([topic.pk], [institution.pk])
