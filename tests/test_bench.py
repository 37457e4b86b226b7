"""The measurements of bench/: their rows fit the tables, their pages are there."""

import pytest
from django.db import connection

from bench import agreements, desk, editions, ground, pages, register, search
from iompanama.finding.rebuilding import rebuild
from tests import make

pytestmark = pytest.mark.django_db


def fill(statements):
    ground.fill(connection, 100, [each for each in statements if "VACUUM" not in each])
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = DEFAULT")


def test_every_public_page_that_is_measured_is_there(client):
    fill(ground.FILL)

    answers = {name: client.get(at).status_code for name, at in pages.PAGES}

    beyond = {"news list, page 500": 404, "news list, last page": 404}
    assert answers == {**dict.fromkeys(answers, 200), **beyond}


def test_every_list_of_the_admin_that_is_measured_is_there(client):
    fill(editions.STATEMENTS)
    client.force_login(make.staff("Head of office", "writer-1"))

    answers = {name: client.get(at).status_code for name, at in desk.LISTS}

    assert answers == {**dict.fromkeys(answers, 200), "list, far back": 302}


def test_every_search_that_is_measured_is_answered(client):
    fill(search.STATEMENTS)
    assert rebuild().entries > 2 * 100

    asked = {**search.QUESTIONS, **search.OF_STAFF}
    answers = {
        name: client.get(f"/es/buscar/?{question}").status_code
        for name, question in asked.items()
    }

    other = {"common word, last page": 404, "reference": 302}
    assert answers == {**dict.fromkeys(answers, 200), **other}


def test_every_list_of_the_register_that_is_measured_is_there(client):
    fill(agreements.STATEMENTS)
    client.force_login(make.staff("Partnerships", "writer-1"))
    addresses = [f"/es/acuerdos/?{asked}" for asked, _name in register.LISTS]
    addresses += [address for _name, address, _limit in register.PAGES]

    answers = {at: client.get(at).status_code for at in addresses}

    beyond = {"/es/acuerdos/?page=120": 404}
    assert answers == {**dict.fromkeys(answers, 200), **beyond}
