"""The office is reminded of deadlines, each time once, and keeps a calendar of them."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import icalendar
import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from iompanama.outbox.models import Message, Preference
from iompanama.outbox.sending import send_due
from iompanama.pages.models import SiteSettings
from partners.deadlines.reminding import remind
from partners.models import DeadlineCalendar, Reminder

from . import make

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 3, 1)
BOX = "alianzas@muestra.invalid"


def ending(days, **values):
    """An agreement that ends so many days after today."""
    return make.agreement(
        signed_on=dt.date(2020, 1, 1), ends_on=TODAY + dt.timedelta(days), **values
    )


def told():
    return [(each.address, each.subject) for each in Message.objects.order_by("pk")]


@pytest.mark.parametrize(
    ("days", "expected"), [(181, 0), (180, 1), (90, 1), (30, 1), (0, 1), (-1, 0)]
)
def test_reminder_is_due_from_its_day_until_the_deadline(days, expected):
    ending(days)

    assert len(remind(TODAY, BOX)[0]) == expected


def test_each_reminder_goes_out_once_over_the_whole_way_to_the_end():
    agreement = ending(200)

    for day in range(201):
        remind(TODAY + dt.timedelta(day), BOX)

    lines = Reminder.objects.filter(agreement=agreement).order_by("-days_before")
    assert [line.days_before for line in lines] == [180, 90, 30]
    assert Message.objects.count() == 3


def test_days_without_a_run_lose_nothing_and_send_the_nearest_alone():
    ending(200)

    remind(TODAY + dt.timedelta(110), BOX)  # 90 days left, the first run since
    remind(TODAY + dt.timedelta(111), BOX)

    assert [
        (r.days_before, r.told) for r in Reminder.objects.order_by("days_before")
    ] == [
        (90, [BOX]),
        (180, []),
    ]
    assert Message.objects.count() == 1


def test_notice_has_its_own_deadline_and_a_renewed_term_new_ones():
    ending(100, renewal="automatic", renewal_months=12, notice_days=60)

    remind(TODAY, BOX)
    kinds = Reminder.objects.values_list("kind", "deadline").distinct()
    assert set(kinds) == {
        ("end", TODAY + dt.timedelta(100)),
        ("notice", TODAY + dt.timedelta(40)),
    }
    remind(TODAY + dt.timedelta(366 + 60), BOX)

    assert Reminder.objects.filter(deadline__gt=TODAY + dt.timedelta(300)).exists()


def test_focal_points_of_the_office_are_told_and_not_those_of_the_other_side():
    agreement = ending(20)
    office = make.institution(is_the_office=True)
    make.focal_point(agreement, institution=office, email="enlace@muestra.invalid")
    make.focal_point(agreement, institution=office, email="enlace@muestra.invalid")
    make.focal_point(agreement, email="afuera@muestra.invalid")

    remind(TODAY, BOX)

    assert [address for address, _subject in told()] == ["enlace@muestra.invalid"]


def test_what_nobody_can_be_told_of_stays_due():
    ending(20)

    assert [len(each) for each in remind(TODAY)] == [0, 1]
    assert [len(each) for each in remind(TODAY, BOX)] == [1, 0]


def test_agreements_of_others_and_ended_ones_remind_of_nothing():
    ending(20, iom_is_party=False)
    ending(20, terminated_on=dt.date(2025, 1, 1))

    assert remind(TODAY, BOX) == ([], [])


def test_known_account_reads_in_its_language_and_a_mailbox_in_both():
    agreement = ending(30, title_es="Acuerdo de agua", title_en="Water agreement")
    office = make.institution(is_the_office=True)
    reader = make.user("ana", email="ana@muestra.invalid")
    Preference.objects.create(user=reader, language="en", frequency="never")
    for address in ("ana@muestra.invalid", "unidad@muestra.invalid"):
        make.focal_point(agreement, institution=office, email=address)

    remind(TODAY, BOX)

    assert told() == [
        ("ana@muestra.invalid", "In 30 days: Water agreement"),
        (
            "unidad@muestra.invalid",
            "En 30 días: Acuerdo de agua / In 30 days: Water agreement",
        ),
    ]


def test_command_takes_the_mailbox_of_the_settings_and_mail_goes_to_it():
    SiteSettings.load()
    SiteSettings.objects.update(partnerships_email=BOX)
    make.agreement(
        signed_on=dt.date(2020, 1, 1),
        ends_on=timezone.localdate() + dt.timedelta(days=10),
    )

    call_command("send_reminders")
    call_command("send_reminders")
    send_due()

    assert [each.to for each in mail.outbox] == [[BOX]]


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_remind_once():
    ending(20)

    def run(_n):
        try:
            return len(remind(TODAY, BOX)[0])
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        reminded = list(pool.map(run, range(4)))

    assert sum(reminded) == 1
    assert Message.objects.count() == 1


# The page of the staff and the calendar.

PAGE = "/en/admin/deadlines/"


def soon(days=20, **values):
    return make.agreement(
        signed_on=dt.date(2020, 1, 1),
        ends_on=timezone.localdate() + dt.timedelta(days=days),
        **values,
    )


def events(client, address):
    answer = client.get(address)
    return [
        str(each["summary"])
        for each in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    ]


def test_staff_see_the_deadlines_and_who_was_reminded(
    client, django_assert_num_queries
):
    agreement = soon(title_en="Water agreement")
    remind(timezone.localdate(), BOX)
    client.force_login(make.staff("Staff readers"))

    page = client.get(PAGE).content.decode()

    assert "Water agreement" in page
    assert "in 20 days" in page
    assert BOX in page
    assert f"/partners/agreement/{agreement.pk}/change/" in page


def test_page_costs_the_same_with_many_deadlines(client, django_assert_max_num_queries):
    client.force_login(make.staff("Staff readers"))
    soon()
    with django_assert_max_num_queries(12) as few:
        client.get(PAGE)
    for _n in range(20):
        soon()
    remind(timezone.localdate(), BOX)
    with django_assert_max_num_queries(12) as many:
        client.get(PAGE)

    assert len(few) == len(many)


def test_confidential_agreement_is_in_nobody_elses_deadlines_or_calendar(client):
    soon(access="confidential", title_en="Secret agreement", title_es="Secreto")
    reader = make.staff("Staff readers")
    client.force_login(reader)
    client.post(PAGE)
    address = DeadlineCalendar.objects.get().get_absolute_url()

    assert "Secret" not in client.get(PAGE).content.decode()
    assert events(client, address) == []

    client.force_login(make.staff("Head of office", "head"))
    assert "Secret" in client.get(PAGE).content.decode()


def test_page_is_not_there_for_who_may_not_read_the_register(client):
    client.force_login(make.user("nobody", is_staff=True))

    assert client.get(PAGE).status_code == 404
    client.logout()
    assert "login" in client.get(PAGE).url


def test_calendar_opens_without_an_account_until_it_is_closed(client):
    soon(title_es="Acuerdo de agua", title_en="Water agreement", renewal="none")
    client.force_login(make.staff("Staff readers"))
    client.post(PAGE)
    with override("en"):
        address = DeadlineCalendar.objects.get().get_absolute_url()
    client.logout()

    answer = client.get(address)

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert events(client, address) == ["End: Water agreement"]

    client.force_login(DeadlineCalendar.objects.get().user)
    client.post(PAGE, {"revoke": "yes"})
    client.logout()
    assert client.get(address).status_code == 404


def test_new_address_closes_the_old_one(client):
    client.force_login(make.staff("Staff readers"))
    client.post(PAGE)
    old = DeadlineCalendar.objects.open().get().get_absolute_url()
    client.post(PAGE)
    new = DeadlineCalendar.objects.open().get().get_absolute_url()

    assert old != new
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


def test_calendar_closes_with_its_person(client):
    person = make.staff("Staff readers")
    client.force_login(person)
    client.post(PAGE)
    address = DeadlineCalendar.objects.get().get_absolute_url()
    person.is_active = False
    person.save()
    client.logout()

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("junk", ["x", "a" * 500, "%00", "../../etc"])
def test_junk_is_no_calendar(client, junk):
    assert client.get(f"/en/agreements/{junk}.ics").status_code == 404
