"""In a browser: what was typed and not saved is offered, and nothing is replaced."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "only for this test"


@pytest.fixture
def rosa(page, live_server):
    person = make.staff("Editors", "rosa")
    person.set_password(PASSWORD)
    person.save()
    page.goto(f"{live_server.url}/en/admin/login/")
    sign_in(page)
    return page


def sign_in(page):
    page.fill("#id_username", "rosa")
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")


def page_of(live_server, release):
    return f"{live_server.url}/en/admin/news/pressrelease/{release.pk}/change/"


def write(page, name, words):
    page.get_by_role("textbox", name=name, exact=True).fill(words)


KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('kept.'))"


def kept(page):
    return page.evaluate(KEPT)


def until_kept(page, times=1):
    for _ in range(50):
        if len(kept(page)) == times:
            return
        page.wait_for_timeout(100)
    raise AssertionError("nothing was kept")


def save(page):
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_load_state("load")


def test_unsaved_work_is_offered_after_a_reload_and_forgotten_once_saved(
    rosa, live_server
):
    release = make.press_release(title_es="Antes")
    rosa.goto(page_of(live_server, release))
    rosa.wait_for_load_state("load")
    rosa.fill("#id_title_es", "Sin guardar")
    write(rosa, "Text in Spanish", "Tres frases nuevas.")
    rosa.locator("#agreement_links-group .add-row a").click()
    until_kept(rosa)

    rosa.reload()
    offer = rosa.get_by_role("region", name="You have work that was not saved")
    told = offer.inner_text()
    before = rosa.input_value("#id_title_es")
    offer.get_by_role("button", name="Put it in the form").click()
    rosa.get_by_text("Nothing is saved yet.").wait_for()
    title = rosa.input_value("#id_title_es")
    save(rosa)

    release.refresh_from_db()
    assert "Title in Spanish: 5 characters here, 11 in what was kept" in told
    assert (before, title) == ("Antes", "Sin guardar")
    assert release.body_es == "<p>Tres frases nuevas.</p>"
    assert offer.is_hidden()
    assert kept(rosa) == []


def test_work_survives_an_ended_session(rosa, live_server):
    release = make.press_release()
    rosa.goto(page_of(live_server, release))
    rosa.wait_for_load_state("load")
    rosa.fill("#id_lead_es", "Escrita sin sesión.")
    rosa.context.clear_cookies(name="sessionid")

    save(rosa)
    sign_in(rosa)
    rosa.get_by_role("button", name="Put it in the form").click()
    rosa.get_by_text("Nothing is saved yet.").wait_for()
    save(rosa)

    release.refresh_from_db()
    assert release.lead_es == "Escrita sin sesión."


def test_kept_work_never_replaces_a_newer_version(rosa, live_server):
    release = make.press_release(title_es="Antes")
    rosa.goto(page_of(live_server, release))
    rosa.wait_for_load_state("load")
    rosa.fill("#id_title_es", "De Rosa")
    until_kept(rosa)
    release.title_es, release.lead_en = "De Julio", "By Julio"
    release.save()

    rosa.reload()
    rosa.get_by_text("The text was saved since then").wait_for()
    rosa.get_by_role("button", name="Compare and choose").click()
    rosa.get_by_text("Nothing is lost: compare and choose.").wait_for()
    rosa.get_by_label("Keep mine").check()
    save(rosa)

    release.refresh_from_db()
    assert (release.title_es, release.lead_en) == ("De Rosa", "By Julio")


def test_discarded_work_is_not_offered_again(rosa, live_server):
    release = make.press_release()
    rosa.goto(page_of(live_server, release))
    rosa.wait_for_load_state("load")
    rosa.fill("#id_title_es", "Para nada")
    until_kept(rosa)

    rosa.reload()
    rosa.get_by_role("button", name="Discard it").click()
    rosa.reload()

    assert kept(rosa) == []
    assert rosa.locator("[data-kept]").is_hidden()


def test_second_accident_before_the_first_is_answered_loses_neither(rosa, live_server):
    release = make.press_release(lead_es="Antes.")
    for times, words in enumerate(("Primera.", "Segunda, más nueva."), 1):
        rosa.goto(page_of(live_server, release))
        rosa.wait_for_load_state("load")
        rosa.fill("#id_lead_es", words)
        until_kept(rosa, times)

    rosa.reload()
    offer = rosa.get_by_role("region", name="You have work that was not saved")
    told = offer.inner_text()
    offer.get_by_role("button", name="Put it in the form").click()
    rosa.get_by_text("Nothing is saved yet.").wait_for()
    newest = rosa.input_value("#id_lead_es")
    save(rosa)
    rosa.goto(page_of(live_server, release))
    offer.get_by_role("button", name="Compare and choose").click()
    rosa.get_by_text("Nothing is lost: compare and choose.").wait_for()

    assert newest == "Segunda, más nueva."
    assert "What was kept before that is offered after it." in told
    assert "Primera." in rosa.locator("main, #content").first.inner_text()


def test_saving_past_an_offer_leaves_it(rosa, live_server):
    release = make.press_release(lead_es="Antes.")
    rosa.goto(page_of(live_server, release))
    rosa.wait_for_load_state("load")
    rosa.fill("#id_lead_es", "Primera.")
    until_kept(rosa)

    rosa.reload()
    rosa.fill("#id_title_es", "Otro título")
    save(rosa)

    assert rosa.get_by_role("button", name="Compare and choose").is_visible()
    assert len(kept(rosa)) == 1
