"""A word of a text that is closed cannot be guessed: not by a count, a suggestion, a
completion, a snippet, a correction, a facet, a feed, a file nor an address."""

import csv
import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.utils import timezone

from iompanama.finding.sight import Sight
from partners.models import Agreement, Document
from tests import make

pytestmark = pytest.mark.django_db

SEARCH = "/es/buscar/"
WORD = "guacamaya"
# Where the word stands: a record and where in it.
PLACES = {
    "text of a confidential record": lambda: make.agreement(
        access="confidential", body_es=f"<p>Una {WORD} roja.</p>"
    ),
    "text of an internal record": lambda: make.agreement(
        access="internal", body_es=f"<p>Una {WORD} roja.</p>"
    ),
    "party of a confidential record": lambda: (
        make.party(
            make.agreement(access="confidential"), name_es=f"Fundación {WORD}"
        ).agreement
    ),
    "signature": lambda: (
        make.signature(
            make.agreement(access="confidential"), name_as_signed=f"Luz {WORD}"
        ).agreement
    ),
    "page of a confidential paper": lambda: paper("public", "confidential"),
    "page of an internal paper": lambda: paper("public", "internal"),
    "page of a confidential record": lambda: paper("confidential", "public"),
    "draft": lambda: make.press_release(title_es=f"Una {WORD}"),
    "scheduled text": lambda: make.scheduled(title_es=f"Una {WORD}"),
    "withdrawn text": lambda: make.withdrawn(title_es=f"Una {WORD}"),
    "language held back": lambda: make.published(
        title_en=f"A {WORD}", released_en=False
    ),
    "page that is not public": lambda: make.page(title_es=WORD, is_public=False),
}
STAFF_SEE = {
    "text of an internal record",
    "page of an internal paper",
}


def paper(record, access):
    document = make.document(make.agreement(access=record), access=access)
    make.page_text(make.version(document), text=f"Una {WORD} roja.")
    return document.agreement


def told(client, word=WORD):
    """Everything the site tells somebody who asks for the word in every way."""
    pages = [
        client.get(SEARCH, {"q": word}),
        client.get(SEARCH, {"q": f"{word} sombrero", "literal": "1"}),
        client.get(SEARCH, {"q": word, "kind": "agreements"}),
        client.get(SEARCH, {"q": "guacamalla"}),  # nearly the word
        client.get(SEARCH, {"q": "guacamalla", "literal": "1"}),
        client.get(SEARCH, {"q": word[:6]}),  # its beginning
    ]
    texts = [page.context["page"] for page in pages]
    return {
        "found": [page.found.total for page in texts],
        "facets": [page.found.facets for page in texts],
        "read as": [page.search.read_as for page in texts],
        "nearest": [page.nearest for page in texts],
        "alone": [page.single_words for page in texts],
        "loosened": [page.loosened for page in texts],
        "completed": client.get(f"{SEARCH}completar/", {"q": word[:5]}).json(),
        "file": list(csv.reader(io.StringIO(file_of(client, word))))[1:],
        "feed": client.get("/es/buscar.rss", {"q": word}).content.count(b"<item>"),
    }


def file_of(client, word):
    answer = client.get("/es/buscar.csv", {"q": word})
    return b"".join(answer.streaming_content).decode("utf-8-sig")


NOTHING = {
    "found": [0] * 6,
    "facets": [[]] * 6,
    "read as": [{}] * 6,
    "nearest": [[]] * 6,
    "alone": [[]] * 6,
    "loosened": [[]] * 6,
    "completed": {"found": []},
    "file": [],
    "feed": 0,
}


def staff():
    client = Client()
    client.force_login(make.staff("Staff readers"))
    return client


def test_visitors_cannot_guess_a_word_of_a_closed_text(client):
    for closed in PLACES.values():
        closed()

    assert told(client) == NOTHING


def test_staff_cannot_guess_a_word_of_a_text_that_is_closed_to_them():
    for place in set(PLACES) - STAFF_SEE:
        PLACES[place]()

    assert told(staff()) == NOTHING


@pytest.mark.parametrize("place", sorted(STAFF_SEE))
def test_staff_find_what_is_internal(place):
    PLACES[place]()
    answers = told(staff())

    assert answers["found"][0] == 1
    assert answers["completed"] == {"found": [WORD]}
    assert answers["feed"] == 0  # a feed is a visitor's


def test_a_named_reader_finds_the_whole_record_and_only_once():
    record = PLACES["text of a confidential record"]()
    client = staff()
    record.readers.add(make.user("staff readers"))
    reader = client.session["_auth_user_id"]
    record.readers.set([reader])

    page = client.get(SEARCH, {"q": WORD}).context["page"]
    assert [hit.layer for hit in page.found.hits] == [0]
    title = client.get(SEARCH, {"q": record.title_es}).context["page"]
    assert title.found.total == 1
    assert client.get(f"{SEARCH}completar/", {"q": "guaca"}).json()["found"] == [WORD]


def test_the_head_of_office_finds_every_record_once():
    PLACES["text of a confidential record"]()
    client = Client()
    client.force_login(make.staff("Head of office"))

    page = client.get(SEARCH, {"q": WORD}).context["page"]
    assert [hit.layer for hit in page.found.hits] == [0]


def test_the_rest_of_the_staff_finds_a_confidential_record_by_title_and_summary():
    record = make.agreement(
        title_es="Acuerdo del colibrí",
        summary_es="Sobre tucanes.",
        body_es=f"<p>Una {WORD} roja.</p>",
        access="confidential",
        reference="OIM-PA/X/2022/09",
        signed_on="2022-05-20",
    )
    institution = make.institution(name_es="Ministerio del Quetzal")
    make.party(record, institution=institution)
    client = staff()

    for word in ("colibrí", "tucanes"):
        page = client.get(SEARCH, {"q": word}).context["page"]
        [result] = page.results
        assert result.hit.layer == 1
        assert WORD not in str(result.snippet)
        assert result.facts[1:] == ["Confidencial"]
    for asked in ("quetzal colibrí", "OIM-PA/X/2022/09", "colibrí 2022", WORD):
        assert (
            client.get(SEARCH, {"q": asked, "literal": 1}).context["page"].results == []
        )
    narrowed = {"q": "colibrí", "institution": institution.pk}
    assert client.get(SEARCH, narrowed).context["page"].found.total == 0
    for state in ("unknown", "in_force", "expired"):
        narrowed = {"q": "colibrí", "state": state, "kind": "agreements"}
        assert client.get(SEARCH, narrowed).context["page"].found.total == 0


def test_states_are_counted_of_agreements_that_open_alone(client):
    client.force_login(make.staff("Staff readers", "ana"))
    make.agreement(title_es="Colibrí", access="confidential", signed_on="2020-01-01")
    make.agreement(title_es="Colibrí rojo", access="internal", is_signed=False)
    page = client.get(SEARCH, {"q": "colibrí"}).context["page"]
    [states] = [each for each in page.groups["groups"] if each["name"] == "Estado"]

    assert page.found.total == 2
    assert [(each["name"], each["count"]) for each in states["choices"]] == [
        ("En negociación", 1)
    ]


def test_a_record_that_becomes_confidential_takes_its_words_back(client):
    record = make.agreement(body_es=f"<p>Una {WORD} roja.</p>")
    assert told(client)["completed"] == {"found": [WORD]}

    record.access = Agreement.Access.CONFIDENTIAL
    record.save()
    assert told(client) == NOTHING
    assert told(staff()) == NOTHING


def test_a_word_that_shares_only_its_stem_with_a_public_one_is_not_offered(client):
    make.published(body_es="<p>El cultivo de yuca.</p>")
    make.agreement(access="confidential", body_es="<p>Los cultivos ilícitos.</p>")

    assert client.get(f"{SEARCH}completar/", {"q": "cultivo"}).json() == {
        "found": ["cultivo"]
    }


def test_filters_of_staff_do_nothing_for_visitors(client):
    make.agreement(title_es="Acuerdo del manglar", access="public")
    everything = client.get(SEARCH, {"q": "manglar"}).context["page"]

    for name, value in (("access", "internal"), ("state", "expired"), ("scan", "1")):
        page = client.get(SEARCH, {"q": "manglar", name: value}).context["page"]
        assert page.found.total == everything.found.total == 1
        assert page.chosen == []


def test_entries_a_reader_sees_are_the_records_that_are_visible_to_her():
    accesses = ("public", "internal", "confidential")
    for record in accesses:
        for access in accesses:
            paper(record, access)
    named = make.user("nora", "partners.read_internal")
    Agreement.objects.filter(access="confidential").first().readers.add(named)
    outsider = make.user("oto")
    Agreement.objects.filter(access="confidential").last().readers.add(outsider)
    readers = [
        AnonymousUser(),
        outsider,
        named,
        make.staff("Staff readers"),
        make.staff("Head of office"),
    ]

    for reader in readers:
        visible = Agreement.objects.visible_to(reader)
        whole = set(visible.filter(is_open=True).values_list("pk", flat=True))
        covers = set(visible.filter(is_open=False).values_list("pk", flat=True))
        papers = set(Document.objects.visible_to(reader).values_list("pk", flat=True))
        assert seen(reader, "kind = 2 AND layer = 0") == whole
        assert seen(reader, "kind = 2 AND layer = 1") == covers
        assert seen(reader, "kind = 3") == seen(reader, "kind = 8") == papers


def seen(reader, which):
    sight = Sight.of(reader, timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT of_id FROM finding_entry e WHERE {which} AND {sight.condition}",
            sight.parameters,
        )
        return {key for [key] in cursor}
