"""The history of a record: who changed what, when and why, for who may read it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from iompanama.publishing.acting import acting
from partners.models import Agreement, PageText, Party, Signature
from tests import make
from tests.filling import send

pytestmark = pytest.mark.django_db

AGREEMENTS = "/en/admin/partners/agreement"


@pytest.fixture
def elena(client):
    person = make.staff("Partnerships", "elena")
    person.first_name, person.last_name = "Elena", "Ríos"
    person.save()
    client.force_login(person)
    return person


def address(record, language="en"):
    kind = record._meta.model_name
    return f"/{language}/admin/partners/{kind}/{record.pk}/history/"


def acts(client, record, language="en", **query):
    """The acts of a page of the history, the newest first."""
    return client.get(address(record, language), query).context["page"].acts


def said(act):
    """Columns of the record by label: what went and what came."""
    return {told.label: in_words(told) for told in act.own}


def in_words(told):
    kept = {"same": "{}", "del": "[-{}-]", "ins": "[+{}+]"}
    return "".join(kept[piece.kind].format(piece.words) for piece in told.pieces)


def rows(act):
    return [
        (row.kind, row.name, row.action, {t.label: in_words(t) for t in row.columns})
        for row in act.rows
    ]


def test_correction_is_told_with_who_when_and_why(client, elena):
    agreement = make.agreement(signed_on="2024-01-10", notice_days=60)
    send(
        client,
        f"{AGREEMENTS}/{agreement.pk}/change/",
        notice_days="90",
        renewal="by_agreement",
        correction="The paper says so.",
    )

    newest, entered = acts(client, agreement)
    assert said(newest) == {
        "Renewal": "[-not recorded-][+if both sides agree+]",
        "Notice (days)": "[-60-][+90+]",
    }
    assert (newest.actor, newest.reason) == (elena, "The paper says so.")
    assert (entered.actor, entered.action) == (None, "Entered.")
    page = client.get(address(agreement)).content.decode()
    assert "Elena Ríos" in page
    assert "The system" in page


def test_history_speaks_the_language_of_the_reader(client, elena):
    agreement = make.agreement(summary_es="El plazo es de dos años.")
    with acting(None, "Loaded from a file."):
        Agreement.objects.update(
            summary_es="El plazo es de tres años.", is_open_ended=True
        )

    newest = acts(client, agreement, "es")[0]
    assert said(newest) == {
        "Resumen en español": "El plazo es de [-dos-][+tres+] años.",
        "Sin fin": "[-no-][+sí+]",
    }
    assert newest.reason == "Cargado de un archivo."
    assert [told.lang for told in newest.own] == ["es", ""]


def test_day_is_told_as_precisely_as_it_was_known(client, elena):
    agreement = make.agreement(signed_on="2024-01-01", signed_on_precision="year")
    with acting(None, "Seen."):
        Agreement.objects.update(signed_on_precision="month")
    with acting(None, "Seen."):
        Agreement.objects.update(
            signed_on=dt.date(2024, 3, 1), signed_on_precision="month"
        )

    newest, before, _entered = acts(client, agreement)
    assert said(before) == {"Signed on": "[-2024-][+January 2024+]"}
    assert said(newest) == {"Signed on": "[-January 2024-][+March 2024+]"}


def test_rows_that_came_changed_and_went_are_told_by_name(client, elena):
    agreement = make.agreement()
    ministry = make.institution(name_en="Ministry of Health")
    party = make.party(agreement, institution=ministry)
    signature = make.signature(agreement, party=party, name_as_signed="Ana Ruiz")
    with acting(None):
        Party.objects.update(role="donor")
        Signature.objects.update(capacity_en="Minister")
    with acting(None):
        signature.delete()
        party.delete()

    gone, changed, entered = acts(client, agreement)
    assert rows(entered)[0][:3] == ("Party", "Ministry of Health", "added")
    assert rows(changed) == [
        ("Party", "Ministry of Health", "changed", {"Role": "[-Party-][+Donor+]"}),
        (
            "Signature",
            "Ana Ruiz",
            "changed",
            {"Capacity in English": "[-Director-][+Minister+]"},
        ),
    ]
    assert [row[:3] for row in rows(gone)] == [
        ("Signature", "Ana Ruiz", "taken out"),
        ("Party", "Ministry of Health", "taken out"),
    ]


def test_topics_places_and_readers_are_told_as_lists(client, elena):
    agreement = make.agreement()
    kept, gone, come = (make.topic(name_en=name) for name in ("A", "B", "C"))
    agreement.topics.set([kept, gone])
    with acting(elena):
        agreement.topics.set([kept, come])
        agreement.readers.add(elena)

    newest = acts(client, agreement)[0]
    assert said(newest) == {"Topics": "[-B-][+C+]", "Named readers": "[+elena+]"}


def test_list_written_anew_in_one_go_tells_only_what_is_another(client, elena):
    agreement, topic, other = make.agreement(), make.topic(), make.topic(name_en="New")
    agreement.topics.set([topic])
    with acting(elena):
        agreement.topics.clear()
        agreement.topics.set([topic, other])

    assert said(acts(client, agreement)[0]) == {"Topics": "[+New+]"}


def test_relation_is_told_from_both_ends(client, elena):
    agreement, addendum = make.agreement(), make.agreement(kind="addendum")
    with acting(None):
        make.relation(addendum, "amends", agreement, new_ends_on="2028-06-30")

    name = f"{addendum.title_en} amends {agreement.title_en}"
    for record in (agreement, addendum):
        assert rows(acts(client, record)[0]) == [
            ("Relation", name, "added", {"Moves the end to": "30 June 2028"})
        ]


def test_post_is_told_on_the_page_of_the_institution_too(client, elena):
    post = make.appointment(post_en="Director")
    post.is_acting = True
    with acting(None):
        post.save()

    for record in (post.official, post.institution):
        ((kind, _name, action, columns),) = rows(acts(client, record)[0])
        assert (kind, action) == ("Appointment", "changed")
        assert columns == {"Acting": "[-no-][+yes+]"}


def test_bold_alone_is_told_as_what_it_is(client, elena):
    agreement = make.agreement(body_en="<p>Two years.</p>")
    with acting(None):
        Agreement.objects.update(body_en="<p><strong>Two</strong> years.</p>")

    page = client.get(address(agreement)).content.decode()
    assert "The words are the same; bold, headings or links are not." in page


def test_picture_is_told_without_the_name_of_its_file(client, elena):
    institution = make.institution()
    for number in (1, 2):
        with acting(None):
            institution.mark = f"marks/{number}.png"
            institution.save()

    newest, before, _entered = acts(client, institution)
    assert said(before) == {"Mark": "[+a file+]"}
    assert said(newest) == {"Mark": "[-a file-][+another file+]"}


def test_what_is_typed_into_a_record_is_shown_as_text(client, elena):
    agreement = make.agreement()
    with acting(elena, "<b>why</b>"):
        Agreement.objects.update(notes="<script>alert(1)</script>")

    page = client.get(address(agreement)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;why&lt;/b&gt;" in page


# Who may read it.


def test_history_of_a_closed_record_is_not_found(client, elena):
    secret = make.agreement(access="confidential", title_es="Acuerdo reservado")

    assert client.get(address(secret)).status_code == 404
    secret.readers.add(elena)
    assert client.get(address(secret)).status_code == 200


def test_record_a_reader_may_not_see_is_not_named(client):
    open_one = make.agreement(access="public")
    hidden = make.agreement(access="internal", title_en="Hidden title")
    make.relation(open_one, "related", hidden)
    client.force_login(
        make.user("outsider", "partners.view_agreement", "partners.view_relation")
    )

    page = client.get(address(open_one)).content.decode()
    assert "Hidden title" not in page
    assert "(not shown)" in page


def test_confidential_paper_is_not_told_to_who_may_not_open_it(client, elena):
    agreement = make.agreement(access="internal")
    make.document(agreement, access="confidential", title_en="Secret annex")
    make.document(agreement, access="internal", title_en="Plain annex")

    page = client.get(address(agreement)).content.decode()
    assert "Plain annex" in page
    assert "Secret annex" not in page
    client.force_login(make.staff("Head of office"))
    assert "Secret annex" in client.get(address(agreement)).content.decode()


def test_paper_that_is_gone_is_told_to_who_could_open_it(client, elena):
    agreement = make.agreement(access="internal")
    make.document(agreement, access="confidential", title_en="Secret annex").delete()
    make.document(agreement, access="internal", title_en="Plain annex").delete()
    with acting(None):
        agreement.documents.all().delete()

    page = client.get(address(agreement)).content.decode()
    assert "Secret annex" not in page


def put_right(page, user):
    PageText.objects.filter(pk=page.pk).update(
        text="Página",
        origin=PageText.Origin.TYPED,
        corrected_by=user,
        corrected_at=timezone.now(),
    )


def test_a_scan_that_was_filed_and_a_page_corrected_are_told(client, elena):
    agreement = make.agreement(access="internal")
    document = make.document(agreement, title_en="Signed text")
    with acting(elena):
        version = make.version(document, name="scan.pdf")
    page = make.page_text(version, text="Pagina")
    with acting(elena, "A letter was wrong."):
        put_right(page, elena)

    corrected, filed = acts(client, agreement)[:2]

    [(kind, name, action, columns)] = rows(filed)
    assert (kind, name, action) == ("Version", "Signed text (1)", "added")
    assert columns["Name of the file"] == "scan.pdf"
    assert columns["SHA-256"] == version.sha256
    [(_kind, name, action, columns)] = rows(corrected)
    assert (name, action) == ("Signed text, page 1", "changed")
    assert columns["Text"] == "[-Pagina-][+Página+]"


def test_what_was_done_with_a_hidden_paper_leaves_no_trace(client, elena):
    agreement = make.agreement(access="internal")
    before = len(acts(client, agreement))
    hidden = make.document(agreement, access="confidential")
    page = make.page_text(make.version(hidden), text="Pagina")
    with acting(None, "A letter was wrong."):
        put_right(page, elena)

    assert len(acts(client, agreement)) == before
    client.force_login(make.staff("Head of office"))
    assert len(acts(client, agreement)) > before


def test_rows_of_a_kind_the_reader_has_no_right_to_are_left_out(client):
    agreement = make.agreement(access="public")
    make.focal_point(agreement, email="ana@example.org")
    client.force_login(make.user("outsider", "partners.view_agreement"))

    assert "ana@example.org" not in client.get(address(agreement)).content.decode()


# Pages and costs.


def test_history_turns_its_pages(client, elena):
    agreement = make.agreement()
    for number in range(25):
        with acting(elena):
            Agreement.objects.update(notes=f"Note {number}")

    assert len(acts(client, agreement)) == 20
    assert [said(act) for act in acts(client, agreement, page=2)][:-1] == [
        {"Internal notes": f"Note [-{n - 1}-][+{n}+]"} for n in (4, 3, 2, 1)
    ] + [{"Internal notes": "[+Note 0+]"}]
    assert len(acts(client, agreement, page="none")) == 20
    assert len(acts(client, agreement, page=99)) == 6


def rich(agreement, count):
    """Acts that touch every kind of row, each naming records of its own."""
    for _n in range(count):
        with acting(make.user("ana"), "Entered."):
            party = make.party(agreement)
            make.signature(
                agreement, party=party, official=make.official(), place=make.place()
            )
            make.relation(agreement, "related", make.agreement())
            make.document(agreement)
            make.focal_point(agreement)
            agreement.topics.add(make.topic())
        with acting(None, "Corrected."):
            Party.objects.filter(pk=party.pk).update(institution=make.institution())
            Signature.objects.filter(party=party).update(official=make.official())
            make.party(agreement).delete()


def test_history_costs_the_same_whatever_it_tells(client, elena):
    few, many = make.agreement(), make.agreement()
    rich(few, 1)
    rich(many, 8)
    client.get(address(few))

    counts = []
    for agreement in (few, many):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address(agreement))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 30
