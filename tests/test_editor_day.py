"""In a browser: the whole life of a text, with the clock moved over its hour."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from tests import make
from tests.browsing import account, choose, press, sign_in, write

pytestmark = pytest.mark.django_db(transaction=True)

MORNING = dt.datetime(2026, 11, 24, 14, tzinfo=dt.UTC)  # nine o'clock in Panama
ADDRESS = "/es/noticias/abre-un-puesto-de-salud-en-meteti/"


@pytest.fixture
def clock():
    with time_machine.travel(MORNING) as clock:
        yield clock


@pytest.fixture
def people(chromium, live_server):
    """Who writes, who reads and publishes, and somebody at home."""
    windows = [chromium.new_context() for _ in range(3)]
    for window in windows:
        # A page says by its own clock what is over.
        window.clock.set_fixed_time(MORNING)
    rosa, julio, visitor = (window.new_page() for window in windows)
    make.place(name_es="Metetí", name_en="Metetí")
    make.topic(name_es="Salud", name_en="Health")
    sign_in(rosa, live_server.url, account("Editors", "rosa"))
    sign_in(julio, live_server.url, account("Publishers", "julio"), "en")
    yield rosa, julio, visitor
    for window in windows:
        window.close()


def test_from_the_first_draft_to_the_withdrawal(people, clock, live_server):
    rosa, julio, visitor = people
    site = live_server.url

    def seen(path=ADDRESS):
        """What somebody at home finds at an address: status, where, which words."""
        answer = visitor.goto(site + path)
        words = visitor.locator("main").inner_text()
        return answer.status, visitor.url.removeprefix(site), words

    def opens(page, words):
        page.goto(f"{site}/{'en' if page is julio else 'es'}/admin/")
        page.get_by_role("link", name=words).first.click()

    def told(page):
        return page.locator(".messagelist li").first.inner_text()

    # A draft in Spanish.
    opens(rosa, "Escribir un comunicado")
    rosa.get_by_label("Título en español").fill("Abre un puesto de salud en Metetí")
    rosa.get_by_label("Entradilla en español").fill("Atenderá a 348 personas al mes.")
    write(rosa, "body_es", "La OIM abrió el puesto.")
    rosa.get_by_label("Fecha").fill("24/11/2026")
    choose(rosa, "dateline_place", "Metetí")
    choose(rosa, "topics", "Salud")
    press(rosa, "Guardar borrador")

    # Its translation, with a slip in a number: the warning stands under the field.
    rosa.get_by_label("Título en inglés").fill("A health post opens in Metetí")
    lead = rosa.get_by_label("Entradilla en inglés")
    lead.fill("It will serve 384 people a month.")
    write(rosa, "body_en", "IOM opened the post.")
    press(rosa, "Guardar borrador")
    warning = rosa.locator("#id_lead_en_warnings")
    assert "384" in warning.inner_text()
    assert lead.get_attribute("aria-describedby").endswith("id_lead_en_warnings")
    lead.fill("It will serve 348 people a month.")
    press(rosa, "Guardar borrador")
    assert warning.count() == 0

    # To a second person, who sends it back.
    press(rosa, "Enviar a revisión")
    assert "espera una segunda lectura" in told(rosa)
    opens(julio, "A health post opens")
    press(julio, "Return with a note…")
    julio.get_by_label("Reason").fill("Who runs it?")
    press(julio, "Return with a note")
    assert "is a draft again" in told(julio)

    # Put right, and to be published at ten.
    opens(rosa, "Abre un puesto de salud")
    assert "Who runs it?" in rosa.locator(".note").inner_text()
    write(rosa, "body_es", "La OIM y el Ministerio de Salud abrieron el puesto.")
    write(rosa, "body_en", "IOM and the Ministry of Health opened the post.")
    press(rosa, "Enviar a revisión")
    opens(julio, "A health post opens")
    press(julio, "Publish on…")
    julio.get_by_label("Visible from").fill("2026-11-24T10:00")
    assert "15:00 UTC" in julio.locator("output.moment").inner_text()
    press(julio, "Publish")
    assert "goes out on 24 November 2026, 10:00 in Panama" in told(julio)

    # At nine nobody reads it; at ten everybody does, and nothing had to run.
    assert seen()[0] == 404
    clock.move_to(MORNING + dt.timedelta(hours=1))
    status, _where, words = seen()
    assert (status, "La OIM y el Ministerio de Salud" in words) == (200, True)

    # A correction as the second edition; meanwhile the first is read.
    rosa.goto(f"{site}/es/admin/news/pressrelease/")
    rosa.get_by_role("link", name="Abre un puesto de salud").click()
    press(rosa, "Escribir otra edición")
    assert "La edición 2 está lista para escribirla." in told(rosa)
    rosa.get_by_label("Título en español").fill("Abre un centro de salud en Metetí")
    rosa.get_by_label("Dirección en español").fill("abre-un-centro-de-salud")
    rosa.get_by_label("Título en inglés").fill("A health centre opens in Metetí")
    press(rosa, "Guardar borrador")
    # Not without a word to those who have read the first.
    note = rosa.get_by_label("Nota a los lectores sobre el cambio en español")
    assert (
        "Diga a los lectores"
        in rosa.locator("#id_change_note_es_warnings").inner_text()
    )
    note.fill("Es un centro, no un puesto.")
    note = rosa.get_by_label("Nota a los lectores sobre el cambio en inglés")
    note.fill("It is a centre, not a post.")
    press(rosa, "Enviar a revisión")
    assert "Abre un puesto" in seen()[2]
    assert "centro" not in seen()[2]
    opens(julio, "A health centre opens")
    press(julio, "Publish now")

    # The old address leads to the new one, and the page says what was wrong.
    status, where, words = seen()
    assert (status, where) == (200, "/es/noticias/abre-un-centro-de-salud/")
    assert "Es un centro, no un puesto." in words

    # Withdrawn, it leaves everything at once and says why.
    julio.goto(f"{site}/en/admin/news/pressrelease/")
    julio.get_by_role("link", name="A health centre opens").click()
    julio.get_by_role("link", name="Withdraw…").click()
    julio.get_by_label("Reason").fill("The post never opened.")
    press(julio, "Withdraw")
    status, _where, words = seen()
    assert (status, "The post never opened." in words) == (410, True)
    assert "centro de salud" not in seen("/es/noticias/")[2]
    assert timezone.now() < MORNING + dt.timedelta(hours=2)
