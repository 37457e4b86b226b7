"""Names like those on record are asked about before they are written down again."""

import re

import pytest
from django.urls import reverse

from partners.models import Institution, Official
from tests import make
from tests.filling import drawn, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def elena(client):
    person = make.staff("Partnerships", "elena")
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    "typed",
    [
        "Marisol de León",  # without the second surname
        "MARISOL DE LEON CASTRELLON",
        "León Castrellón, Marisol de",
        "Marisól de Leon Castreyón",  # mistyped
        "Maricarmen Lion",  # an alias
    ],
)
def test_a_person_is_found_by_a_name_that_is_nearly_hers(typed):
    marisol = make.official(
        name="Marisol de León Castrellón",
        aliases=["Mari Carmen Lion", "Maricarmen Lion"],
    )
    make.official(name="Marina Castro", aliases=["Leonor Díaz"])

    assert list(Official.objects.alike(typed)) == [marisol]


@pytest.mark.parametrize(
    "typed", ["S.N.M.", "snm", "Migracion Panama", "Servicio Nacional Migración"]
)
def test_an_institution_is_found_by_acronym_alias_and_either_language(typed):
    service = make.institution(
        name_es="Servicio Nacional de Migración",
        name_en="National Migration Service",
        acronym_es="SNM",
        aliases_en=["Migración Panamá"],
    )
    make.institution(name_es="Ministerio de Salud", acronym_es="MINSA")

    assert list(Institution.objects.alike(typed)) == [service]


def test_nothing_is_like_no_name():
    make.institution(acronym_es="", aliases_es=[])

    assert list(Institution.objects.alike("", "  ")) == []
    assert list(Institution.objects.alike()) == []


def test_the_nearest_comes_first():
    far = make.official(name="Ana Ríos Vela")
    near = make.official(name="Ana Ríos Vega")

    assert list(Official.objects.alike("Ana Rios Vegas")) == [near, far]


# On saving, without a script.


def adding(client, **typed):
    url = reverse("admin:partners_official_add")
    return client.post(url, {**drawn(client.get(url)), "sort_name": "x", **typed})


def answer_in(page):
    return re.search(r'name="_not_these"[^>]* value="([^"]*)"', page)[1]


def test_a_name_like_another_is_not_saved_before_the_question_is_answered(
    client, elena
):
    there = make.official(name="Ana Ríos Vega")
    make.appointment(official=there, post_es="Rectora")

    page = adding(client, name="Ana Rios").content.decode()

    assert Official.objects.count() == 1
    assert "¿Es alguno de estos?" in page
    assert reverse("admin:partners_official_change", args=[there.pk]) in page
    assert "Rectora" in page
    assert 'value="Ana Rios"' in page
    assert answer_in(page) == str(there.pk)

    adding(client, name="Ana Rios", _not_these=answer_in(page))

    assert Official.objects.filter(name="Ana Rios").exists()


def test_what_was_not_shown_was_not_answered(client, elena):
    first = make.official(name="Ana Ríos Vega")
    later = make.official(name="Ana Ríos Pinzón")

    page = adding(client, name="Ana Rios", _not_these=str(first.pk)).content.decode()

    assert set(answer_in(page).split(",")) == {str(first.pk), str(later.pk)}
    assert "checked" not in page[page.index("not-these") :][:60]
    assert Official.objects.count() == 2


def test_a_name_like_nobody_s_is_saved_at_once(client, elena):
    make.official(name="Marta Gordón")

    assert adding(client, name="Ana Rios").status_code == 302


def test_an_institution_is_asked_about_by_its_acronym(client, elena):
    make.institution(name_es="Servicio Nacional de Migración", acronym_es="SNM")
    url = reverse("admin:partners_institution_add")
    typed = {"name_es": "Dirección de Extranjería", "acronym_es": "S.N.M."}

    page = client.post(
        url, {**drawn(client.get(url)), "kind": "ministry", **typed}
    ).content.decode()

    assert "Servicio Nacional de Migración</a> (SNM)" in page
    assert Institution.objects.count() == 1


def test_saving_something_else_of_the_record_asks_nothing(client, elena):
    official = make.official(name="Ana Ríos")
    make.official(name="Ana Ríos Vega")
    url = reverse("admin:partners_official_change", args=[official.pk])

    assert send(client, url, honorific="Dra.").status_code == 302
    assert send(client, url, name="Ana Ríos V.").status_code == 200
    assert send(client, url, aliases="Ana Vega").status_code == 200


# While somebody types.


def test_the_script_asks_for_the_same(client, elena):
    itself = make.official(name="Ana Ríos")
    there = make.official(name="Ana Ríos Vega")
    url = reverse("admin:partners_official_alike")

    page = client.get(url, {"name": ["ana rios"], "not": itself.pk}).content.decode()

    assert answer_in(page) == str(there.pk)
    for odd in ({"name": "\x00"}, {"name": "x" * 9000, "not": "9x"}, {}):
        assert client.get(url, odd).content.strip() == b""


def test_it_is_asked_by_those_who_may_write(client):
    client.force_login(make.staff("Staff readers"))

    for name in ("official", "institution"):
        assert client.get(reverse(f"admin:partners_{name}_alike")).status_code == 403


@pytest.mark.parametrize("many", [1, 30])
def test_asking_costs_one_query(client, elena, many, django_assert_num_queries):
    for _ in range(many):
        make.appointment(official=make.official(name="Ana Ríos", aliases=["Ana R."]))

    with django_assert_num_queries(1):
        list(Official.objects.told_apart().alike("Ana Rios"))


def test_another_of_the_same_name_gets_an_address_that_is_free(client, elena):
    """As the script writes the address while the name is typed."""
    first = make.institution(name_es="Cruz Roja", slug_es="cruz-roja", slug_en="")
    typed = {"name_es": "Cruz Roja", "slug_es": "cruz-roja", "kind": first.kind}

    url = "/es/admin/partners/institution/add/"
    send(client, url, **typed, _not_these=str(first.pk))

    other = Institution.objects.exclude(pk=first.pk).get()
    assert (other.name_es, other.slug_es) == ("Cruz Roja", "cruz-roja-2")


def test_address_that_somebody_chose_and_another_has_is_refused(client, elena):
    first = make.institution(name_es="Cruz Roja", slug_es="cruz-roja", slug_en="")
    typed = {"name_es": "Roja y Blanca", "slug_es": "cruz-roja", "kind": first.kind}

    url = "/es/admin/partners/institution/add/"
    page = send(client, url, **typed, _not_these=str(first.pk)).content.decode()

    assert "Otro registro ya tiene esta dirección." in page
    assert Institution.objects.count() == 1
