"""Notes on people and institutions, where an editor tags them and nowhere else."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from iompanama.pages.models import SiteSettings
from tests import make
from tests.filling import add_row, drawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    official = make.official(name="Ana Ríos")
    make.attention(official, kind="protocol", note_es="Su título va primero.")
    return official


@pytest.fixture
def office():
    institution = make.institution(name_es="Aduanas")
    make.attention(institution, note_es="Sin artículo.", note_en="")
    return institution


@pytest.fixture
def elena(client):
    person = make.staff("Partnerships", "elena")
    client.force_login(person)
    return person


def opened(client, record):
    meta = record._meta
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])
    return client.get(url)


def under(response, field):
    """What is noted under an input of the form."""
    page = response.content.decode()
    found = re.search(f'id="id_{field}_attention"(.*?)</div>', page, re.DOTALL)
    return re.sub(r"<.*?>", "", found[1].partition(">")[2]).strip()


def test_a_text_says_it_beside_the_people_and_institutions_it_names(
    client, elena, ana, office
):
    release = make.press_release(institutions=[office, make.institution()])
    make.mention(release, official=ana)
    make.mention(release, official=make.official())

    page = opened(client, release)

    assert "Protocolo. Ana Ríos: Su título va primero." in under(
        page, "mentions-0-official"
    )
    assert under(page, "mentions-1-official") == ""
    assert under(page, "institutions") == "Ortografía. Aduanas: Sin artículo."


def test_an_agreement_says_it_beside_parties_signatures_and_focal_points(
    client, elena, ana, office
):
    agreement = make.agreement()
    make.party(agreement)
    make.party(agreement, institution=office)
    make.signature(agreement, official=ana)
    make.focal_point(agreement, institution=office)

    page = opened(client, agreement)

    assert under(page, "parties-0-institution") == ""
    for field in ("parties-1-institution", "focal_points-0-institution"):
        assert "Sin artículo." in under(page, field)
    assert "Su título va primero." in under(page, "signatures-0-official")


def test_a_note_in_one_language_is_marked_in_the_other(client, elena, office):
    release = make.press_release(institutions=[office])
    url = f"/en/admin/news/pressrelease/{release.pk}/change/"

    assert '<span lang="es">Sin artículo.</span>' in client.get(url).content.decode()


def test_it_is_said_again_when_the_form_comes_back_refused(client, elena, ana):
    release = make.press_release()
    url = reverse("admin:news_pressrelease_change", args=[release.pk])
    values = drawn(client.get(url))
    add_row(values, "mentions", official=ana.pk, printed_in="es", position="many")

    assert "Su título va primero." in under(
        client.post(url, values), "mentions-0-official"
    )


def test_what_is_no_key_is_not_looked_for(client, elena):
    release = make.press_release()
    url = reverse("admin:news_pressrelease_change", args=[release.pk])
    notes = reverse("admin:partners_official_attention")
    values = drawn(client.get(url))
    add_row(values, "mentions", position="many", printed_in="es")

    for typed in ("", "x", "9" * 30, "-1", "\x00"):
        sent = {**values, "mentions-0-official": typed}
        assert client.post(url, sent).status_code == 200
        assert client.get(notes, {"of": [typed]}).content.strip() == b""


def test_whoever_is_chosen_just_now_is_told_of(client, elena, ana, office):
    other = make.official()
    notes = reverse("admin:partners_official_attention")

    told = client.get(notes, {"of": [other.pk, ana.pk]}).content.decode()

    assert "Su título va primero." in told
    assert "Sin artículo." not in told
    assert client.get(notes, {"of": [other.pk]}).content.strip() == b""


def test_notes_are_for_those_who_write(client, ana):
    client.force_login(make.staff("Staff readers"))
    notes = reverse("admin:partners_official_attention")

    assert client.get(notes, {"of": [ana.pk]}).status_code == 403
    assert "Su título va primero." not in opened(client, ana).content.decode()


def test_no_public_page_says_it(client, ana, office):
    make.appointment(official=ana, institution=office, is_head=True)
    agreement = make.agreement(signed_on="2024-01-01")
    make.party(agreement, institution=office)
    make.signature(agreement, official=ana)
    release = make.published(institutions=[office])
    make.mention(release, official=ana)

    for reader in (None, make.staff("Head of office")):
        if reader:
            client.force_login(reader)
        for record in (ana, office, agreement, release):
            page = client.get(record.url_in("es")).content.decode()
            assert "Aduanas" in page
            assert "Sin artículo." not in page
            assert "Su título va primero." not in page


def test_notes_are_written_on_the_page_of_the_person(client, elena):
    official = make.official()
    url = reverse("admin:partners_official_change", args=[official.pk])
    values = drawn(client.get(url))
    add_row(values, "attention", kind="spelling", note_es="", note_en="With an h.")

    client.post(url, values)

    note = official.attention.get()
    assert (note.kind, note.note_en) == ("spelling", "With an h.")


def test_a_note_is_about_one_and_says_something(ana, office):
    for values in ({"institution": office}, {"official": None}):
        with pytest.raises(IntegrityError, match="attention_of_one"):
            refused(ana, **values)
    with pytest.raises(IntegrityError, match="attention_says_something"):
        refused(ana, note_es="", note_en=None)


def refused(*of, **values):
    with transaction.atomic():
        make.attention(*of, **values)


def costs(client, record, count):
    opened(client, record)  # what is asked once a process
    with count as queries:
        assert opened(client, record).status_code == 200
    return len(queries)


def test_thirty_notes_cost_as_much_as_one(client, elena, django_assert_max_num_queries):
    SiteSettings.load()
    release = make.press_release()
    found = []
    for many in (1, 29):
        for _ in range(many):
            official, institution = make.official(), make.institution()
            make.attention(official)
            make.attention(institution)
            make.mention(release, official=official)
            release.institutions.add(institution)
        found.append(costs(client, release, django_assert_max_num_queries(60)))

    assert found[0] == found[1]
