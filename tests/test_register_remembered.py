"""What the register counted is never older than the last change of it."""

import datetime as dt

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from iompanama.pages.models import SiteSettings
from iompanama.publishing.acting import acting
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/en/agreements/"


@pytest.fixture(autouse=True)
def remembers(settings):
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "register"}}
    cache.clear()
    SiteSettings.load()


def shown(client, address=LIST):
    """The titles on the page, what is counted beside them, and the queries it took."""
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    titles = [each.title_en for each in page.context["page_obj"].object_list]
    counts = {
        str(choice["name"]): choice["count"]
        for group in page.context["facets"]["groups"]
        for choice in group["choices"]
    }
    return titles, counts, len(queries)


def test_a_list_is_found_and_counted_once_until_something_changes(client):
    agreement = make.agreement(title_en="One")
    first, second = shown(client), shown(client)
    assert first[:2] == second[:2]
    # The third is for the frame of the page, which is remembered for a second.
    assert first[2] == 4
    assert second[2] in (2, 3)

    institution = make.institution(name_en="Service")
    make.party(agreement, institution=institution)
    assert shown(client)[1]["Service"] == 1

    institution.parent = make.institution(name_en="Ministry")
    institution.save()
    assert shown(client)[1]["Ministry"] == 1

    agreement.topics.add(make.topic(name_en="Water"))
    assert shown(client)[1]["Water"] == 1

    addendum = make.agreement(title_en="Two", signed_on="2020-01-01")
    assert shown(client)[1]["In force"] == 1
    agreement.is_signed = True
    agreement.save()
    with acting(make.user("ana"), "Left out by mistake"):
        make.relation(addendum, "replaces", agreement)
    assert shown(client)[1]["Replaced"] == 1

    make.agreement(title_en="Three").delete()
    assert sorted(shown(client)[0]) == ["One", "Two"]


def test_each_person_has_the_counts_of_what_opens_to_her(client):
    agreement = make.agreement(title_en="Closed", access="confidential")
    named, other = (
        make.staff("Partnerships", "elena"),
        make.staff("Partnerships", "ana"),
    )
    agreement.readers.add(named)

    def counts(person):
        client.force_login(person)
        return shown(client)[1].get("Memorandum of understanding")

    assert [counts(named), counts(other), counts(named)] == [1, None, 1]

    agreement.readers.set([other])
    assert [counts(named), counts(other)] == [None, 1]


def test_a_day_that_passes_tells_no_more_than_was_known_on_it(client):
    """Signed on 1 December: of 25 November that is told only as long as it is ahead."""
    with transaction.atomic():
        agreement = make.agreement(signed_on="2026-12-01")
        make.party(agreement, institution=make.institution(name_en="Service"))
    asked = f"{LIST}?on=2026-11-25"

    def counted(day):
        with time_machine.travel(
            dt.datetime.fromisoformat(f"{day}T17:00Z"), tick=False
        ):
            return shown(client, asked)[1].get("Service")

    assert [counted("2026-11-21"), counted("2026-11-30")] == [1, None]
