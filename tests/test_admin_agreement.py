"""The form of an agreement: in the order of the paper, relations from either end."""

import datetime as dt
import re

import pytest

from partners.models import Agreement, Relation
from tests import make
from tests.filling import add_row, drawn, send

pytestmark = pytest.mark.django_db

AGREEMENTS = "/en/admin/partners/agreement"


@pytest.fixture
def partnerships(client):
    person = make.staff("Partnerships", "elena")
    client.force_login(person)
    return person


def url_of(agreement):
    return f"{AGREEMENTS}/{agreement.pk}/change/"


def saved(client, agreement, values, **changes):
    """What a press on the button of saving answers; facts are corrected on paper."""
    return client.post(
        url_of(agreement),
        {**values, "_continue": "1", "correction": "As on paper.", **changes},
    )


@pytest.mark.parametrize("page", ["add/", None])
def test_the_form_goes_as_one_reads_the_paper(client, partnerships, page):
    url = f"{AGREEMENTS}/{page}" if page else url_of(make.agreement())

    form = client.get(url).content.decode()

    headings = re.findall(
        r'class="(?:fieldset-heading|inline-heading)">\s*([^<]+?)\s*<', form
    )
    outer = [each for each in headings if each not in WITHIN_ROWS]
    assert outer == [
        "What it is",
        "Parties",
        "What it says",
        "Signature",
        "Signatures",
        "Time in force",
        "Early end",
        "What it changes or follows",
        "What changes or follows it",
        "The original",
        "Documents",
        "Focal points",
        "Money",
        "Who may read it",
        "Other names and its address",
        "Sources",
    ]


WITHIN_ROWS = (
    "Another name, or on behalf of whom",
    "Joined or left later",
    "What it changes",
)


def test_every_field_of_the_paper_says_what_to_write(client, partnerships):
    form = client.get(f"{AGREEMENTS}/add/").context["adminform"].form

    silent = {
        name for name, field in form.fields.items() if not (field.help_text or "")
    }
    assert silent == {
        *("slug_es", "slug_en", "topics", "places", "goals", "signed_at", "entry"),
        *("termination_reason_es", "termination_reason_en", "amount", "currency"),
        *("access", "sources", "notes"),
    }


def test_the_form_says_how_the_agreement_stands_as_amended(client, partnerships):
    agreement = make.agreement(signed_on="2020-01-01", is_open_ended=True)

    form = client.get(url_of(agreement)).content.decode()

    assert "In force since 1 January 2020, without end." in form


# Relations.


def test_a_relation_is_entered_on_the_other_record_as_well(client, partnerships):
    agreement = make.agreement(title_en="Old text", areas_es=["Datos"])
    addendum = make.agreement(title_en="Addendum", kind="addendum")
    values = drawn(client.get(url_of(agreement)))
    add_row(
        values,
        "relations_in",
        kind="amends",
        source=addendum.pk,
        new_ends_on="5/2028",
        new_renewal="automatic",
        new_renewal_months="12",
        new_notice_days="30",
        areas_added_es="Formación\nSalud",
        areas_removed_es="Datos",
    )

    saved(client, agreement, values)

    relation = Relation.objects.get()
    assert (relation.source, relation.target) == (addendum, agreement)
    assert relation.new_ends_on == dt.date(2028, 5, 31)
    assert relation.new_ends_on_precision == "month"
    assert relation.areas_added_es == ["Formación", "Salud"]
    there = drawn(client.get(url_of(addendum)))
    assert there["relations_out-0-target"] == str(agreement.pk)
    assert there["relations_out-0-new_notice_days"] == "30"
    here = client.get(url_of(agreement)).content.decode()
    assert '<option value="amends" selected>is amended by</option>' in here


def test_a_relation_is_changed_and_taken_out_from_the_other_end(client, partnerships):
    agreement = make.agreement(signed_on="2024-01-01")
    relation = make.relation(make.agreement(), "amends", agreement)
    values = drawn(client.get(url_of(agreement)))

    saved(client, agreement, values, **{"relations_in-0-new_notice_days": "45"})
    relation.refresh_from_db()
    assert relation.new_notice_days == 45

    values = drawn(client.get(url_of(agreement)))
    saved(client, agreement, values, **{"relations_in-0-DELETE": "on"})
    assert not Relation.objects.exists()


def test_what_a_closed_record_changes_is_not_in_the_form_and_stays(
    client, partnerships
):
    agreement = make.agreement()
    closed = make.agreement(access="confidential", title_en="Closed text")
    make.relation(closed, "amends", agreement, changes_en="A secret.")
    url = url_of(agreement)

    assert "A secret." not in client.get(url).content.decode()
    send(client, url, title_en="Another title")
    agreement.refresh_from_db()
    assert agreement.title_en == "Another title"
    assert Relation.objects.get().changes_en == "A secret."

    client.force_login(make.staff("Head of office"))
    assert "A secret." in client.get(url).content.decode()


def test_two_people_at_both_ends_do_not_overwrite_each_other(client, partnerships):
    agreement, addendum = make.agreement(), make.agreement(kind="addendum")
    make.relation(addendum, "amends", agreement, new_notice_days=10)
    hers = drawn(client.get(url_of(agreement)))
    his = drawn(client.get(url_of(addendum)))

    saved(client, addendum, his, **{"relations_out-0-new_notice_days": "20"})
    late = saved(client, agreement, hers, **{"relations_in-0-new_notice_days": "30"})

    assert late.status_code == 409
    assert Relation.objects.get().new_notice_days == 20


# What makes no sense, by the words that say so.
SENSELESS = {
    "Only what amends another": {"kind": "implements", "new_notice_days": "5"},
    "has no area “Dattos”": {"kind": "amends", "areas_removed_es": "Dattos"},
    "for how many months": {"kind": "amends", "new_renewal": "automatic"},
    "either moves the end or takes it away": {
        "kind": "amends",
        "removes_end": "on",
        "new_ends_on": "2028",
    },
}


@pytest.mark.parametrize(
    ("end", "other_end"), [("relations_in", "source"), ("relations_out", "target")]
)
def test_a_change_that_makes_no_sense_is_refused_in_words(
    client, partnerships, end, other_end
):
    agreement, other = make.agreement(areas_es=["Datos"]), make.agreement()
    form = drawn(client.get(url_of(agreement)))

    for sentence, row in SENSELESS.items():
        values = add_row({**form}, end, **{other_end: other.pk}, **row)
        response = saved(client, agreement, values)
        said = {each for each in SENSELESS if each in response.content.decode()}
        assert (response.status_code, said) == (200, {sentence})
    assert not Relation.objects.exists()


def test_an_area_that_another_amendment_added_may_be_taken_out(client, partnerships):
    agreement = make.agreement()
    first, second = make.agreement(), make.agreement()
    make.relation(first, "amends", agreement, areas_added_es=["Salud"])
    values = drawn(client.get(url_of(second)))
    add_row(
        values,
        "relations_out",
        kind="amends",
        target=agreement.pk,
        areas_removed_es="Salud",
    )

    saved(client, second, values)

    assert second.relations_out.get().areas_removed_es == ["Salud"]


def test_a_new_record_is_tied_to_a_signed_one_with_a_reason(client, partnerships):
    signed = make.agreement(signed_on="2020-01-01", kind="implementation_agreement")
    values = drawn(client.get(f"{AGREEMENTS}/add/"))
    values |= {"title_es": "Marco", "kind": "framework_agreement", "_continue": "1"}
    add_row(values, "relations_in", kind="implements", source=signed.pk)

    asked = client.post(f"{AGREEMENTS}/add/", values)
    assert "say why its facts are corrected" in asked.content.decode()
    client.post(f"{AGREEMENTS}/add/", {**drawn(asked), "correction": "It was missing."})

    assert Relation.objects.get().target.title_es == "Marco"


# Parties.


def test_a_party_joins_by_an_amendment_of_this_agreement(client, partnerships):
    agreement = make.agreement(signed_on="2022-01-01")
    addendum = make.agreement(title_en="Addendum No. 1", signed_on="2024-01-01")
    change = make.relation(addendum, "amends", agreement)
    elsewhere = make.relation(
        make.agreement(title_en="Addendum elsewhere"), "amends", make.agreement()
    )
    values = drawn(client.get(url_of(agreement)))
    row = {"institution": make.institution().pk, "role": "party", "position": "1"}
    add_row(values, "parties", joined_by=change.pk, **row)

    form = client.get(url_of(agreement)).content.decode()
    saved(client, agreement, values)

    assert f'<option value="{change.pk}">Addendum No. 1</option>' in form
    assert f'<option value="{elsewhere.pk}">' not in form
    assert agreement.parties.get().joined_on == dt.date(2024, 1, 1)


def test_who_joined_later_is_not_asked_where_nothing_is_amended(client, partnerships):
    form = client.get(url_of(make.agreement())).content.decode()

    assert "Joined or left later" not in form


def test_an_amendment_by_which_a_party_left_is_not_taken_out(client, partnerships):
    agreement = make.agreement()
    change = make.relation(make.agreement(), "amends", agreement)
    make.party(agreement, left_by=change)
    values = drawn(client.get(url_of(agreement)))

    response = saved(client, agreement, values, **{"relations_in-0-DELETE": "on"})

    assert response.status_code == 200
    assert Relation.objects.exists()
    assert "protected related objects" in response.content.decode()


# Languages.


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Spanish\nEnglish", ["es", "en"]),
        ("español\ninglés", ["es", "en"]),
        ("FRANCES\nDeutsch", ["fr", "de"]),
        ("", []),
    ],
)
def test_languages_are_typed_by_their_names(client, partnerships, typed, codes):
    agreement = make.agreement()

    send(client, url_of(agreement), authentic_languages=typed)

    agreement.refresh_from_db()
    assert agreement.authentic_languages == codes


def test_languages_are_shown_by_their_names(client, partnerships):
    agreement = make.agreement(authentic_languages=["es", "fr"])

    values = drawn(client.get(url_of(agreement)))

    assert values["authentic_languages"] == "Spanish\nFrench"
    send(client, url_of(agreement))
    assert Agreement.objects.get().authentic_languages == ["es", "fr"]


def test_a_word_that_is_no_language_is_refused_in_words(client, partnerships):
    agreement = make.agreement()

    response = send(client, url_of(agreement), authentic_languages="Spanish\nElvish")

    assert "“Elvish” is no language known here." in response.content.decode()


def test_new_form_asks_for_no_order_and_tells_of_no_state(client, partnerships):
    agreement = make.agreement(signed_on="2024-01-01")
    make.party(agreement)

    new = client.get(f"{AGREEMENTS}/add/").content.decode()
    known = client.get(url_of(agreement)).content.decode()

    for told, shown in ((new, False), (known, True)):
        assert ('name="parties-0-position"' in told) == shown
        assert ('field-today"' in told) == shown
        assert 'name="parties-0-institution"' in told


# A new agreement, its parties and who signs for each, entered in one form.


def entered(client, signs_for, **changes):
    """Sent as it is drawn, without a script: two parties and two signatures."""
    ours = make.institution(name_en="Office", is_the_office=True)
    theirs = make.institution(name_en="Ministry")
    values = {
        **drawn(client.get(f"{AGREEMENTS}/add/")),
        "title_es": "Memorando",
        "kind": "memorandum_of_understanding",
        "access": "public",
        "signed_on": "2024-03-01",
        "parties-0-institution": ours.pk,
        "parties-1-institution": theirs.pk,
        "signatures-0-name_as_signed": "Ana Pérez",
        "signatures-0-party": signs_for,
        **changes,
    }
    return client.post(f"{AGREEMENTS}/add/", values)


def test_signature_is_tied_to_a_party_entered_in_the_same_form(client, partnerships):
    entered(client, "row-2")

    agreement = Agreement.objects.get(title_es="Memorando")
    first, second = agreement.parties.order_by("pk")
    assert (first.institution.name_en, second.institution.name_en) == (
        "Office",
        "Ministry",
    )
    assert agreement.signatures.get().party == second


def test_parties_of_the_form_are_offered_by_the_number_at_their_head(
    client, partnerships
):
    form = client.get(f"{AGREEMENTS}/add/").content.decode()

    select = form.partition('name="signatures-0-party"')[2].partition("</select>")[0]
    assert '<option value="row-2">Party #2 of this form</option>' in select
    assert form.index(">#2</span>") < form.index('name="signatures-0-party"')


@pytest.mark.parametrize(
    ("row", "changes"),
    [("row-3", {}), ("row-2", {"parties-1-institution": ""})],
    ids=["no such row", "empty row"],
)
def test_signature_is_not_tied_to_a_row_without_a_party(
    client, partnerships, row, changes
):
    response = entered(client, row, **changes)

    words = f"No party is entered in row #{row[-1]} of this form."
    assert words in response.content.decode()
    assert drawn(response)["signatures-0-party"] == row
    assert not Agreement.objects.exists()


def test_party_added_to_a_known_agreement_takes_the_signature_of_its_row(
    client, partnerships
):
    agreement = make.agreement()
    make.party(agreement)
    signature = make.signature(agreement)
    values = drawn(client.get(url_of(agreement)))
    values = add_row(values, "parties", name_es="Gobierno", role="party", position=1)

    saved(client, agreement, values, **{"signatures-0-party": "row-2"})

    signature.refresh_from_db()
    assert str(signature.party) == "Gobierno"
