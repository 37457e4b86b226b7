"""The public register as data that anybody may take and use."""

import csv
import datetime as dt
import io
import json

import pytest
from django.utils import timezone

from partners.opendata.fields import FIELDS

from . import make

pytestmark = pytest.mark.django_db

PAGE = "/en/agreements/open-data/"


def taken(client, ending):
    answer = client.get(f"/en/agreements/open-data.{ending}")
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def as_json(client):
    return json.loads(taken(client, "json"))["agreements"]


def as_table(client):
    return list(csv.DictReader(io.StringIO(taken(client, "csv"))))


def test_agreement_is_told_with_parties_signatures_documents_and_relations(client):
    before = make.agreement(key="before", access="public")
    agreement = make.agreement(
        key="water",
        access="public",
        title_es="Acuerdo de agua",
        title_en="Water agreement",
        signed_on="2024-10-01",
        signed_on_precision="month",
        ends_on=timezone.localdate() + dt.timedelta(days=400),
    )
    party = make.party(agreement, institution=make.institution(name_es="Ministerio"))
    make.signature(agreement, party=party, name_as_signed="Ana Pérez")
    make.document(agreement, access="public", title_en="Signed text")
    make.document(agreement, access="internal", title_en="Hidden annex")
    make.relation(agreement, "replaces", before)

    row = next(each for each in as_json(client) if each["id"] == "water")

    assert row["title"] == {"es": "Acuerdo de agua", "en": "Water agreement"}
    assert row["status"] == "in_force"
    assert row["dateSigned"] == "2024-10"
    assert row["parties"][0]["name"]["es"] == "Ministerio"
    assert row["signatories"][0]["name"] == "Ana Pérez"
    assert [each["title"]["en"] for each in row["documents"]] == ["Signed text"]
    assert row["relatedAgreements"] == [
        {"relationship": "replaces", "identifier": "before"}
    ]
    assert row["uri"].endswith("/es/acuerdos/" + agreement.slug_es + "/")


@pytest.mark.parametrize("access", ["internal", "confidential"])
def test_what_is_not_public_is_nowhere_in_the_data_for_staff_either(client, access):
    hidden = make.agreement(access=access, title_en="Hidden", title_es="Oculto")
    shown = make.agreement(access="public")
    make.relation(shown, "related", hidden)
    client.force_login(make.staff("Head of office"))

    for ending in ("csv", "json"):
        text = taken(client, ending)
        assert "Hidden" not in text
        assert hidden.key not in text


def test_table_has_a_column_for_each_language_and_no_formulas(client):
    make.agreement(access="public", title_es="=1+1", title_en="Café, “x”; y\nz")

    row = as_table(client)[0]

    assert row["title_es"] == "'=1+1"
    assert row["title_en"].startswith("Café")
    assert row["iomIsParty"] == "true"


def test_every_field_of_the_files_is_described(client):
    make.agreement(access="public")
    page = client.get(PAGE).content.decode()

    names = [field.name for field in FIELDS]
    assert list(as_json(client)[0]) == names
    assert all(f"<code>{name}</code>" in page for name in names)
    assert "Set-Cookie" not in client.get(PAGE).headers


def test_files_cost_one_query_whatever_their_length(
    client, django_assert_max_num_queries
):
    for _n in range(30):
        make.party(make.agreement(access="public"))

    with django_assert_max_num_queries(1):
        assert len(as_json(client)) == 30


def test_empty_register_is_a_whole_file_too(client):
    assert as_json(client) == []
    assert as_table(client) == []
