"""Rows of inlines from one drawing look as if each had been drawn by its template."""

import re

import pytest
from django.template import Context

from iompanama.publishing.admin.stencils import Rows, is_like_others
from tests import make

pytestmark = pytest.mark.django_db

SHARP = 'A "sharp" <b>&amp;</b> pen\u00a0__prefix__'


def text_of_many(maker=make.press_release):
    """People and photos that differ in every way a field can."""
    release = maker()
    post = make.appointment(post_es=SHARP)
    make.mention(release, official=post.official, appointment=post, is_chosen=True)
    make.mention(release, name=SHARP, printed_title_es=SHARP, printed_title_en="")
    make.mention(release, printed_in="en", position=7)
    make.photo_use(release, photo=make.photo(title=SHARP), caption_es="", alt_en="")
    make.photo_use(release, is_decorative=True, alt_es="", position=2)
    make.photo_use(release, alt_es="IMG_2034.jpg", caption_en=SHARP)
    return f"news/pressrelease/{release.pk}"


def text_to_be_read():
    return text_of_many(make.in_review)


def agreement_of_many():
    agreement = make.agreement(signed_on="2024-01-01", in_force_on="2024-01-01")
    party = make.party(agreement, institution=make.institution(name_es=SHARP))
    make.party(agreement, name_es=SHARP, institution=None)
    make.signature(agreement, official=make.official(), party=party)
    make.signature(agreement, official=make.official(name=SHARP))
    make.relation(agreement, "related", make.agreement())
    make.relation(agreement, "amends", make.agreement(), new_ends_on="2030-01-01")
    return f"partners/agreement/{agreement.pk}"


def photo_of_many():
    photo = make.photo()
    make.consent(photo, given_on="2024-05-01", given_by=SHARP)
    make.consent(photo, is_strict=True)
    return f"news/photo/{photo.pk}"


def person_of_many():
    official = make.official()
    make.appointment(official=official, attested_on=["2021-10-15", "2022"])
    make.appointment(official=official, since="2020-01-01", post_es=SHARP)
    make.attention(official, note_en="")
    make.attention(official, note_es=SHARP)
    return f"partners/official/{official.pk}"


def rows_of(page):
    """Each row as its template draws it, and from the one drawing of all."""
    for inline in page.context["inline_admin_formsets"]:
        rows = Rows(inline, Context(page.context_data))
        for number, row in enumerate(inline):
            if is_like_others(row):
                yield rows.drawn(row, number, pen=None), rows.filled(row)


@pytest.mark.parametrize(
    ("role", "many"),
    [
        ("Head of office", text_of_many),
        ("Editors", text_to_be_read),
        ("Head of office", agreement_of_many),
        ("Head of office", photo_of_many),
        ("Head of office", person_of_many),
    ],
)
def test_row_from_the_drawing_is_the_one_of_the_template(client, role, many):
    client.force_login(make.staff(role))
    page = client.get(f"/en/admin/{many()}/change/")

    by_template, from_drawing = zip(*rows_of(page), strict=True)

    assert from_drawing == by_template
    assert len(set(from_drawing)) == len(from_drawing) >= 2


def test_row_of_a_table_names_its_fields_by_its_own_number(client):
    client.force_login(make.staff("Editors"))
    release = make.press_release()
    for _ in range(2):
        make.agreement_link(release, make.agreement())

    page = client.get(f"/en/admin/news/pressrelease/{release.pk}/change/")

    assert re.findall(
        r'<select name="agreement_links-(\d)-(\w+)"[^>]* aria-label="[^"]*(\d)"',
        page.content.decode(),
    ) == [
        ("0", "agreement", "1"),
        ("0", "role", "1"),
        ("1", "agreement", "2"),
        ("1", "role", "2"),
    ]
