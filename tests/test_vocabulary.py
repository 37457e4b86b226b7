"""The words news and partners share, and where institutions and places belong."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import override

from iompanama.vocabulary.models import Place, Term, Topic
from partners.models import Institution
from tests import make

pytestmark = pytest.mark.django_db


def test_topics_stand_in_the_order_of_the_office_where_they_have_a_name():
    last = make.topic(position=2, name_en="Zones", name_es="Zonas")
    first = make.topic(position=1, name_en="Zebra", name_es="Cebra")
    make.topic(position=0, name_en="")

    with override("en"):
        assert list(Topic.objects.in_order()) == [first, last]


def test_a_topic_needs_a_name_and_an_address_to_be_read():
    topic = make.topic(slug_en="")

    assert topic.languages() == ["es"]
    assert list(Topic.objects.in_language("en")) == []


def test_a_name_that_is_missing_lends_the_other_with_its_language():
    institution = make.institution(name_es="Defensoría del Pueblo", name_en=None)

    with override("en"):
        assert institution.in_words("name") == ("Defensoría del Pueblo", "es")
        assert str(institution) == "Defensoría del Pueblo"


@pytest.mark.parametrize("empty", ["", None])
def test_an_institution_has_a_name(empty):
    with pytest.raises(IntegrityError, match="institution_named"):
        make.institution(name_es=empty, name_en=empty)


@pytest.mark.parametrize("maker", [make.topic, make.institution, make.page])
@pytest.mark.parametrize("code", ["es", "en"])
def test_an_address_leads_to_one_record_in_its_language(maker, code):
    maker(**{f"slug_{code}": "trata"})
    maker(**{f"slug_{code}": ""})
    maker(**{f"slug_{code}": None})

    with pytest.raises(IntegrityError, match=f"slug_{code}"):
        maker(**{f"slug_{code}": "trata"})


def test_a_taken_address_is_refused_in_the_language_of_the_editor():
    make.topic(slug_es="trata")
    topic = make.topic()
    topic.slug_es = "trata"

    with override("es"), pytest.raises(ValidationError) as refusal:
        topic.full_clean(exclude=["name", "slug"])

    assert "Otro registro ya tiene esta dirección." in str(refusal.value)


@pytest.mark.parametrize("maker", [make.place, make.institution])
@pytest.mark.parametrize("length", [2, 4])
def test_nothing_is_part_of_itself_however_far_above(maker, length):
    rows = [maker()]
    for _ in range(length - 1):
        rows.append(maker(parent=rows[-1]))
    rows[0].parent = rows[-1]

    with pytest.raises(IntegrityError, match="stand above itself"):
        rows[0].save()


@pytest.mark.parametrize("name", ["parent", "successor"])
def test_an_institution_is_not_part_of_itself_nor_its_own_successor(name):
    institution = make.institution()
    setattr(institution, name, institution)

    with pytest.raises(IntegrityError):
        institution.save()


def test_a_chain_of_successors_does_not_lead_back():
    first, second = make.institution(), make.institution()
    Institution.objects.filter(pk=first.pk).update(successor=second)

    with pytest.raises(IntegrityError, match="stand above itself"):
        Institution.objects.filter(pk=second.pk).update(successor=first)


@pytest.mark.parametrize("country", ["pa", "Pa", "P", "P1"])
def test_a_country_is_two_capital_letters(country):
    with pytest.raises(IntegrityError, match="institution_country_code"):
        make.institution(country=country)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(8.5, None), (None, -80.0), (90.5, -80.0), (8.5, 180.5)],
)
def test_a_position_is_whole_and_on_earth(latitude, longitude):
    with pytest.raises(IntegrityError, match="place_position_whole"):
        make.place(latitude=latitude, longitude=longitude)


def test_a_place_may_be_without_a_position_or_at_the_edge():
    make.place()
    make.place(latitude=-90, longitude=180)

    assert Place.objects.count() == 2


@pytest.mark.parametrize("number", [0, 18])
def test_there_are_seventeen_goals(number):
    with pytest.raises(IntegrityError, match="goal_one_of_seventeen"):
        make.goal(number)


def test_names_are_sorted_without_regard_to_accents():
    for name in ("Zona", "Ámbito", "bosque", "Éxodo"):
        make.term(term_es=name)

    assert [term.term_es for term in Term.objects.all()] == [
        "Ámbito",
        "bosque",
        "Éxodo",
        "Zona",
    ]


def test_institutions_are_sorted_by_their_name_in_the_language():
    make.institution(name_es="Ámbar", name_en="Zinc")
    make.institution(name_es="Zinc", name_en="amber")

    names = {}
    for code in ("es", "en"):
        with override(code):
            names[code] = [str(each) for each in Institution.objects.in_order()]

    assert names == {"es": ["Ámbar", "Zinc"], "en": ["amber", "Zinc"]}
