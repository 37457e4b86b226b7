"""What every test may ask for: a kept database that is never stale, and a browser."""

import fcntl
import hashlib
import os
import shutil
import sys

import pytest
from django.utils import translation
from playwright.sync_api import sync_playwright

from iompanama.settings import BASE_DIR, DATA_DIR
from tests import sample_rows
from tests.settings import DATABASES

# Tests run in as many processes as there are cores to use, each with its own database.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
# Written when a run has ended well: what the database it left was made from.
KEPT = DATA_DIR / f"kept-test-database{WORKER}"


@pytest.fixture(autouse=True)
def office_language():
    """A test that read an English page leaves the next one in Spanish."""
    translation.activate("es")


@pytest.fixture(scope="session")
def only_run():
    """A second run of the same tests waits; they would write in one database."""
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    with open(DATA_DIR / f"tests{WORKER}.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Waiting for another test run to end ...", file=sys.__stderr__)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def django_db_createdb(only_run, origin, django_db_createdb):
    """Anew after a changed migration, or a run that was killed in the middle."""
    is_kept = KEPT.exists() and KEPT.read_text() == origin
    KEPT.unlink(missing_ok=True)
    return django_db_createdb or not is_kept


@pytest.fixture(scope="session")
def django_db_setup(origin, django_db_setup):
    yield
    KEPT.write_text(origin)


@pytest.fixture(scope="session")
def origin():
    """Which database, and the migrations it is made from."""
    digest = hashlib.sha256(repr(DATABASES["default"]).encode())
    for path in sorted(BASE_DIR.glob("*/**/migrations/*.py")):
        digest.update(os.fsencode(path) + path.read_bytes())
    return digest.hexdigest()


@pytest.fixture(autouse=True)
def spanish_again():
    """A page asked for in English leaves its language to the thread."""
    translation.deactivate()


@pytest.fixture(scope="session")
def chromium():
    """Debian's browser, driven by Playwright; without it the test is skipped."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not installed")
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright's loop runs in this thread, and Django would take it for async.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A fresh browser window without cookies."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def sample_loaded(django_db_setup, django_db_blocker):
    """The sample, loaded once a run and taken out again: see ``sample``."""
    with django_db_blocker.unblock():
        return sample_rows.loaded()


@pytest.fixture
def sample(sample_loaded, db):
    """The whole sample is in the database of this test, with its pictures on file."""
    sample_rows.put_back(sample_loaded)
