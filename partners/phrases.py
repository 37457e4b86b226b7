"""Phrases with a day in them, and lengths of time, as each language says them.

Spanish has articles English has not, so every phrase with a day is one message.
"""

from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import get_language_info, ngettext, pgettext
from django.utils.translation import gettext as _

from iompanama.publishing.dates import Precision, parse
from iompanama.publishing.typography import day as written
from iompanama.publishing.typography import number


def is_today(day):
    return day == timezone.localdate()


def on(day, precision=Precision.DAY):
    """on 6 September 2023 · in September 2023"""
    if precision == Precision.DAY:
        return _("on %(day)s") % {"day": written(day)}
    return _("in %(month_or_year)s") % {"month_or_year": written(day, precision)}


def since(day, precision=Precision.DAY):
    if precision == Precision.DAY:
        return _("since %(day)s") % {"day": written(day)}
    return _("since %(month_or_year)s") % {"month_or_year": written(day, precision)}


def until(day, precision=Precision.DAY):
    if precision == Precision.DAY:
        return _("until %(day)s") % {"day": written(day)}
    return _("until %(month_or_year)s") % {"month_or_year": written(day, precision)}


def period(first, first_precision, last, last_precision):
    """from 1 April 2021 to 31 March 2026, each day as precisely as it is known"""
    if first is None and last is None:
        return ""
    if first is None:
        return until(last, last_precision)
    if last is None:
        return since(first, first_precision)
    return _("%(from_day)s %(to_day)s") % {
        "from_day": from_day(first, first_precision),
        "to_day": to_day(last, last_precision),
    }


def from_day(day, precision):
    if precision == Precision.DAY:
        return _("from %(day)s") % {"day": written(day)}
    return _("from %(month_or_year)s") % {"month_or_year": written(day, precision)}


def to_day(day, precision):
    if precision == Precision.DAY:
        return _("to %(day)s") % {"day": written(day)}
    return _("to %(month_or_year)s") % {"month_or_year": written(day, precision)}


def in_force_from(day, precision):
    if precision == Precision.DAY:
        return _("in force from %(day)s") % {"day": written(day)}
    return _("in force from %(month_or_year)s") % {
        "month_or_year": written(day, precision)
    }


def day_in(year, day):
    """A day without its year where the sentence has just named it."""
    if day.year == year:
        return formats.date_format(day, "MONTH_DAY_FORMAT")
    return written(day)


def length(months):
    """a year · 3 years · 18 months"""
    years, rest = divmod(months, 12)
    if rest:
        return _counted(ngettext("%(n)s month", "%(n)s months", months), months)
    if years == 1:
        return pgettext("length", "a year")
    return _counted(ngettext("%(n)s year", "%(n)s years", years), years)


def days_counted(days):
    return _counted(ngettext("%(n)s day", "%(n)s days", days), days)


def _counted(text, n):
    return text % {"n": number(n)}


def language_name(code):
    """The name of a language in the reader's; an unknown code stays as it is."""
    try:
        return get_language_info(code)["name_translated"].capitalize()
    except KeyError:
        return code


# When somebody held a post.


def held(post):
    """The days of a post as precisely as they are known, and what attests it."""
    days = period(post.since, post.since_precision, post.until, post.until_precision)
    if not days:
        days = _("to this day") if post.is_current else _("days not recorded")
    elif post.until is None and not post.is_current:
        days = _("%(since)s; end not recorded") % {"since": days}
    if post.attested_on:
        days = _("%(days)s. Attested %(on_days)s") % {
            "days": days,
            "on_days": ", ".join(map(_attested, post.attested_on)),
        }
    return capfirst(days)


def _attested(text):
    """2023-09-06 or 2023-12, as a source shows it; anything else as it is written."""
    try:
        day, precision = parse(text)
    except ValidationError:
        return text
    return on(day, precision) if day else text


def after(day, precision):
    if precision == Precision.DAY:
        return _("after %(day)s") % {"day": written(day)}
    return _("after %(month_or_year)s") % {"month_or_year": written(day, precision)}


def before(day, precision):
    if precision == Precision.DAY:
        return _("before %(day)s") % {"day": written(day)}
    return _("before %(month_or_year)s") % {"month_or_year": written(day, precision)}


def gap(last, last_precision, first, first_precision):
    """Nobody on record after 31 March 2021 and before August 2022."""
    return _("Nobody on record %(after)s and %(before)s") % {
        "after": after(last, last_precision),
        "before": before(first, first_precision),
    }


def doubt(last, last_precision, first, first_precision):
    """The same where the days themselves are uncertain: somebody was there."""
    return _("Who held it %(after)s and %(before)s is not certain") % {
        "after": after(last, last_precision),
        "before": before(first, first_precision),
    }


def both(first, last):
    """Two people on record in one post: one of the days is wrong."""
    days = period(first, Precision.DAY, last, Precision.DAY)
    return _("Two people on record %(days)s: one of the days may be wrong") % {
        "days": days
    }


def signed_by(signature):
    """When and where one person signed."""
    if signature.signed_on is None:
        return _("Day of signature not recorded")
    said = _("Signed %(on_day)s") % {
        "on_day": on(signature.signed_on, signature.signed_on_precision)
    }
    if signature.place is None:
        return said
    return _("%(signed)s in %(place)s") % {"signed": said, "place": signature.place}
