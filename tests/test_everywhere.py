"""What somebody may not see changes nothing for them, at any address: not one byte of
an answer and not one query, which is what the time of an answer is made of."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from partners.models import DeadlineCalendar
from tests import hidden, make
from tests.everywhere import ASIDE, addresses, names

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

HEAD, STAFF = "Head of office", "Staff readers"
OUTSIDE = ("visitor", "stranger")
OTHERS = "all others"
# Who holds every role but the head's comes wherever any one of these roles comes.
ROLES_OF = {
    "stranger": [],
    STAFF: [STAFF],
    OTHERS: [role for role in settings.ROLES if role != HEAD],
    HEAD: [HEAD],
}
CLOSED_TO = (STAFF, OTHERS)
# Pages of one's own work, and those of a merge, which counts what is hidden because it
# moves as well (test_merging_pages.py).
ELSEWHERE = {
    "admin:news_pressrelease_step",
    "admin:partners_agreement_import_report",
    *(
        f"admin:{model}_{page}"
        for model in (
            "finding_savedsearch",
            "partners_appointment",
            "partners_merge",
        )
        for page in ("change", "delete", "history")
    ),
    *(
        f"admin:partners_{model}_{page}"
        for model in ("institution", "official")
        for page in ("bring_back", "merge_with")
    ),
    "admin:partners_merge_undo",
}
# Staff reads title and summary of what is confidential: that it is there is known. The
# desk answers 404 all the same, after asking who its readers are.
KNOWN = {
    "partners:agreement",
    *(
        f"admin:partners_agreement_{page}"
        for page in ("change", "delete", "history", "restore")
    ),
}
# Where whoever may open a record hears of what it holds: a walk past none of these
# would prove nothing.
TELLING = {
    "admin:deadlines",
    "admin:index",
    "admin:partners_agreement_changelist",
    "admin:partners_institution_delete",
    "admin:partners_official_delete",
    "admin:partners_opening_changelist",
    "complete",
    "home",
    "news:detail",
    "partners:agreements",
    "partners:agreements_file",
    "partners:agreements_workbook",
    "partners:calendar",
    "partners:institution",
    "partners:official",
    "search",
    "search_file",
    "vocabulary:topic",
}


@pytest.fixture
def today():
    with time_machine.travel(dt.datetime(2026, 11, 21, 17, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def site():
    return hidden.open_site()


class Reader:
    def __init__(self, role):
        self.browser, self.words = Client(), {}
        if role != "visitor":
            person = make.user(role)
            for each in ROLES_OF[role]:
                person = make.staff(each, role)
            self.browser.force_login(person)
            calendar = DeadlineCalendar.objects.create(user=person)
            self.words["partners:calendar"] = {"token": hidden.token_of(calendar)}

    def told(self, words, **asked):
        """By address, what the reader is told there and what it took."""
        found = addresses({**words, **self.words}, **asked)
        return {each: each.ask(self.browser) for each in found}


def other(before, after):
    """Where another thing is answered, or the same at another cost."""
    pairs = zip(before.values(), after.values(), strict=True)
    told = zip(before, pairs, strict=True)
    return [
        (each.name, each.path, one.queries, now.queries)
        for each, (one, now) in told
        if one != now
    ]


@pytest.mark.parametrize("role", CLOSED_TO)
def test_what_a_confidential_record_holds_changes_no_answer(site, role):
    record, words = hidden.bare(site, "confidential"), hidden.at_shared(site)
    reader, more = Reader(role), {"all_questions": role == STAFF}

    before = reader.told(words, **more)
    hidden.whole(site, record)

    assert other(before, reader.told(words, **more)) == []


@pytest.mark.parametrize("reader", OUTSIDE)
def test_what_staff_alone_may_see_changes_no_answer_to_others(site, reader):
    words, more = hidden.at_shared(site), {"all_questions": reader == "visitor"}
    reader = Reader(reader)

    before = reader.told(words, **more)
    for access in ("internal", "confidential"):
        hidden.whole(site, hidden.bare(site, access))
        hidden.filed(site.unfiled, access)

    assert other(before, reader.told(words, **more)) == []


def test_whom_it_opens_to_hears_of_it(site):
    record, words = hidden.bare(site, "confidential"), hidden.at_shared(site)
    head, more = Reader(HEAD), {"all_questions": False}

    before = head.told(words, **more)
    hidden.whole(site, record)

    assert {name for name, *_ in other(before, head.told(words, **more))} == TELLING


@pytest.mark.parametrize("access", ["internal", "confidential"])
def test_what_is_hidden_answers_as_what_never_was(site, access):
    record = hidden.bare(site, access)
    there = hidden.at_hidden(record, hidden.whole(site, record))
    nowhere = hidden.at_nothing(there)

    for role in OUTSIDE if access == "internal" else ("visitor", *CLOSED_TO):
        reader = Reader(role)
        asked = {"fixed": False, "all_questions": role in ("visitor", STAFF)}
        found = other(reader.told(there, **asked), reader.told(nowhere, **asked))
        if role in OUTSIDE:
            assert found == [], role
        else:
            assert {name for name, *_ in found} <= KNOWN, (role, found)


def test_every_address_is_asked(site):
    record = hidden.bare(site, "internal")
    words = hidden.at_hidden(record, hidden.whole(site, record))
    asked = {
        each.name
        for where in (words, hidden.at_shared(site))
        for each in addresses(where)
    }
    there = {name for name, _words in names() if not ASIDE.match(name)}

    assert there - asked - {"partners:calendar"} == ELSEWHERE
