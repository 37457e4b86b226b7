"""What every test may ask for: a database, the sample in it, and a browser."""

import gc
import os
import shutil
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from django.test import TransactionTestCase
from django.utils import translation
from playwright.sync_api import sync_playwright

from tests.database import MIGRATED, OWN, renew_used, use
from tests.sample import SAMPLE
from tests.turns import turn_of


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: turn_of(item.path))


def pytest_collection_finish():
    """What is loaded by now stays to the end: no search for garbage goes through it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Before anything of the test connects: the database it asks for."""
    kept = SAMPLE if "sample" in item.fixturenames else MIGRATED
    use(kept.name + OWN)


@pytest.fixture(scope="session")
def until_the_end():
    with ExitStack() as until:
        yield until


@pytest.fixture(scope="session")
def django_db_setup(until_the_end, django_test_environment, django_db_blocker):
    """A copy of the migrated database, and another after each test that commits."""
    patched = until_the_end.enter_context(pytest.MonkeyPatch.context())
    patched.setattr(TransactionTestCase, "_fixture_teardown", renew_used)
    with django_db_blocker.unblock():
        MIGRATED.copy(until_the_end)


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


@pytest.fixture(scope="session")
def window(chromium):
    """One for all tests, for to open one costs more than what is done in it."""
    context = chromium.new_context()
    aside = context.new_page()
    yield context, context.new_cdp_session(aside)
    context.close()


@pytest.fixture
def page(window):
    """A fresh page; no cookies are there before it, and nothing that a page kept."""
    context, protocol = window
    _aside, *before = context.pages
    assert before == context.cookies() == []
    yield context.new_page()
    for each in context.pages[1:]:
        place = urlsplit(each.url)
        each.close()
        everything = {
            "origin": f"{place.scheme}://{place.netloc}",
            "storageTypes": "all",
        }
        protocol.send("Storage.clearDataForOrigin", everything)
    context.clear_cookies()


def origin_of(url):
    place = urlsplit(url)
    return f"{place.scheme}://{place.netloc}"


@pytest.fixture(scope="session")
def sample_copied(django_db_setup, until_the_end, django_db_blocker):
    with django_db_blocker.unblock():
        SAMPLE.copy(until_the_end)


@pytest.fixture
def sample(sample_copied, db):
    """The whole sample is in the database of this test, with its pictures on file."""
