"""Works by languages: conditions, ages, questions, and the file."""

import csv
import datetime as dt
import io

import pytest
from django.utils import timezone

from news.models import PressRelease, Work
from tests import make

pytestmark = pytest.mark.django_db

PAGE = "/en/admin/news/pressrelease/translations/"
FILE = "/en/admin/news/pressrelease/translations.csv"


@pytest.fixture(autouse=True)
def editor(client):
    client.force_login(make.staff("Editors", "rosa"))


def ago(days):
    return timezone.now() - dt.timedelta(days=days)


def stale(days=9, **values):
    return make.published(confirmed={}, source_changed_at=ago(days), **values)


def begun(days):
    return Work.objects.create(begun_at=ago(days))


def table(client, question=""):
    content = client.get(f"{FILE}?only={question}").getvalue().decode()
    assert content.startswith("\ufeff")
    return list(csv.reader(io.StringIO(content[1:])))


def told(client, question=""):
    return [(row[0], row[3], row[5], row[7]) for row in table(client, question)[1:]]


def test_each_language_of_a_work_has_its_condition_and_age(client):
    behind = stale(9)
    missing = make.only_in("es", work=begun(30), dateline_on="2020-01-01")

    assert told(client) == [
        (str(behind), "es", "live", ""),
        (str(behind), "en", "stale", "9"),
        (str(missing), "es", "ready", ""),
        (str(missing), "en", "not begun", "30"),
    ]


def test_questions_ask_for_works_to_look_after(client):
    late, behind = stale(3), stale(9)
    missing = make.only_in("es")
    held = make.only_in("es", released_en=False)
    make.published()
    make.withdrawn(confirmed={})

    def works(question):
        return [row[0] for row in told(client, question)][::2]

    assert works("stale") == [str(behind), str(late)]
    assert works("missing") == [str(missing)]
    assert works("held") == [str(held)]
    assert len(works("")) == len(works("nonsense")) == 5


def test_a_work_is_one_row_whatever_editions_it_has(client):
    release = make.published()
    release.next_edition(make.user("rosa"))

    assert [row[2] for row in table(client)[1:]] == ["2", "2"]


def test_page_leads_to_the_texts_and_says_how_long(client):
    release = stale(9)

    page = client.get(PAGE).content.decode()

    assert f"/en/admin/news/pressrelease/{release.pk}/change/" in page
    assert "for 9 days" in page
    assert "Nothing of this kind." in client.get(f"{PAGE}?only=held").content.decode()


def test_page_costs_the_same_for_one_and_for_many(client, django_assert_num_queries):
    for _ in range(8):
        make.only_in("es")

    with django_assert_num_queries(6):
        client.get(PAGE)


def test_page_says_when_it_was_not_counted_to_the_end(client, monkeypatch):
    monkeypatch.setattr("iompanama.publishing.admin.counting.CountedSoFar.most", 2)
    for _ in range(3):
        make.only_in("es")

    assert "More than 2 texts: the pages show" in client.get(PAGE).content.decode()
    assert len(told(client)) == 6


def test_file_runs_no_formula(client):
    make.only_in("es", title_es="=1+1", title_en="")

    assert table(client)[1][0] == "'=1+1"


def test_who_may_not_read_texts_reads_no_titles(client):
    stale()
    client.force_login(make.user("leo"))

    assert client.get(PAGE).status_code == 403
    assert client.get(FILE).status_code == 403


def test_words_of_the_list_are_the_words_of_the_desk():
    behind = stale()
    make.published()

    assert list(PressRelease.objects.to_translate().stale()) == [behind]
