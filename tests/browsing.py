"""What people of the office do in a browser, for tests with one."""

from tests import make

PASSWORD = "only for this test"


def account(group, name):
    person = make.staff(group, name)
    person.set_password(PASSWORD)
    person.save()
    return name


def sign_in(page, site, name, language="es"):
    page.goto(f"{site}/{language}/admin/login/")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")


def choose(page, field, words, inside="form"):
    """Type in an autocompleting field and take what it offers."""
    box = page.locator(f"{inside} .field-{field}").last.locator(".select2-selection")
    box.click()
    page.locator(".select2-search__field:visible").last.fill(words)
    page.locator(".select2-results__option", has_text=words).first.click()


def write(page, name, words):
    """Fill the editor of a text."""
    page.locator(f".fieldBox.field-{name} [contenteditable]").fill(words)


def press(page, words):
    """Press a button that sends the form, and wait for what comes back."""
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).click()
