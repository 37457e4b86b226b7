"""What refers to a record keeps it: it is not deleted, but retired."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.urls import reverse

from partners.models import Institution, Official
from partners.references import referring, relations
from tests import make
from tests.filling import drawn
from tests.together import together

pytestmark = pytest.mark.django_db
IN_THE_DATABASE = """
    SELECT conrelid::regclass::text, attname
    FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
    WHERE contype = 'f' AND confrelid = %s::regclass
"""


@pytest.fixture
def head(client):
    person = make.staff("Head of office")
    client.force_login(person)
    return person


@pytest.mark.parametrize("model", [Institution, Official])
def test_every_key_in_the_database_that_points_at_a_record_is_known(model):
    with connection.cursor() as cursor:
        cursor.execute(IN_THE_DATABASE, [model._meta.db_table])
        keys = set(cursor.fetchall())

    known = {
        (each.rows_of._meta.db_table, each.field.column) for each in relations(model)
    }

    assert known == keys
    assert len(keys) > 2


REFERRING = {
    "party": lambda record: make.party(institution=record),
    "post": lambda record: make.appointment(institution=record),
    "focal point": lambda record: make.focal_point(institution=record),
    "part": lambda record: make.institution(parent=record),
    "press release": lambda record: make.press_release(institutions=[record]),
}


@pytest.mark.parametrize("what", REFERRING)
def test_institution_is_kept_while_something_refers_to_it(what):
    institution = make.institution()
    REFERRING[what](institution)

    with pytest.raises(ProtectedError, match="otros registros lo mencionan"):
        institution.delete()
    with pytest.raises(ProtectedError):
        Institution.objects.filter(pk=institution.pk).delete()

    assert Institution.objects.filter(pk=institution.pk).exists()


@pytest.mark.parametrize("maker", [make.mention, make.signature])
def test_person_is_kept_while_something_names_it(maker):
    official = make.official()
    maker(official=official)

    with pytest.raises(ProtectedError):
        official.delete()


def test_posts_of_a_person_belong_to_it_and_go_with_it():
    post = make.appointment()

    post.official.delete()

    assert not Official.objects.filter(pk=post.official_id).exists()


def test_what_refers_is_named_by_what_it_belongs_to():
    institution = make.institution()
    agreement = make.agreement(title_es="Memorando")
    make.party(agreement, institution=institution)
    make.press_release(title_es="Una firma", institutions=[institution])
    make.appointment(institution=institution, official=make.official(name="Ana"))
    make.institution(name_es="Su escuela", parent=institution)

    told = referring(institution, make.staff("Partnerships"))

    assert {each.label: [words for words, _url in each.named] for each in told} == {
        "Partes": ["Memorando"],
        "Comunicados": ["Una firma"],
        "Cargos": ["Ana"],
        "Instituciones (parte de)": ["Su escuela"],
    }


def test_what_is_hidden_from_the_reader_is_only_counted():
    institution = make.institution()
    for number in range(3):
        hidden = make.agreement(title_es=f"Secreto {number}", access="confidential")
        make.party(hidden, institution=institution)
    make.party(make.agreement(title_es="Abierto"), institution=institution)

    [told] = referring(institution, make.staff("Partnerships"))
    [whole] = referring(institution, make.staff("Head of office"))

    assert [words for words, _url in told.named] == ["Abierto"]
    assert (told.count, told.more, told.hidden) == (4, 0, 3)
    assert (whole.count, len(whole.named), whole.hidden) == (4, 4, 0)


def test_many_are_named_by_the_first_and_counted():
    institution = make.institution()
    for _ in range(8):
        make.party(make.agreement(), institution=institution)

    [told] = referring(institution, make.staff("Partnerships"))

    assert (len(told.named), told.more, told.hidden) == (5, 3, 0)


@pytest.mark.parametrize("many", [1, 30])
def test_telling_costs_the_same_for_any_number(many, django_assert_num_queries):
    institution, reader = make.institution(), make.staff("Partnerships")
    for _ in range(many):
        make.party(institution=institution)
    reader.has_perm("partners.read_internal")

    with django_assert_num_queries(9):
        referring(institution, reader)


def test_deleting_in_the_admin_says_what_refers(client, head):
    institution = make.institution(name_en="Ministry of Ports")
    agreement = make.agreement(title_en="A memorandum")
    make.party(agreement, institution=institution)
    url = f"/en/admin/partners/institution/{institution.pk}/delete/"

    asked, sent = client.get(url), client.post(url, {"post": "yes"})

    assert (asked.status_code, sent.status_code) == (200, 409)
    for answer in (asked, sent):
        page = answer.content.decode()
        assert "“Ministry of Ports” cannot be deleted" in page
        assert f'/agreement/{agreement.pk}/change/">A memorandum</a>' in page

    assert Institution.objects.filter(pk=institution.pk).exists()


def test_what_nothing_refers_to_is_deleted(client, head):
    official = make.official()
    url = reverse("admin:partners_official_delete", args=[official.pk])

    assert client.get(url).status_code == 200
    assert client.post(url, {"post": "yes"}).status_code == 302

    assert not Official.objects.filter(pk=official.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_deleted_and_tagged_at_once_leaves_nothing_that_points_nowhere(client):
    client.force_login(make.staff("Head of office"))
    official, release = make.official(), make.press_release()
    url = reverse("admin:partners_official_delete", args=[official.pk])

    deleted, tagged = together(
        lambda: client.post(url, {"post": "yes"}).status_code,
        lambda: make.mention(release, official=official),
    )

    there = Official.objects.filter(pk=official.pk).exists()
    assert there == (release.mentions.count() == 1)
    assert deleted == (409 if there else 302)
    assert isinstance(tagged, Exception) != there


# Retired.


def offered(client, field, term=""):
    app, model, name = field.split(".")
    asked = {"app_label": app, "model_name": model, "field_name": name, "term": term}
    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    return [each["text"] for each in found]


def test_what_begins_with_the_words_is_offered_first(client, head):
    make.institution(name_es="Centro Administrativo de la OIM Panamá")
    make.institution(name_es="OIM Panamá")
    make.official(name="Ana Solís", sort_name="Solís, Ana")
    make.official(name="Solange Ana", sort_name="Ana, Solange")
    make.official(name="Mariana Solano", sort_name="Solano, Mariana")

    found = offered(client, "partners.party.institution", "oim panama")
    assert found == ["OIM Panamá", "Centro Administrativo de la OIM Panamá"]
    people = offered(client, "partners.signature.official", "ana")
    assert people == ["Ana Solís", "Solange Ana", "Mariana Solano"]


def test_retired_record_is_not_offered_for_something_new(client, head):
    make.institution(name_es="Aduanas")
    make.institution(name_es="Aduana vieja", retired_on=dt.date(2024, 10, 5))
    make.official(name="Ana Ríos", retired_on=dt.date(2024, 10, 5))

    assert offered(client, "partners.party.institution", "aduana") == ["Aduanas"]
    assert offered(client, "news.pressrelease.institutions", "aduana") == ["Aduanas"]
    assert offered(client, "news.mention.official", "rios") == []
    page = client.get(reverse("admin:partners_institution_changelist"), {"q": "aduana"})
    assert "Aduana vieja" in page.content.decode()


def test_what_was_tagged_before_stays_right(client, head):
    old = make.institution(retired_on=dt.date(2024, 10, 5))
    agreement = make.agreement()
    make.party(agreement, institution=old)
    url = reverse("admin:partners_agreement_change", args=[agreement.pk])

    answer = client.post(url, drawn(client.get(url)))

    assert answer.status_code == 302
    assert agreement.parties.get().institution == old


def test_retiring_is_a_day_in_the_form_and_taken_back_by_emptying_it(client, head):
    official = make.official()
    url = reverse("admin:partners_official_change", args=[official.pk])

    for typed, kept in (("05/10/2024", dt.date(2024, 10, 5)), ("", None)):
        client.post(url, {**drawn(client.get(url)), "retired_on": typed})
        official.refresh_from_db()
        assert official.retired_on == kept


@pytest.mark.parametrize("kind", ["institution", "official"])
def test_page_says_since_when_and_the_list_sets_it_apart(client, kind):
    maker = getattr(make, kind)
    retired, used = maker(retired_on=dt.date(2024, 10, 5)), maker()

    page = client.get(retired.url_in("en")).content.decode()
    listed = client.get(reverse(f"partners:{kind}s")).context

    assert "Retired from the register on 5 October 2024" in page
    assert "Retired" not in client.get(used.url_in("en")).content.decode()
    assert list(listed[f"{kind}s"]) == [used]
    assert list(listed["retired"]) == [retired]


def test_filter_of_the_list_finds_what_is_retired(client, head):
    retired, used = make.official(retired_on=dt.date(2024, 10, 5)), make.official()
    url = reverse("admin:partners_official_changelist")

    assert list(client.get(url, {"use": "retired"}).context["cl"].result_list) == [
        retired
    ]
    assert list(client.get(url, {"use": "now"}).context["cl"].result_list) == [used]
