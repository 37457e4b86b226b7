"""A moment on the clock of the office and on those abroad, and how far away it is."""

import datetime as dt

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MINUTE = dt.timedelta(minutes=1)
# Up to 90 minutes in minutes, up to 36 hours in hours, beyond in days.
MANY_MINUTES, MANY_HOURS = 90, 36


def in_panama(moment):
    return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def in_utc(moment):
    """The hour in UTC, with its day where that is another one than in Panama."""
    abroad, here = moment.astimezone(dt.UTC), timezone.localtime(moment)
    same_day = abroad.date() == here.date()
    return formats.date_format(abroad, "TIME_FORMAT" if same_day else "DATETIME_FORMAT")


def away(moment, now=None):
    """“in 3 days”; empty for what is over."""
    minutes = round((moment - (now or timezone.now())) / MINUTE)
    if minutes < 1:
        return ""
    if minutes <= MANY_MINUTES:
        return ngettext("in %d minute", "in %d minutes", minutes) % minutes
    hours = round(minutes / 60)
    if hours <= MANY_HOURS:
        return ngettext("in %d hour", "in %d hours", hours) % hours
    days = round(hours / 24)
    return ngettext("in %d day", "in %d days", days) % days


def told(moment, now=None):
    """Everything about a moment in one phrase."""
    parts = {"here": in_panama(moment), "utc": in_utc(moment)}
    words = _("%(here)s in Panama (%(utc)s UTC)") % parts
    distance = away(moment, now)
    return f"{words}, {distance}" if distance else words
