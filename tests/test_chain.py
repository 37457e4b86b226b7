"""The chain of instruments an agreement stands in, for each reader and day."""

import datetime as dt

import pytest
import time_machine

from partners.chain import Chain
from partners.models import Agreement
from partners.models.shown import agreement_page
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def today():
    with time_machine.travel(dt.datetime(2026, 11, 21, 17, tzinfo=dt.UTC), tick=False):
        yield


def instrument(title, year, **values):
    return make.agreement(
        title_es=title,
        title_en=title,
        slug_en=title,
        signed_on=f"{year}-01-01",
        **values,
    )


def titles(agreement, day=TODAY, user=None):
    user = user or make.visitor()
    here = agreement_page(day, user).get(pk=agreement.pk)
    return [each.title_es for each in Chain(here, day, user).agreements]


def test_several_steps_in_both_directions_in_the_order_of_signature():
    first, second, third = (
        instrument(name, year) for name, year in (("A", 2010), ("B", 2015), ("C", 2020))
    )
    plan, addendum = instrument("D", 2021), instrument("E", 2022)
    make.relation(third, "replaces", second)
    make.relation(second, "replaces", first)
    make.relation(plan, "implements", third)
    make.relation(addendum, "amends", plan)

    assert titles(third) == ["A", "B", "C", "D", "E"]
    assert titles(first) == ["A", "B", "C", "D", "E"]
    assert titles(addendum) == ["A", "B", "C", "D", "E"]


def test_what_hangs_on_the_same_agreement_is_no_step():
    framework = instrument("A", 2020)
    one, other = instrument("B", 2021), instrument("C", 2022)
    make.relation(one, "implements", framework)
    make.relation(other, "implements", framework)
    make.relation(one, "related", instrument("D", 2023))

    assert titles(one) == ["A", "B"]
    assert titles(framework) == ["A", "B", "C"]


def test_what_is_hidden_is_absent_with_what_it_alone_leads_to():
    old, hidden, new = (
        instrument("A", 2010),
        instrument("B", 2015, access="internal"),
        instrument("C", 2020),
    )
    make.relation(hidden, "replaces", old)
    make.relation(new, "replaces", hidden)

    assert titles(old) == ["A"]
    assert titles(new) == ["C"]
    staff = make.user("ana", "partners.read_internal")
    assert titles(new, user=staff) == ["A", "B", "C"]


def test_of_a_closed_record_the_chain_says_its_title_alone(client):
    agreement = instrument("A", 2020)
    closed = instrument("B", 2021, access="confidential")
    make.relation(
        closed, "amends", agreement, new_notice_days=77, changes_en="A secret."
    )
    client.force_login(make.user("ana", "partners.read_internal"))

    shown = client.get(agreement.url_in("en")).content.decode()

    chain = shown[shown.index('id="chain"') :]
    chain = chain[: chain.index("</section>")]
    assert ">B</a>" in chain
    assert "Amends this agreement." in chain
    for secret in ("secret", "77", "1 January 2021"):
        assert secret not in chain


def test_on_a_past_day_the_chain_ends_there():
    old, new = instrument("A", 2010), instrument("B", 2020)
    later = instrument("C", 2025)
    draft = make.agreement(title_es="D")
    make.relation(new, "replaces", old)
    make.relation(later, "amends", new)
    make.relation(draft, "amends", new)

    assert titles(new) == ["A", "B", "C", "D"]
    assert titles(new, dt.date(2024, 12, 31)) == ["A", "B"]
    assert titles(new, dt.date(2025, 1, 1)) == ["A", "B", "C"]


def test_a_circle_of_different_kinds_ends():
    one, other = instrument("A", 2010), instrument("B", 2020)
    make.relation(one, "amends", other)
    make.relation(other, "implements", one)

    assert titles(one) == ["A", "B"]


def test_the_nearest_of_very_many_are_shown(client):
    framework = instrument("A", 2010)
    plans = Agreement.objects.bulk_create(
        Agreement(
            key=f"plan-{n}",
            kind="implementation_agreement",
            title_en=f"Plan {n}",
            slug_en=f"plan-{n}",
            access="public",
        )
        for n in range(70)
    )
    for plan in plans:
        make.relation(plan, "implements", framework)

    shown = client.get(framework.url_in("en")).content.decode()

    assert shown.count("Implements this agreement.") == 59
    assert "Only the nearest are shown here." in shown


def test_the_present_one_is_marked_and_each_says_what_it_does(client):
    agreement, old = instrument("B", 2020), instrument("A", 2010)
    make.relation(agreement, "replaces", old, changes_en="A wider field")
    addendum = instrument("C", 2021)
    change = make.relation(
        addendum,
        "amends",
        agreement,
        new_notice_days=30,
        new_renewal="by_agreement",
        new_renewal_months=12,
        areas_added_en=["Data"],
        areas_removed_en=["Training"],
        changes_en="The committee meets twice.",
    )
    institution = make.institution(name_en="Children’s Fund", acronym_en="CF")
    make.party(agreement, institution=institution, joined_by=change)
    make.party(agreement, name_en="Red Cross", left_by=change)

    shown = client.get(agreement.url_in("en")).content.decode()

    assert shown.count('<li aria-current="true">') == 1
    assert "<b>B</b>" in shown[shown.index('<li aria-current="true">') :]
    assert "Replaces “A”: A wider field." in shown
    assert (
        "Amends this agreement: can be renewed for a year if both sides agree; notice "
        "30 days before the end; adds Data; takes out Training; CF joins; Red Cross "
        "leaves. The committee meets twice."
    ) in shown
