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
from .coming import brought, in_parts, keys


def remind(today, mailbox=""):
    """Write what is due; answers (reminded, unheard), the keys of the deadlines.

    Told are the office's focal points of the agreement that have an address; where
    there is none, the mailbox of the unit. What nobody can be told of stays due.
    Agreements are read a part at a time, and only those somebody is to be told of.
    """
    until = today + dt.timedelta(days=max(Reminder.DAYS))
    due, _total = keys(Agreement.objects.all(), today, until)
    reminded, unheard = [], []
    for part in in_parts(due):
        days = _days_due(part, today)
        told = _to(part, mailbox)
        unheard += [key for key in part if days[key] and key.agreement not in told]
        here = [key for key in part if days[key] and key.agreement in told]
        for deadline in brought(here, today):
            key = deadline.key
            if _remind(deadline, days[key], told[key.agreement], today):
                reminded.append(key)
    return reminded, unheard


def _days_due(part, today):
    """Of each deadline: which reminders are due and not told."""
    lines = Reminder.objects.filter(
        agreement__in={key.agreement for key in part},
        deadline__in={key.day for key in part},
    )
    told = set(lines.values_list("deadline", "kind", "agreement", "days_before"))
    return {
        key: [
            days
            for days in Reminder.DAYS
            if (key.day - today).days <= days
            and (key.day, key.kind, key.agreement, days) not in told
        ]
        for key in part
    }


def _to(part, mailbox):
    """By agreement the addresses of the office's own focal points, else the mailbox."""
    agreements = {key.agreement for key in part}
    rows = FocalPoint.objects.filter(
        agreement__in=agreements, institution__is_the_office=True
    ).exclude(email="")
    found = {}
    for agreement, email in rows.values_list("agreement", "email").order_by("pk"):
        addresses = found.setdefault(agreement, [])
        if email not in addresses:
            addresses.append(email)
    return {**(dict.fromkeys(agreements, [mailbox]) if mailbox else {}), **found}


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
