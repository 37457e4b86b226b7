"""The calendar of deadlines that a calendar program fetches (RFC 5545)."""

import datetime as dt

import icalendar
from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..models import Agreement, DeadlineCalendar
from .coming import brought, keys

AHEAD = dt.timedelta(days=3 * 365)
FETCH_AGAIN = dt.timedelta(hours=6)


def feed(request, token):
    """What the person of the calendar may read now; nothing once she may not."""
    calendar = DeadlineCalendar.objects.of_token(token)
    user = calendar and calendar.user
    if not (user and user.is_active and user.has_perm("partners.read_internal")):
        raise Http404
    today = timezone.localdate()
    due, _total = keys(Agreement.objects.open_to(user), today, today + AHEAD)
    response = HttpResponse(
        written(brought(due, today)), content_type="text/calendar; charset=utf-8"
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def written(deadlines):
    whole = icalendar.Calendar()
    whole.add("prodid", "-//IOM Panama//register of agreements//")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", _("Deadlines of agreements"))
    whole.add("refresh-interval", FETCH_AGAIN, parameters={"value": "DURATION"})
    for deadline in deadlines:
        whole.add_component(_event(deadline))
    return whole.to_ical()


def _event(deadline):
    agreement = deadline.agreement
    code = agreement.in_words("title")[1]
    event = icalendar.Event()
    # The same deadline is the same event at every fetch; another day is another event.
    event.add("uid", f"{agreement.key}-{deadline.kind}-{deadline.day}@{_host()}")
    event.add("dtstamp", agreement.changed_at)
    event.add("dtstart", deadline.day)
    event.add("dtend", deadline.day + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", f"{_called(deadline)}: {agreement}")
    event.add("description", deadline.asks)
    event.add("url", settings.SITE_URL + agreement.url_in(_shown(agreement, code)))
    return event


def _called(deadline):
    if deadline.kind == deadline.kind.NOTICE:
        return _("Notice")
    return _("Renewal") if deadline.renews else _("End")


def _shown(agreement, code):
    """The reader's language where the record is in it."""
    return get_language() if get_language() in agreement.languages() else code


def _host():
    return settings.SITE_URL.partition("://")[2].partition(":")[0]
