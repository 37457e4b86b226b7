"""A record is brought back as it was: with a reason, as a whole, or not at all."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection

from iompanama.publishing.acting import acting
from iompanama.publishing.languages import untranslated
from partners.history.restoring import Plan, restore
from partners.models import (
    Agreement,
    Appointment,
    Change,
    Document,
    Institution,
    Official,
    Party,
    Relation,
    Signature,
)
from tests import make
from tests.test_history import in_words, rows, said
from tests.test_log import lines
from tests.together import together

pytestmark = pytest.mark.django_db

START = "/en/admin/partners"


@pytest.fixture
def elena(client):
    person = make.staff("Partnerships", "elena")
    client.force_login(person)
    return person


@pytest.fixture
def head(client):
    person = make.staff("Head of office")
    client.force_login(person)
    return person


@pytest.fixture
def signed():
    """Signed some time ago, with rows of every kind."""
    with acting(None, "Entered."):
        agreement = make.agreement(
            signed_on="2024-01-10",
            signed_on_precision="day",
            notice_days=60,
            amount=Decimal("1234567.89"),
            currency="USD",
            areas_es=["Salud"],
        )
        party = make.party(agreement)
        make.signature(agreement, party=party)
        make.focal_point(agreement)
        make.document(agreement)
        agreement.topics.add(make.topic())
    return agreement


def then(record):
    """The act that wrote the record last."""
    return lines(record)[-1]


def address(record, act):
    kind = record._meta.model_name
    return f"{START}/{kind}/{record.pk}/history/{act}/"


def bring(client, url, reason="It was right before."):
    """Look at what would change, and press the button."""
    latest = client.get(url).context["latest"]
    return client.post(url, {"reason": reason, "latest": latest})


def told(context):
    """What the preview says: own columns, and rows."""
    return {each.label: in_words(each) for each in context["told"]["own"]}


def snapshot(*models):
    """Every row as the database has it, but for what only saving leaves behind."""
    found = {}
    with connection.cursor() as cursor:
        for model in models:
            table, left_out = model._meta.db_table, ["changed_at", *untranslated(model)]
            cursor.execute(
                f"SELECT to_jsonb(t) - %s::text[] FROM {table} t ORDER BY id",
                [left_out],
            )
            found[table] = [row for (row,) in cursor.fetchall()]
    return found


ALL = (
    Agreement,
    Party,
    Signature,
    Relation,
    Document,
    Agreement.topics.through,
    Agreement.readers.through,
    Agreement.focal_points.rel.related_model,
)


def test_preview_says_what_would_change_and_changes_nothing(client, elena, signed):
    act = then(signed).act
    with acting(None, "Wrong."):
        Agreement.objects.update(notice_days=90, areas_es=["Salud", "Datos"])
        make.party(signed, institution=make.institution(name_en="Bank"))
        signed.topics.clear()

    before = snapshot(*ALL)
    page = client.get(address(signed, act))

    assert told(page.context)["Notice (days)"] == "[-90-][+60+]"
    assert "Datos-]" in told(page.context)["Areas in Spanish"]
    assert told(page.context)["Topics"].startswith("[+")
    ((kind, name, action, _columns),) = rows_of(page)
    assert (kind, name, action) == ("Party", "Bank", "goes")
    assert snapshot(*ALL) == before


def rows_of(page):
    return rows(type("Act", (), {"rows": page.context["told"]["rows"]}))


def test_record_is_again_as_it_was_to_the_letter(client, elena, signed):
    other = make.agreement()
    was, act = snapshot(*ALL), then(signed).act
    with acting(None, "Wrong."):
        Agreement.objects.filter(pk=signed.pk).update(
            notice_days=90,
            signed_on=dt.date(2024, 1, 1),
            signed_on_precision="month",
            amount=None,
            areas_es=[],
            body_es="<p>Otro texto.</p>",
        )
        Signature.objects.all().delete()
        Party.objects.all().delete()
        make.party(signed)
        make.signature(signed)
        make.relation(signed, "related", other)
        signed.topics.set([make.topic()])
        signed.readers.add(elena)
        Document.objects.update(title_es="Otro título")

    response = bring(client, address(signed, act))

    assert response.status_code == 302
    assert snapshot(*ALL) == was


def test_restoring_is_an_act_with_its_person_and_reason(client, elena, signed):
    act = then(signed).act
    with acting(None, "Wrong."):
        Agreement.objects.update(notice_days=90)

    bring(client, address(signed, act), "The paper says sixty.")

    last = then(signed)
    assert (last.before, last.after) == ({"notice_days": 90}, {"notice_days": 60})
    assert (last.actor, last.reason) == (elena, "The paper says sixty.")
    newest = client.get(f"{START}/agreement/{signed.pk}/history/").context["page"].acts
    assert said(newest[0]) == {"Notice (days)": "[-90-][+60+]"}


def test_restoring_can_be_undone_by_restoring(client, elena, signed):
    act = then(signed).act
    with acting(None, "Right."):
        Agreement.objects.update(notice_days=90)
        make.party(signed)
    right, written = snapshot(*ALL), then(signed).act

    bring(client, address(signed, act))
    bring(client, address(signed, written))

    assert snapshot(*ALL) == right


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001])
def test_nothing_is_restored_without_a_reason(client, elena, signed, reason):
    act = then(signed).act
    with acting(None, "Wrong."):
        Agreement.objects.update(notice_days=90)

    response = bring(client, address(signed, act), reason)

    assert response.status_code == 409
    assert response.context["form"].errors["reason"]
    signed.refresh_from_db()
    assert signed.notice_days == 90


def test_paper_filed_since_stays(client, elena, signed):
    act = then(signed).act
    with acting(None):
        filed = make.document(signed, title_es="Escaneo")
        signed.documents.exclude(pk=filed.pk).delete()

    bring(client, address(signed, act))

    assert signed.documents.count() == 2


def test_relation_entered_on_the_other_record_is_not_touched(client, elena, signed):
    act = then(signed).act
    with acting(None):
        addendum = make.agreement(kind="addendum")
        make.relation(addendum, "amends", signed)

    page = client.get(address(signed, act))

    assert "The record is today as it was then." in page.content.decode()
    assert Relation.objects.count() == 1


def test_post_of_a_person_is_restored(client, elena):
    post = make.appointment(since="2020-01-01", post_es="Ministra")
    act = then(post.official).act
    with acting(None):
        Appointment.objects.update(post_es="Directora", since=dt.date(2021, 1, 1))

    bring(client, address(post.official, act))

    post.refresh_from_db()
    assert (post.post_es, post.since) == ("Ministra", dt.date(2020, 1, 1))


def test_institution_gets_its_name_and_address_back(client, elena):
    institution = make.institution(slug_es="ministerio", name_es="Ministerio")
    act = then(institution).act
    with acting(None):
        Institution.objects.update(slug_es="otro", name_es="Otro")

    bring(client, address(institution, act))

    institution.refresh_from_db()
    assert (institution.slug_es, institution.name_es) == ("ministerio", "Ministerio")
    assert client.get("/es/instituciones/otro/").status_code == 301


def test_address_taken_by_another_record_is_said(client, elena, signed):
    act, slug = then(signed).act, signed.slug_es
    with acting(None):
        Agreement.objects.update(slug_es="nuevo")
    make.agreement(slug_es=slug)

    response = bring(client, address(signed, act))

    assert response.status_code == 409
    assert response.context["reasons"] == ["Another record has this address already."]
    signed.refresh_from_db()
    assert signed.slug_es == "nuevo"


def test_row_whose_record_is_gone_cannot_come_back(client, elena, signed):
    act = then(signed).act
    with acting(None, "Wrong."):
        institution = signed.parties.get().institution
        signed.signatures.update(party=None)
        signed.parties.all().delete()
        institution.delete()

    page = client.get(address(signed, act))

    assert page.context["obstacles"] == [
        f"“{institution}” cannot come back: institution it refers to is gone."
    ]
    assert 'value="Restore"' not in page.content.decode()
    forced = client.post(
        address(signed, act), {"reason": "x", "latest": page.context["latest"]}
    )
    assert forced.status_code == 409


def test_topic_that_is_gone_is_left_out(client, elena, signed):
    act = then(signed).act
    with acting(None, "Wrong."):
        Agreement.objects.update(notice_days=90)
        signed.topics.all().delete()

    assert bring(client, address(signed, act)).status_code == 302
    signed.refresh_from_db()
    assert signed.notice_days == 60


# Who may, and two at once.


@pytest.mark.parametrize("role", ["Staff readers", "Editors", "Publishers"])
def test_readers_of_a_record_do_not_restore_it(client, signed, role):
    client.force_login(make.staff(role))
    act = then(signed).act

    assert client.get(address(signed, act)).status_code == 403
    history = client.get(f"{START}/agreement/{signed.pk}/history/").content.decode()
    assert "Restore" not in history


def test_closed_record_is_neither_shown_nor_restored(client, elena, signed):
    act = then(signed).act
    Agreement.objects.update(access="confidential")

    assert client.get(address(signed, act)).status_code == 404
    assert client.post(address(signed, act), {"reason": "x"}).status_code == 404


def test_act_of_another_record_is_not_found(client, elena, signed):
    with acting(None):
        other = make.agreement()

    assert client.get(address(signed, then(other).act)).status_code == 404


def test_who_restores_a_record_closed_to_her_goes_to_the_list(client, elena):
    with acting(None):
        agreement = make.agreement(access="confidential")
    act = then(agreement).act
    with acting(None):
        Agreement.objects.update(access="internal")

    response = bring(client, address(agreement, act))

    assert response.url == f"{START}/agreement/"
    assert client.get(response.url).status_code == 200


def test_change_since_the_preview_is_shown_before_anything_is_restored(
    client, elena, signed
):
    act = then(signed).act
    with acting(None, "Wrong."):
        Agreement.objects.update(notice_days=90)
    form = client.get(address(signed, act)).context["latest"]
    with acting(None, "Wrong again."):
        Agreement.objects.update(notice_days=120)

    response = client.post(address(signed, act), {"reason": "x", "latest": form})

    assert response.status_code == 409
    assert "changed meanwhile" in response.content.decode()
    assert told(response.context) == {"Notice (days)": "[-120-][+60+]"}
    assert response.context["latest"] > form
    assert 'name="reason"' in response.content.decode()
    signed.refresh_from_db()
    assert signed.notice_days == 120


@pytest.mark.parametrize("latest", ["", "x", "-1", "9" * 30])
def test_forged_form_restores_nothing(client, elena, signed, latest):
    act = then(signed).act
    with acting(None, "Wrong."):
        Agreement.objects.update(notice_days=90)

    response = client.post(address(signed, act), {"reason": "x", "latest": latest})

    assert response.status_code == 409
    signed.refresh_from_db()
    assert signed.notice_days == 90


@pytest.mark.django_db(transaction=True)
def test_two_who_restore_at_once_do_it_once():
    person = make.user("elena")
    agreement = make.agreement(notes="right")
    first = then(agreement).pk
    Agreement.objects.update(notes="wrong")
    latest = then(agreement).pk

    def back():
        return restore(Plan(Agreement, agreement.pk, first, person), "Back.", latest)

    outcomes = together(back, back)

    assert sorted(type(each).__name__ for each in outcomes) == [
        "Agreement",
        "StepRefused",
    ]
    assert len(lines(agreement, reason="Back.")) == 1


# Deleted records.


@pytest.fixture
def gone(signed):
    """A signed agreement that was deleted, with a relation from another record."""
    with acting(None, "Entered."):
        make.relation(make.agreement(), "related", signed)
    was, key = snapshot(*ALL), signed.pk
    with acting(None, "By mistake."):
        signed.delete()
    return key, was


def test_deleted_record_comes_back_with_all_that_belonged_to_it(client, head, gone):
    key, was = gone

    page = client.get(f"{START}/agreement/deleted/").content.decode()
    assert "By mistake." in page
    assert f"/agreement/deleted/{key}/" in page
    response = bring(client, f"{START}/agreement/deleted/{key}/", "It was right.")

    assert response.url == f"{START}/agreement/{key}/change/"
    assert snapshot(*ALL) == was
    assert f"/agreement/deleted/{key}/" not in (
        client.get(f"{START}/agreement/deleted/").content.decode()
    )


def test_deleted_person_comes_back_with_posts(client, head):
    post = make.appointment()
    key, was = post.official.pk, snapshot(Official, Appointment)
    with acting(None):
        post.official.delete()

    bring(client, f"{START}/official/deleted/{key}/")

    assert snapshot(Official, Appointment) == was


def test_record_deleted_twice_is_listed_once(client, head):
    official = make.official()
    key = official.pk
    for _time in range(2):
        with acting(None):
            Official.objects.get(pk=key).delete()
        if _time == 0:
            bring(client, f"{START}/official/deleted/{key}/")

    page = client.get(f"{START}/official/deleted/").content.decode()
    assert page.count(f"/official/deleted/{key}/") == 1


@pytest.mark.parametrize("role", ["Staff readers", "Editors", "Partnerships"])
def test_deleted_records_are_for_who_may_delete(client, gone, role):
    client.force_login(make.staff(role))

    for url in ("deleted/", f"deleted/{gone[0]}/"):
        assert client.get(f"{START}/agreement/{url}").status_code == 403
    assert "deleted/" not in client.get(f"{START}/agreement/").content.decode()


def test_deleted_confidential_record_is_not_told(client):
    secret = make.agreement(access="confidential", title_es="Acuerdo reservado")
    key = secret.pk
    with acting(None):
        secret.delete()
    client.force_login(
        make.user(
            "deputy",
            "partners.view_agreement",
            "partners.delete_agreement",
            "partners.read_internal",
        )
    )

    assert "reservado" not in client.get(f"{START}/agreement/deleted/").content.decode()
    assert client.get(f"{START}/agreement/deleted/{key}/").status_code == 404


def test_record_that_is_there_cannot_be_brought_back(client, head, signed):
    assert client.get(f"{START}/agreement/deleted/{signed.pk}/").status_code == 404
    assert client.get(f"{START}/agreement/deleted/{'9' * 30}/").status_code == 404


def test_name_taken_meanwhile_is_said_before_the_record_comes_back(client, head):
    official = make.official(slug="ana-ruiz")
    key = official.pk
    with acting(None):
        official.delete()
    make.official(slug="ana-ruiz")

    response = bring(client, f"{START}/official/deleted/{key}/")

    assert response.status_code == 409
    assert response.context["reasons"]
    assert not Official.objects.filter(pk=key).exists()


def test_lines_of_the_log_stay_whatever_is_restored(client, elena, signed):
    with acting(None, "Wrong."):
        Agreement.objects.update(notice_days=90)
    written = list(Change.objects.order_by("pk").values())

    bring(client, address(signed, lines(signed)[0].act))

    assert list(Change.objects.order_by("pk").values())[: len(written)] == written
