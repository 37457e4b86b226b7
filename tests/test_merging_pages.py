"""The pages of merging: chosen, looked over, made one, undone."""

import re

import pytest
from django.urls import reverse

from partners.models import Merge, Official
from tests import make
from tests.filling import Form

pytestmark = pytest.mark.django_db


@pytest.fixture
def elena(client):
    person = make.staff("Partnerships", "elena")
    client.force_login(person)
    return person


@pytest.fixture
def ana():
    return make.official(name="Ana Ríos", biography_en="Short.", slug="ana-rios")


@pytest.fixture
def double(ana):
    return make.official(name="Ana Rios Vega", biography_en="Long.", slug="rios-vega")


def address(kept, gone):
    return f"/en/admin/partners/official/{kept.pk}/merge/{gone.pk}/"


class MergeForm(Form):
    """The form of the page, which has no name of its own."""

    def handle_starttag(self, tag, attributes):
        super().handle_starttag(tag, attributes)
        if tag == "form" and ("method", "post") in attributes:
            self.inside = True


def filled(client, url, **changes):
    values = MergeForm(client.get(url).content.decode()).values
    return {**values, "reason": "The same person.", **changes}


def words(page):
    text = re.sub(r"<[^>]*>", " ", page.content.decode())
    return re.sub(r"\s+", " ", text)


def test_the_page_of_a_person_leads_to_those_with_names_like_it(
    client, elena, ana, double
):
    make.official(name="Marta Gordón")
    page = client.get(f"/en/admin/partners/official/{ana.pk}/change/")
    [choose] = re.findall(r'href="([^"]*/merge/)"', page.content.decode())

    found = client.get(choose).content.decode()
    searched = client.get(choose, {"q": "gordon"}).content.decode()

    assert address(ana, double) in found
    assert "Marta Gordón" not in found
    assert "Marta Gordón" in searched


def test_the_page_shows_everything_that_moves_and_what_is_hidden_as_a_number(
    client, elena, ana, double
):
    make.mention(make.published(title_en="A visit"), official=double)
    make.signature(make.agreement(title_en="A memorandum"), official=double)
    make.signature(
        make.agreement(title_en="A secret", access="confidential"), official=double
    )

    page = client.get(address(ana, double))
    told = words(page)

    assert page.status_code == 200
    for text in (
        "“Ana Rios Vega” goes into “Ana Ríos”",
        "A visit",
        "Signatures (2)",
        "A memorandum",
        "one that is not open to you",
        "Also written Ana Rios Vega",
        "Old addresses that lead on rios-vega",
        "Short.",
        "Long.",
    ):
        assert text in told
    assert "A secret" not in told
    assert Merge.objects.count() == 0


def test_merged_with_a_reason_and_the_text_that_was_chosen(client, elena, ana, double):
    mention = make.mention(official=double)
    values = filled(client, address(ana, double), **{"keep-biography_en": "gone"})

    page = client.post(address(ana, double), values, follow=True)

    ana.refresh_from_db()
    mention.refresh_from_db()
    made = Merge.objects.get()
    assert page.redirect_chain[-1][0].endswith(f"/official/{ana.pk}/change/")
    assert (ana.biography_en, mention.official) == ("Long.", ana)
    assert (made.reason, made.by) == ("The same person.", elena)
    assert f"/partners/merge/{made.pk}/change/" in page.content.decode()


def test_without_a_reason_nothing_is_merged_and_the_choice_stays(
    client, elena, ana, double
):
    values = filled(
        client, address(ana, double), **{"keep-biography_en": "gone", "reason": " "}
    )

    page = client.post(address(ana, double), values)

    assert page.status_code == 409
    assert MergeForm(page.content.decode()).values["keep-biography_en"] == "gone"
    assert "This field is required." in words(page)
    assert Official.objects.count() == 2


def test_a_text_changed_meanwhile_is_looked_at_again(client, elena, ana, double):
    values = filled(client, address(ana, double))
    ana.biography_en = "Newer."
    ana.save()

    page = client.post(address(ana, double), values)

    assert page.status_code == 409
    assert "One of the two was changed meanwhile" in words(page)
    assert "Newer." in words(page)
    assert Official.objects.count() == 2


def test_what_is_in_the_way_is_said_before_anybody_tries(client, elena, ana, double):
    office = make.institution(name_en="Customs")
    for person in (ana, double):
        make.appointment(
            official=person, institution=office, post_es="", post_en="Head"
        )
    url = address(ana, double)

    asked, sent = client.get(url), client.post(url, filled(client, url))

    for page in (asked, sent):
        assert "“Head, Customs”: This person has this post on record already" in words(
            page
        )
    assert (asked.status_code, sent.status_code) == (200, 409)


def test_one_that_is_gone_is_not_found(client, elena, ana, double):
    url, values = address(ana, double), filled(client, address(ana, double))
    client.post(url, values)

    for other in (address(ana, double), address(double, ana)):
        assert client.get(other).status_code == 404
        assert client.post(other, values).status_code == 404
    assert client.get(address(ana, ana)).status_code == 200


def test_a_form_of_the_one_that_went_says_so_and_loses_nothing(
    client, elena, ana, double
):
    url = f"/en/admin/partners/official/{double.pk}/change/"
    values = Form(client.get(url).content.decode()).values
    merging = address(ana, double)
    client.post(merging, filled(client, merging))

    page = client.post(url, {**values, "biography_es": "Una vida larga."})

    assert page.status_code == 409
    assert "Una vida larga." in page.content.decode()


def test_others_may_not_merge(client, ana, double):
    client.force_login(make.staff("Publishers"))

    page = client.get(f"/en/admin/partners/official/{ana.pk}/change/")

    assert "/merge/" not in page.content.decode()
    assert client.get(address(ana, double)).status_code == 403
    assert client.post(address(ana, double), {}).status_code == 403


@pytest.fixture
def made(client, elena, ana, double):
    make.signature(official=double)
    url = address(ana, double)
    client.post(url, filled(client, url))
    return Merge.objects.get()


def test_the_page_of_a_merge_says_what_undoing_does(client, made):
    page = client.get(f"/en/admin/partners/merge/{made.pk}/change/")
    told = words(page)

    for text in ("Reason: The same person.", "Signatures (1)"):
        assert text in told
    assert 'value="Undo the merge"' in page.content.decode()
    assert Official.objects.count() == 1


def test_undone_with_one_press_and_once(client, made, double):
    url = reverse("admin:partners_merge_undo", args=[made.pk])

    assert client.get(url).status_code == 405
    page = client.post(url, follow=True)

    assert page.redirect_chain[-1][0].endswith(f"/official/{double.pk}/change/")
    assert Official.objects.count() == 2
    assert client.post(url).status_code == 409


def test_undoing_is_for_who_may_merge(client, made):
    client.force_login(make.staff("Editors"))

    url = reverse("admin:partners_merge_undo", args=[made.pk])

    assert client.post(url).status_code in (403, 404)
    assert client.get(f"/en/admin/partners/merge/{made.pk}/change/").status_code in (
        403,
        404,
    )


@pytest.mark.parametrize("many", [1, 30])
def test_the_page_costs_the_same_for_any_number(
    client, elena, ana, double, many, django_assert_num_queries
):
    for _ in range(many):
        make.mention(make.published(), official=double)
        make.signature(official=double)
    client.get(address(ana, double))  # what is asked once a process

    with django_assert_num_queries(57):
        client.get(address(ana, double))
