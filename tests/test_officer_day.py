"""In a browser: an officer brings an agreement from an empty form to its reminder."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command

from tests import make
from tests.browsing import account, choose, press, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

MORNING = dt.datetime(2026, 11, 24, 14, tzinfo=dt.UTC)  # nine o'clock in Panama
MAILBOX = "alianzas@muestra.invalid"
PAPER = (
    ["Acuerdo marco sobre humedales.", "Cláusula primera."],
    ["Cláusula segunda.", "Ninguna parte entrega datos personales a terceros."],
    ["Cláusula tercera.", "Las partes cuidan los humedales de Matusagaratí."],
)


@pytest.fixture
def clock():
    with time_machine.travel(MORNING) as clock:
        yield clock


@pytest.fixture
def elena(page, live_server, clock):
    """An officer who has just signed in."""
    make.institution(name_es="Oficina de la OIM", is_the_office=True)
    make.institution(name_es="Ministerio de Ambiente")
    make.official(name="Ana Ríos")
    sign_in(page, live_server.url, account("Partnerships", "elena"))
    return page


def fill(page, start="", **values):
    """Type each value in its field, or choose it by its words."""
    for name, value in values.items():
        field = page.locator(f"#id_{start}{name}")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)


def add(page, group, words):
    """Another row of a group of the form."""
    page.locator(f"#{group}-group").get_by_text(words, exact=True).click()
    return f"#{group}-0"


def enter(page):
    """An agreement with parties, a signature, dates, a paper and who looks after it."""
    page.get_by_role("link", name="Registrar un acuerdo").click()
    fill(page, title_es="Acuerdo marco sobre humedales", kind="Acuerdo marco")
    fill(page, summary_es="Cuidar los humedales.", access="Público")
    for number, name in enumerate(("Oficina de la OIM", "Ministerio de Ambiente")):
        add(page, "parties", "Añadir: Parte")
        choose(page, "institution", name, f"#parties-{number}")
    fill(page, signed_on="11/3/2025", entry="con la firma", in_force_on="11/3/2025")
    row = add(page, "signatures", "Añadir: Firma")
    choose(page, "official", "Ana Ríos", row)
    signed = {"name_as_signed": "Ana Ríos", "capacity_es": "Ministra"}
    fill(page, "signatures-0-", signed_on="11/3/2025", **signed)
    fill(
        page,
        ends_on="11/3/2027",
        renewal="se renueva automáticamente",
        renewal_months="12",
    )
    fill(page, notice_days="60")
    add(page, "documents", "Añadir: Documento")
    fill(page, "documents-0-", title_es="Texto firmado", language="es")
    fill(page, "documents-0-", kind="texto firmado", access="Público")
    scan = {"name": "a.pdf", "mimeType": "application/pdf"}
    scan["buffer"] = make.paper(*PAPER)
    page.set_input_files("[name=documents-0-files]", scan)
    choose(page, "institution", "OIM", add(page, "focal_points", "Añadir: Punto focal"))
    fill(page, "focal_points-0-", unit_es="Alianzas", email=MAILBOX)
    press(page, "Guardar y seguir")


def amend(page, site):
    """An addendum that moves the end, entered as a record of its own."""
    page.goto(f"{site}/es/admin/partners/agreement/add/")
    fill(page, title_es="Adenda n.º 1", kind="Adenda", access="Público")
    fill(page, signed_on="24/11/2026", entry="con la firma", in_force_on="24/11/2026")
    row = add(page, "relations_out", "Añadir: Relación")
    fill(page, "relations_out-0-", kind="modifica a")
    choose(page, "target", "humedales", row)
    fill(page, "relations_out-0-", new_ends_on="11/3/2029", new_notice_days="90")
    press(page, "Guardar")


def test_from_the_empty_form_to_the_reminder(elena, live_server, clock):
    site, page = live_server.url, elena
    enter(page)

    # Its scan is read outside of requests, and found by a word of its third page.
    call_command("read_documents")
    page.goto(f"{site}/es/acuerdos/acuerdo-marco-sobre-humedales/")
    state = page.locator(".status")
    assert state.inner_text() == (
        "Vigente; se renueva automáticamente el 11 de marzo de 2027 si nadie da aviso"
        " hasta el 10 de enero de 2027."
    )
    page.get_by_role("link", name="Texto firmado").click()
    page.get_by_label("Palabras en este documento").fill("matusagarati")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Página 3").click()
    assert page.locator("mark").all_inner_texts() == ["Matusagaratí"]

    # An addendum moves its end, and what it says of itself follows.
    amend(page, site)
    page.goto(f"{site}/es/acuerdos/acuerdo-marco-sobre-humedales/")
    assert state.inner_text() == (
        "Vigente; se renueva automáticamente el 11 de marzo de 2029 si nadie da aviso"
        " hasta el 11 de diciembre de 2028."
    )
    assert page.get_by_role("link", name="Adenda n.º 1").first.is_visible()

    # Half a year before the notice, once, whoever looks after it is told.
    for day, told in ((13, 0), (14, 1), (15, 1)):
        clock.move_to(dt.datetime(2028, 6, day, 12, tzinfo=dt.UTC))
        for command in ("send_reminders", "send_mail"):
            call_command(command)
        assert len(mail.outbox) == told
    [message] = mail.outbox
    assert message.to == [MAILBOX]
    assert message.subject == (
        "En 180 días: Acuerdo marco sobre humedales"
        " / In 180 days: Acuerdo marco sobre humedales"
    )
    assert "/es/acuerdos/acuerdo-marco-sobre-humedales/" in message.body
