"""What a browser never sends: choices that are no key of anything."""

import pytest

from tests import make
from tests.filling import add_row, drawn

pytestmark = pytest.mark.django_db

CHOICES = {
    "auth/user": "groups",
    "news/pressrelease": (
        "dateline_place goals institutions places related topics "
        "mentions-0-official mentions-0-appointment photo_uses-0-photo "
        "agreement_links-0-agreement"
    ),
    "pages/page": "parent",
    "partners/agreement": (
        "signed_at goals places readers topics parties-0-institution "
        "signatures-0-official signatures-0-place relations_out-0-target "
        "focal_points-0-institution"
    ),
    "partners/institution": "parent successor",
    "partners/official": "appointments-0-institution",
}


# A new account is not asked for its roles.
PAGES = [(each, kind) for each in CHOICES for kind in ("add", "change")][1:]


JUNK = ("abc", "-1", "9" * 30)


@pytest.mark.parametrize(("model", "kind"), PAGES)
def test_choice_that_is_no_key_is_refused_in_words(client, model, kind):
    client.force_login(make.administrator())
    url = f"/en/admin/{model}/{'add' if kind == 'add' else f'{row(model).pk}/change'}/"
    names = CHOICES[model].split()
    values = drawn(client.get(url))
    for prefix in sorted({name.partition("-0-")[0] for name in names if "-" in name}):
        add_row(values, prefix)

    accepted = {
        junk: set(names)
        - refused(client.post(url, {**values, **dict.fromkeys(names, junk)}))
        for junk in JUNK
    }

    assert accepted == dict.fromkeys(JUNK, set())


def refused(response):
    """The fields beside which the page says that something is wrong."""
    assert response.status_code == 200
    fields = set(response.context["adminform"].form.errors)
    for each in response.context["inline_admin_formsets"]:
        for form in each.formset:
            fields.update(form.add_prefix(name) for name in form.errors)
    return fields


def row(model):
    """A record to change."""
    return {
        "auth/user": make.administrator,
        "news/pressrelease": make.press_release,
        "pages/page": make.page,
        "partners/agreement": make.agreement,
        "partners/institution": make.institution,
        "partners/official": make.official,
    }[model]()


def test_more_rows_than_any_record_has_are_refused_before_they_are_drawn(client):
    client.force_login(make.administrator())
    url = f"/en/admin/news/pressrelease/{make.press_release().pk}/change/"
    values = {**drawn(client.get(url)), "mentions-TOTAL_FORMS": "999999999"}

    page = client.post(url, values).content.decode()

    assert "at most 100 forms" in page
    assert "mentions-104-position" in page
    assert "mentions-105-position" not in page
