"""Old addresses and other names of people and institutions lead to their page."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from partners.models import FormerAddress, Institution, Official
from tests import make
from tests.filling import drawn, send
from tests.together import together

pytestmark = pytest.mark.django_db


def renamed(record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    record.save()


def follow(client, address):
    """Status and target of what an address answers."""
    answer = client.get(address)
    return answer.status_code, answer.headers.get("Location")


def test_an_address_that_was_changed_leads_on_however_often(client):
    official = make.official(slug="ana-rios")
    renamed(official, slug="ana-rios-vega")
    Official.objects.filter(pk=official.pk).update(slug="ana-vega")

    for slug in ("ana-rios", "ana-rios-vega"):
        for section, code in (("autoridades", "es"), ("officials", "en")):
            assert follow(client, f"/{code}/{section}/{slug}/") == (
                301,
                f"/{code}/{section}/ana-vega/",
            )


def test_each_language_keeps_its_own_addresses(client):
    institution = make.institution(slug_es="aduanas", slug_en="customs")
    renamed(institution, slug_es="autoridad-de-aduanas")

    assert follow(client, "/es/instituciones/aduanas/") == (
        301,
        "/es/instituciones/autoridad-de-aduanas/",
    )
    assert client.get("/en/institutions/customs/").status_code == 200
    # The old address of the other language, under this one.
    assert follow(client, "/en/institutions/aduanas/") == (
        301,
        "/en/institutions/customs/",
    )


def test_an_old_address_in_a_language_that_is_not_there_says_so(client):
    institution = make.institution(slug_es="aduanas", slug_en="")
    renamed(institution, slug_es="autoridad-de-aduanas")

    answer = client.get("/en/institutions/aduanas/")

    assert answer.status_code == 404
    assert "/es/instituciones/autoridad-de-aduanas/" in answer.content.decode()


def test_an_address_that_comes_back_is_no_longer_a_former_one(client):
    official = make.official(slug="ana-rios")
    renamed(official, slug="ana-vega")
    renamed(official, slug="ana-rios")

    assert client.get("/es/autoridades/ana-rios/").status_code == 200
    assert [each.slug for each in FormerAddress.objects.all()] == ["ana-vega"]


def test_nobody_gets_an_address_that_was_somebody_s():
    renamed(make.official(slug="ana-rios"), slug="ana-vega")

    with pytest.raises(IntegrityError, match="had the address ana-rios"):
        make.official(slug="ana-rios")


def test_the_same_words_in_another_language_are_another_address():
    renamed(make.institution(slug_es="central"), slug_es="sede")

    make.institution(slug_en="central")

    assert Institution.objects.count() == 2


def test_a_record_that_goes_takes_its_old_addresses_along():
    official = make.official(slug="ana-rios")
    renamed(official, slug="ana-vega")

    official.delete()

    make.official(slug="ana-rios")
    assert not FormerAddress.objects.exists()


def test_the_form_says_it_of_an_address_somebody_types(client):
    client.force_login(make.staff("Partnerships"))
    renamed(make.official(slug="ana-rios"), slug="ana-vega")
    official = make.official()
    url = reverse("admin:partners_official_change", args=[official.pk])

    page = send(client, url, slug="ana-rios").content.decode()

    assert "«ana-rios» fue la dirección de otro registro y lleva allí." in page


def test_an_address_made_from_the_name_goes_round_those_that_are_taken(client):
    client.force_login(make.staff("Partnerships"))
    renamed(make.official(slug="ana-rios"), slug="ana-vega")
    url = reverse("admin:partners_official_add")
    typed = {"name": "Ana Ríos", "sort_name": "Ríos, Ana", "slug": ""}

    client.post(url, {**drawn(client.get(url)), **typed})

    assert Official.objects.get(name="Ana Ríos").slug == "ana-rios-2"


@pytest.mark.django_db(transaction=True)
def test_taken_while_somebody_leaves_it_it_stays_with_who_had_it():
    official = make.official(slug="ana-rios")

    def leave():
        with transaction.atomic():
            renamed(Official.objects.get(pk=official.pk), slug="ana-vega")

    def take():
        with transaction.atomic():
            make.official(slug="ana-rios")

    left, taken = together(leave, take)

    assert left is None
    assert isinstance(taken, IntegrityError)


# Other names.


def test_a_variant_of_the_name_leads_to_the_person(client):
    official = make.official(
        name="Cristian Munduate",
        slug="cristian-munduate",
        aliases=["Cristián Munduate García", "C. Munduate"],
    )

    for slug in ("cristian-munduate-garcia", "c-munduate", "C-Munduate"):
        assert follow(client, f"/es/autoridades/{slug}/") == (
            302,
            official.url_in("es"),
        )


def test_an_acronym_or_an_alias_leads_to_the_institution(client):
    institution = make.institution(
        acronym_es="S.N.M.", acronym_en="NMS", aliases_es=["Migración Panamá"]
    )

    for slug in ("snm", "nms", "migracion-panama"):
        assert follow(client, f"/en/institutions/{slug}/") == (
            302,
            institution.url_in("en"),
        )


def test_a_name_of_two_leads_nowhere(client):
    for _ in range(2):
        make.official(aliases=["Ana Ríos"])

    assert client.get("/es/autoridades/ana-rios/").status_code == 404


def test_the_present_address_comes_before_another_s_old_one_and_alias(client):
    there = make.official(slug="ana-rios")
    make.official(aliases=["Ana Ríos"])

    answer = client.get("/es/autoridades/ana-rios/")

    assert answer.status_code == 200
    assert answer.context["official"] == there


@pytest.mark.parametrize("name", ["Cristián Munduate García", "munduate garcia"])
def test_search_and_choosing_find_the_one_person_by_a_variant(client, name):
    official = make.official(
        name="Cristian Munduate", aliases=["Cristián Munduate García"]
    )
    make.official(name="Cristian Arias")
    client.force_login(make.staff("Editors"))

    found = client.get(reverse("search"), {"q": name}).content.decode()
    asked = {"app_label": "news", "model_name": "mention", "field_name": "official"}
    offered = client.get(reverse("admin:autocomplete"), {**asked, "term": name})

    assert official.get_absolute_url() in found
    assert [each["id"] for each in offered.json()["results"]] == [str(official.pk)]


@pytest.mark.parametrize(
    ("model", "maker"), [(Official, make.official), (Institution, make.institution)]
)
def test_an_index_answers_who_is_called_so(model, maker):
    maker(aliases_es=["Ana"]) if model is Institution else maker(aliases=["Ana"])

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        found = model.objects.known_as("ana")
        cursor.execute("EXPLAIN " + sql_of(model))
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert found is not None
    assert "_known" in plan


def sql_of(model):
    with connection.execute_wrapper(kept := Kept()):
        model.objects.known_as("ana")
    return kept.sql


class Kept:
    """The last statement, with its values in it."""

    def __call__(self, execute, sql, params, many, context):
        self.sql = context["cursor"].mogrify(sql, params)
        return execute(sql, params, many, context)
