"""The page of one agreement: what it says, on any day, in two languages."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine

from iompanama.pages.models import SiteSettings
from partners.deadlines.coming import keys
from partners.models import Agreement
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TODAY = dt.date(2026, 11, 21)
RENEWING = {
    "signed_on": "2024-03-12",
    "in_force_on": "2024-03-12",
    "ends_on": "2027-03-11",
    "renewal": "automatic",
    "renewal_months": 12,
    "notice_days": 60,
    "duration_months": 36,
}


@pytest.fixture
def today():
    with time_machine.travel(dt.datetime(2026, 11, 21, 17, tzinfo=dt.UTC), tick=False):
        yield


def page(client, agreement, code="es", **asked):
    return client.get(agreement.url_in(code), asked).content.decode()


def part(page, heading):
    """What stands under a heading, up to the next part."""
    start = page.index(f'id="{heading}"')
    return page[start : page.index("</section>", start)]


def test_title_summary_kind_reference_and_access(client):
    agreement = make.agreement(
        title_en="Memorandum on data",
        summary_en="Shares series.",
        reference="OIM-PA/1",
        is_sample=True,
    )

    text = page(client, agreement, "en")

    assert "<h1>Memorandum on data</h1>" in text
    assert '<p class="lead">Shares series.</p>' in text
    assert "Memorandum of understanding<b>OIM-PA/1</b>Public" in text
    assert "Invented to try the site out." in text


@pytest.mark.parametrize(
    ("role", "leads"), [("Partnerships", 1), ("Staff readers", 0), (None, 0)]
)
def test_whoever_may_change_it_is_led_to_its_form(client, role, leads):
    agreement = make.agreement()
    form = f"/en/admin/partners/agreement/{agreement.pk}/change/"
    if role:
        client.force_login(make.staff(role))

    response = client.get(agreement.url_in("en"))

    link = f'<a href="{form}">Edit this agreement</a>'
    assert response.content.decode().count(link) == leads
    assert "Cookie" not in response.headers.get("Vary", "") or role
    if leads:
        assert client.get(form).status_code == 200


def test_a_closed_record_leads_nobody_to_its_form(client):
    client.force_login(make.staff("Partnerships"))
    closed = make.agreement(access="confidential")

    there = page(client, closed, "en")

    assert closed.title_en in there
    assert "Edit this agreement" not in there


def test_state_sentence_line_and_moments_of_today(client):
    agreement = make.agreement(**RENEWING)

    state = part(page(client, agreement, "en"), "state")

    assert "Ending soon" in state
    assert (
        "In force; renews by itself on 11 March 2027 unless notice is given by "
        "10 January 2027.</p>"
    ) in state
    assert (
        'class="lifeline life-whole life-ending_soon" height="110" role="img"' in state
    )
    assert (
        '<th scope="row">10 January 2027</th><td>Last day to give notice, 60 days'
        in state
    )
    assert state.count('class="life-number"') == state.count('<th scope="row">') == 4


def test_the_state_of_another_day(client):
    agreement = make.agreement(**RENEWING)

    state = part(page(client, agreement, "en", on="2024-01-01"), "state")

    assert "1 January 2024" in state
    assert "In negotiation" in state
    assert "Not yet signed on that day." in state
    assert "12 March" not in state


def test_the_language_switch_keeps_the_day(client):
    agreement = make.agreement(slug_es="memorando", slug_en="memorandum")

    page = client.get(agreement.url_in("es"), {"on": "2024-01-01"}).text

    assert 'href="/en/agreements/memorandum/?on=2024-01-01"' in page
    assert 'hreflang="en" href="http://testserver/en/agreements/memorandum/"' in page


@pytest.mark.parametrize(
    "on", ["0001-01-01", "9999-12-31", "2200-01-01", "tomorrow", "\x00", "9" * 5000]
)
def test_a_day_that_cannot_be_read_is_said(client, on):
    text = page(client, make.agreement(**RENEWING), "en", on=on)

    assert "This is not a day between" in text
    assert "Ending soon" in text


@pytest.mark.parametrize("on", ["1900-01-01", "2199-12-31", "2028-02-29"])
def test_any_day_within_the_bounds_is_answered(client, on):
    make_all = [
        make.agreement(**RENEWING),
        make.agreement(signed_on="2024-01-01", ends_on="9999-12-31"),
        make.agreement(**{**RENEWING, "ends_on": "9999-12-31"}),
        make.agreement(is_signed=True),
        make.agreement(),
    ]
    for agreement in make_all:
        response = client.get(agreement.url_in("es"), {"on": on})

        assert response.status_code == 200


def test_each_party_with_who_signed_for_it_where_and_when(client):
    agreement = make.agreement(signed_on="2022-05-20")
    snm = make.institution(name_en="Migration Service", acronym_en="SNM")
    provider = make.party(agreement, institution=snm, role="data_provider")
    make.party(agreement, name_en="United Nations", role="observer")
    make.signature(
        agreement,
        party=provider,
        official=make.official(name="Ernesto Quintero", slug="ernesto-quintero"),
        name_as_signed="E. Quintero B.",
        capacity_en="Head of Statistics, by delegation",
        signed_on="2022-05-19",
        place=make.place(name_en="Panama City"),
    )

    who = part(page(client, agreement, "en"), "who")

    assert "Migration Service (SNM)</a>" in who
    assert "Data provider" in who
    assert '<a href="/en/officials/ernesto-quintero/">E. Quintero B.</a>' in who
    assert "Head of Statistics, by delegation<br>Signed on 19 May 2022" in who
    assert "in Panama City" in who
    after = who[who.index("United Nations") :]
    assert "Observer" in after
    assert "Does not sign" in after


def test_signatures_that_nobody_recorded_are_not_a_refusal_to_sign(client):
    agreement = make.agreement(signed_on="2021-07-01")
    make.party(agreement)

    who = part(page(client, agreement, "en"), "who")

    assert "Signatures not recorded" in who
    assert "Does not sign" not in who


def test_a_signature_for_no_party_on_record_is_shown(client):
    agreement = make.agreement(signed_on="2021-11-30")
    make.signature(agreement, name_as_signed="Grace Whitfield")

    who = part(page(client, agreement, "en"), "who")

    assert "Grace Whitfield" in who
    assert "Party not recorded" in who


def test_no_heading_stands_over_nothing(client):
    bare = make.agreement(body_en="")
    known = make.agreement(remark_en="Only the signature is certain.", body_en="")
    told = make.agreement(remark_en="The same.", body_en="<p>It says so.</p>")

    there = page(client, bare, "en")

    assert "Parties and signatures" in there
    for empty in ("On record", "<aside", 'class="prose"', "text-none"):
        assert empty not in there
    there = page(client, known, "en")
    assert "Only the signature" in part(there, "facts")
    assert "text-none" in there
    assert 'class="prose"' not in there
    assert "text-none" not in page(client, told, "en")


def test_documents_say_language_authenticity_and_access(client):
    agreement = make.agreement()
    make.document(agreement, title_en="Signed text", is_authentic=True, access="public")
    make.document(agreement, title_en="Annex 1", kind="annex", language="fr")

    client.force_login(make.user("ana", "partners.read_internal"))
    documents = part(page(client, agreement, "en"), "documents")

    assert "Spanish · authentic text</span>" in documents
    assert "Annex 1<br>" in documents
    assert "Annex · French · staff only" in documents


def test_what_is_not_known_is_said(client):
    glance = part(page(client, make.agreement(), "en"), "glance")

    for label in (
        "In force from",
        "End of the term",
        "Renewal",
        "Notice",
        "Areas",
        "What it promises on data",
        "Languages",
        "Where the original is kept",
        "Focal points at IOM",
        "Focal points on the other side",
    ):
        unknown = f'<dt>{label}</dt><dd class="unknown">Not recorded</dd>'
        assert unknown in glance


def test_what_people_ask_first_is_at_a_glance(client):
    agreement = make.agreement(
        **RENEWING,
        custody_en="Legal office",
        areas_en=["Data", "Training"],
        on_data_en="Only totals.",
        authentic_languages=["es", "ht-x"],
    )
    make.document(agreement, language="en", access="public")
    make.focal_point(
        agreement,
        institution=make.institution(acronym_en="OFF", is_the_office=True),
        unit_en="Data unit",
    )
    make.focal_point(
        agreement, institution=make.institution(acronym_en="SNM"), unit_en="Statistics"
    )

    glance = part(page(client, agreement, "en"), "glance")

    for label, value in {
        "In force from": "12 March 2024",
        "End of the term": "11 March 2027, in 110 days",
        "Renewal": "Renews by itself, for a year each time",
        "Notice": "60 days before; last day: 10 January 2027, in 50 days",
        "Areas": "Data; Training",
        "What it promises on data": "Only totals.",
        "Languages": "Spanish, authentic; ht-x, authentic; English, translation",
        "Where the original is kept": "Legal office",
        "Focal points at IOM": "Data unit (OFF)",
        "Focal points on the other side": "Statistics (SNM)",
    }.items():
        assert f"<dt>{label}</dt><dd>{value}</dd>" in glance


MONTH = {**RENEWING, "ends_on": "2027-03-31", "ends_on_precision": "month"}


def test_last_day_of_notice_is_one_wherever_it_is_told(client):
    """The end is known to its month alone: its last day counts, as in every list."""
    agreement = make.agreement(**MONTH)
    there = page(client, agreement, "es")

    said = "si nadie da aviso hasta el 30 de enero de 2027."
    assert said in part(there, "state")
    assert (
        '<th scope="row">30 de enero de 2027</th>'
        "<td>Último día para avisar, 60 días antes del fin</td>"
    ) in part(there, "state")
    assert "último día: 30 de enero de 2027, dentro de" in part(there, "glance")
    listed = client.get("/es/acuerdos/").content.decode()
    assert "Aviso: hasta el 30 de enero." in listed
    [told], _total = keys(Agreement.objects.all(), TODAY, dt.date(2027, 2, 1))
    assert told.day == dt.date(2027, 1, 30)


def test_other_facts_stand_where_they_are_known(client):
    agreement = make.agreement(
        older_references=["OIM-9"], remark_en="Only the signature is certain."
    )
    agreement.places.add(make.place(name_en="Darién"))

    facts = part(page(client, agreement, "en"), "facts")

    for value in ("OIM-9", "Only the signature is certain.", "Darién"):
        assert f"<dd>{value}</dd>" in facts


def test_money_is_for_staff(client):
    agreement = make.agreement(amount=Decimal(1_850_000), currency="USD")
    assert "1,850,000" not in page(client, agreement, "en")

    client.force_login(make.user("ana", "partners.read_internal"))

    assert "USD 1,850,000" in page(client, agreement, "en")


def test_what_is_merely_related_is_shown_from_both_ends(client):
    one = make.agreement(title_en="One text")
    other = make.agreement(title_en="Other text")
    make.relation(one, "related", other, changes_en="The same topic.")

    from_one = part(page(client, one, "en"), "relations")
    from_other = part(page(client, other, "en"), "relations")

    assert "Other text</a><br>The same topic." in from_one
    assert "One text</a><br>The same topic." in from_other


def test_an_amendment_moves_the_end_and_is_a_moment(client):
    agreement = make.agreement(signed_on="2022-05-20", ends_on="2026-05-31")
    addendum = make.agreement(
        title_en="Addendum No. 1", kind="addendum", signed_on="2026-04-28"
    )
    make.relation(addendum, "amends", agreement, new_ends_on="2028-05-31")

    state = part(page(client, agreement, "en"), "state")

    assert "Amended by <a" in state
    assert "Addendum No. 1</a>: moves the end: until 31 May 2028." in state
    assert '<th scope="row">31 May 2028</th><td>End of the present term' in state


def test_an_addendum_in_one_language_is_named_in_it_on_the_page_of_the_other(client):
    agreement = make.agreement(signed_on="2022-05-20", ends_on="2026-05-31")
    addendum = make.agreement(
        title_es="Adenda", title_en="", slug_en="", signed_on="2026-04-28"
    )
    make.relation(addendum, "amends", agreement, new_ends_on="2028-05-31")
    make.relation(make.agreement(signed_on="2026-06-01"), "implements", addendum)

    there = page(client, agreement, "en")

    named = (
        f'<a href="{addendum.url_in("es")}" hreflang="es"><span lang="es">Adenda</span>'
        '</a> <span class="label">Only in Spanish</span>'
    )
    assert f"Amended by {named}: moves the end: until 31 May 2028." in part(
        there, "state"
    )
    assert f'<p class="chain-name">{named}</p>' in part(there, "chain")
    assert 'Implements “<span lang="es">Adenda</span>”.' in part(there, "chain")
    assert "Only in" not in part(page(client, agreement, "es"), "chain")


def test_an_amendment_is_told_as_precisely_as_its_day_is_known(client):
    agreement = make.agreement(signed_on="2022-05-20", ends_on="2026-12-31")
    october = {"signed_on": "2026-10-01", "signed_on_precision": "month"}
    addendum = make.agreement(title_es="Adenda", **october)
    amends = make.relation(addendum, "amends", agreement, new_ends_on="2028-05-31")
    make.party(agreement, name_es="Nueva", joined_by=amends)
    make.party(agreement, name_es="Antigua", left_by=amends)
    # Of an amendment of the amendment, from the day that both are in effect.
    earlier = make.agreement(title_es="Nota", signed_on="2026-09-14")
    make.relation(earlier, "amends", addendum, new_notice_days=30)

    there = page(client, agreement, "es")

    state = part(there, "state")
    assert '<th scope="row">octubre de 2026</th><td>Modificado por <a' in state
    assert state.count('<th scope="row">octubre de 2026</th>') == 2
    assert "Parte, desde octubre de 2026" in part(there, "who")
    assert "Parte, se retiró en octubre de 2026" in part(there, "who")
    assert "1 de octubre" not in there


def test_news_about_it(client):
    agreement = make.agreement()
    make.agreement_link(make.published(title_en="Signed today"), agreement)
    make.agreement_link(make.press_release(title_en="A draft"), agreement)

    news = part(page(client, agreement, "en"), "news")

    assert "Signed today" in news
    assert "A draft" not in news


def test_the_text_has_its_headings(client):
    agreement = make.agreement(body_en="<h2>Duration</h2><p>Three years.</p>")

    assert "<h2>Duration</h2><p>Three years.</p>" in page(client, agreement, "en")


def test_the_slug_of_the_other_language_leads_on(client):
    agreement = make.agreement(slug_es="acuerdo-a", slug_en="agreement-a")

    response = client.get("/en/agreements/acuerdo-a/")

    assert response.status_code == 301
    assert response.url == agreement.url_in("en")


def test_a_text_in_spanish_alone_says_so_in_english(client):
    make.agreement(slug_es="solo", title_en="", slug_en="", title_es="Solo en español")

    response = client.get("/en/agreements/solo/")

    assert response.status_code == 404
    assert "Solo en español" in response.content.decode()


@pytest.mark.parametrize(("many"), [1, 30])
def test_the_page_costs_four_queries(client, many, django_assert_num_queries):
    SiteSettings.load()
    agreement = make.agreement(**RENEWING, signed_at=make.place())
    for _ in range(many):
        party = make.party(agreement)
        make.signature(
            agreement, party=party, official=make.official(), place=make.place()
        )
        make.document(agreement)
        make.focal_point(agreement)
        other = make.agreement(kind="addendum", signed_on="2025-01-01")
        change = make.relation(other, "amends", agreement, new_notice_days=90)
        make.party(agreement, joined_by=change)
        make.relation(make.agreement(signed_on="2025-02-01"), "amends", other)
        make.relation(agreement, "implements", make.agreement())
        make.relation(agreement, "related", make.agreement())
        agreement.topics.add(make.topic())
        agreement.places.add(make.place())
        make.agreement_link(make.published(), agreement)

    with django_assert_num_queries(4):
        client.get(agreement.url_in("es"))
