"""Reminding of deadlines 180, 90 and 30 days before, each time once.

A reminder is due from its day on until the deadline itself, so that days without a run
lose nothing. Where several are due at once, the nearest one is sent and stands for the
others. The line of the ledger and the mail are written in one transaction: the second
of two runs finds the line and writes nothing.
"""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iompanama.outbox.models import write

from ..models import Agreement, FocalPoint, Reminder
from .coming import coming


def remind(today, mailbox=""):
    """Write what is due; answers (reminded, unheard), the deadlines of each.

    Told are the office's focal points of the agreement that have an address; where
    there is none, the mailbox of the unit. What nobody can be told of stays due.
    """
    until = today + dt.timedelta(days=max(Reminder.DAYS))
    due = coming(Agreement.objects.all(), today, until)
    told = _told_already(due)
    focal_points = _focal_points(due)
    reminded, unheard = [], []
    for deadline in due:
        key = deadline.agreement.pk, deadline.kind, deadline.day
        left = deadline.days_left(today)
        days = [n for n in Reminder.DAYS if left <= n and (*key, n) not in told]
        if not days:
            continue
        to = focal_points.get(deadline.agreement.pk) or [mailbox] * bool(mailbox)
        if not to:
            unheard.append(deadline)
        elif _remind(deadline, days, to, today):
            reminded.append(deadline)
    return reminded, unheard


@transaction.atomic
def _remind(deadline, days, to, today):
    """Whether this run is the one that tells: two take turns at the agreement."""
    Agreement.objects.select_for_update().get(pk=deadline.agreement.pk)
    nearest = min(days)
    line = {
        "agreement": deadline.agreement,
        "kind": deadline.kind,
        "deadline": deadline.day,
    }
    if Reminder.objects.filter(**line, days_before=nearest).exists():
        return False
    Reminder.objects.bulk_create(
        Reminder(**line, days_before=each, told=to if each == nearest else [])
        for each in days
    )
    write(to, lambda: words(deadline, today))
    return True


def words(deadline, today):
    """Subject and text, in the language that is asked for them."""
    agreement, left = deadline.agreement, deadline.days_left(today)
    days = ngettext("in %(n)s day", "in %(n)s days", left) % {"n": left}
    subject = _("%(when)s: %(agreement)s") % {
        "when": capfirst(days if left else _("today")),
        "agreement": agreement,
    }
    text = [deadline.asks, agreement.reference, settings.SITE_URL + _page(agreement)]
    return subject, "\n\n".join(filter(None, [str(agreement), *text]))


def _page(agreement):
    return agreement.url_in(agreement.in_words("title")[1])


def _told_already(due):
    lines = Reminder.objects.filter(
        agreement__in={each.agreement.pk for each in due},
        deadline__in={each.day for each in due},
    )
    return set(lines.values_list("agreement", "kind", "deadline", "days_before"))


def _focal_points(due):
    """The addresses of the office's own focal points, by agreement."""
    rows = FocalPoint.objects.filter(
        agreement__in={each.agreement.pk for each in due},
        institution__is_the_office=True,
    ).exclude(email="")
    found = {}
    for agreement, email in rows.values_list("agreement", "email").order_by("pk"):
        addresses = found.setdefault(agreement, [])
        if email not in addresses:
            addresses.append(email)
    return found
