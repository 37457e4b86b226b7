"""Nonsense in an address is answered with a page, never with a failure."""

import pytest

from tests import make

JUNK = [
    "",
    " ",
    "a%00b",
    "-1",
    "0",
    "9" * 30,
    "9" * 5000,
    "1e9",
    "%C2%B2",
    "%D9%A3",
    "%FF%FE%ED%A0%80",
    "../../etc/passwd%0A%0D",
    "'%22%3E%3Cscript%3E%25s%25(n)s%7B0%7D%F0%9F%92%A7",
    "a%26b%7C!(:*%27%22%5C",
    "x" * 3000,
    "y " * 500,
]
PARAMETERS = {
    "/es/noticias/": ["page", "topic", "institution", "year"],
    "/en/news/2024/": ["page", "topic", "year"],
    "/es/buscar/": ["q", "kind", "page"],
    "/en/data/": ["anything"],
}
PATHS = [
    "/{}",
    "/{}/",
    "/es/{}/",
    "/es/noticias/{}/",
    "/en/news/{}/",
    "/es/temas/{}/",
    "/es/datos/{}.csv",
    "/en/data/{}.csv",
    "/es/buscar/{}/",
    "/sitemap.xml?p={}",
    "/es/noticias/rss/?{}",
]
CALM = {200, 301, 302, 400, 404}


@pytest.fixture
def texts(db):
    make.published(topics=[make.topic(key="water")])
    make.series([("2023", 1)])


@pytest.mark.parametrize(
    ("path", "name"),
    [(path, name) for path, names in PARAMETERS.items() for name in names],
)
def test_junk_in_a_parameter_is_answered(client, texts, path, name):
    answers = {junk: client.get(f"{path}?{name}={junk}").status_code for junk in JUNK}

    assert {junk: code for junk, code in answers.items() if code not in CALM} == {}


@pytest.mark.parametrize("path", PATHS)
def test_junk_in_a_path_is_answered(client, texts, path):
    answers = {junk: client.get(path.format(junk)).status_code for junk in JUNK}

    assert {junk: code for junk, code in answers.items() if code not in CALM} == {}


def test_junk_is_answered_where_words_were_asked_for_as_well(client, texts):
    both = "/es/buscar/?q=noticia&kind={0}&page={0}"
    answers = {junk: client.get(both.format(junk)).status_code for junk in JUNK}

    assert {junk: code for junk, code in answers.items() if code not in CALM} == {}


def test_cookie_of_nobody_is_answered(client, texts):
    client.cookies["sessionid"] = "x" * 200

    assert client.get("/es/").status_code == 200
