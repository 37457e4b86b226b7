"""Days that are known as precisely as the source says, and no more.

A day is kept with its precision. The first day of a period is kept as the earliest
day it can be, the last day as the latest, so that plain comparisons are right.
"""

import calendar
import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

# Anything further away is a slip of the hand. The ends of the calendar cannot even be
# read: the last hours of 9999 in Panama lie in the year 10000 of UTC.
YEARS = range(1800, 2201)
FURTHEST = dt.timedelta(days=3653)


# What a page can be asked for.
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2199, 12, 31)


def asked_day(parameters):
    """The day a page is asked for (``?on=``), and whether it could be read; else
    today."""
    typed = parameters.get("on", "").strip()
    try:
        day = parse_date(typed)
    except ValueError:
        day = None
    if day and FIRST_DAY <= day <= LAST_DAY:
        return day, True
    return timezone.localdate(), not typed


def check_day(day):
    """Refuse in words a day that no record of the office can mean."""
    if day.year not in YEARS:
        raise ValidationError(
            _("Write a year between %(first)s and %(last)s."),
            code="year",
            params={"first": str(YEARS[0]), "last": str(YEARS[-1])},
        )


def against_moment(moment):
    """Reasons why nothing can be planned for the moment."""
    if moment > timezone.now() + FURTHEST:
        return [_("This moment is more than ten years ahead.")]
    return []


class Precision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")
    UNKNOWN = "unknown", _("not known")


def precision_field():
    """How precisely the day beside it is known; ``unknown`` goes with an empty day."""
    return models.CharField(
        _("precision"),
        max_length=7,
        choices=Precision,
        default=Precision.UNKNOWN,
        editable=False,
    )


def precision_rules(model, name, *, last=False):
    """Constraints of a day with precision: they go together, and a period is kept
    as its first day (as its last one where ``last``, which the form sees to)."""
    known = Q(**{f"{name}__isnull": False})
    precise = {each: Q(**{f"{name}_precision": each}) for each in Precision}
    rules = [
        models.CheckConstraint(
            name=f"{model}_{name}_precision",
            condition=(known & ~precise[Precision.UNKNOWN])
            | (~known & precise[Precision.UNKNOWN]),
            violation_error_message=_("A day and its precision go together."),
        )
    ]
    if not last:
        first = Q(**{f"{name}__day": 1})
        rules.append(
            models.CheckConstraint(
                name=f"{model}_{name}_first",
                condition=~known
                | precise[Precision.DAY]
                | (precise[Precision.MONTH] & first)
                | (precise[Precision.YEAR] & first & Q(**{f"{name}__month": 1})),
                violation_error_message=_("A month or year is kept as its first day."),
            )
        )
    return rules


FORMS = (
    (re.compile(r"(?P<year>\d{4})"), Precision.YEAR),
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})"), Precision.MONTH),
    (re.compile(r"(?P<month>\d{1,2})/(?P<year>\d{4})"), Precision.MONTH),
    (
        re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
        Precision.DAY,
    ),
    (
        re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"),
        Precision.DAY,
    ),
)


def parse(text, *, last=False):
    """Day and precision of ``2024``, ``10/2024``, ``5/10/2024`` or their ISO forms.

    Raises ValidationError when the text is none of these or no such day exists.
    """
    text = (text or "").strip()
    if not text:
        return None, Precision.UNKNOWN
    for form, precision in FORMS:
        if found := form.fullmatch(text):
            day = _day(found.groupdict(), last)
            check_day(day)
            return day, precision
    raise ValidationError(
        _("Write a day (5/10/2024), a month (10/2024) or a year (2024)."),
        code="invalid",
    )


def _day(parts, last):
    year = int(parts["year"])
    month = int(parts.get("month") or (12 if last else 1))
    try:
        end = calendar.monthrange(year, month)[1]
        return dt.date(year, month, int(parts.get("day") or (end if last else 1)))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise ValidationError(
            _("There is no such day in the calendar."), code="invalid"
        ) from error


def written(day, precision):
    """The day as an editor types it, the inverse of ``parse``."""
    if day is None:
        return ""
    return {
        Precision.DAY: f"{day.day}/{day.month}/{day.year:04}",
        Precision.MONTH: f"{day.month}/{day.year:04}",
        Precision.YEAR: f"{day.year:04}",
    }[Precision(precision)]


def add_months(day, months):
    """The same day some months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
