"""In a browser: words and names are completed while one types, or when one asks."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def records():
    make.institution(name_es="Defensoría del Pueblo", acronym_es="DP")
    make.published(title_es="Manglares de Chiriquí")


def offered(page):
    return page.locator(".masthead-search datalist option").evaluate_all(
        "options => options.map((option) => option.value)"
    )


def test_names_and_words_are_offered_while_one_types(page, live_server, records):
    page.goto(f"{live_server.url}/es/")
    box = page.locator(".masthead-search input")
    box.press_sequentially("defens")
    page.wait_for_selector(".masthead-search option", state="attached")
    assert offered(page)[0] == "Defensoría del Pueblo"

    box.fill("")
    box.press_sequentially("chiriqui mangl")
    page.wait_for_selector("option[value='chiriqui manglares']", state="attached")
    assert offered(page) == ["chiriqui manglares"]

    box.fill(offered(page)[0])
    box.press("Enter")
    page.wait_for_url("**/es/buscar/**")
    assert page.locator(".results mark").all_inner_texts() == ["Manglares", "Chiriquí"]


def test_without_a_script_the_last_word_is_completed_when_one_asks(
    chromium, live_server, records
):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/es/buscar/")
    page.fill("main input[type=search]", "mangl chiriq")
    page.click("main button")
    found = page.locator(".results h3").all_inner_texts()
    said = page.locator("main").inner_text()
    context.close()

    assert found == ["Manglares de Chiriquí"]
    assert "chiriquí" in said.lower()
