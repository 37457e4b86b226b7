"""Handing stored messages to the mail server, each exactly once, with patience."""

import datetime as dt
from itertools import groupby

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from .models import Message

# After a failure: 1, 2, 4 … minutes, an hour at most.
FIRST_PAUSE = dt.timedelta(minutes=1)
LONGEST_PAUSE = dt.timedelta(hours=1)


def send_due(now=None):
    """Send what is due and answer (sent, failed) as numbers of mails.

    Rows are taken with a lock that a second run skips and a killed one gives back: a
    message is sent again only if the process dies between sending and noting it.
    """
    now = now or timezone.now()
    sent = failed = 0
    while reader := _next_reader(now):
        with transaction.atomic():
            messages = list(_taken(reader, now))
            for mail in _mails(messages):
                if _send(mail, now):
                    sent += 1
                else:
                    failed += 1
        if not messages:
            break
    return sent, failed


def _next_reader(now):
    """The person or the address that waits longest."""
    due = Message.objects.due(now).order_by("not_before", "pk")
    return due.values("recipient", "address").first()


def _taken(reader, now):
    return (
        Message.objects.due(now)
        .filter(recipient=reader["recipient"], address=reader["address"])
        .select_related("recipient")
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("in_digest", "language", "created_at", "pk")
    )


def _mails(messages):
    """One mail for each message, and one for all that wait for the daily mail."""
    for in_digest, together in groupby(messages, key=lambda each: each.in_digest):
        if in_digest:
            yield list(together)
        else:
            yield from ([each] for each in together)


def _send(messages, now):
    mail = EmailMessage(_subject(messages), _body(messages), to=[messages[0].sent_to])
    try:
        with get_connection() as connection:
            connection.send_messages([mail])
    except OSError as error:  # smtplib's errors are OSErrors too
        _try_later(messages, error, now)
        return False
    Message.objects.filter(pk__in=[each.pk for each in messages]).update(
        sent_at=now, last_error=""
    )
    return True


def _try_later(messages, error, now):
    for message in messages:
        message.tries += 1
        message.last_error = str(error)[:250]
        pause = min(FIRST_PAUSE * 2 ** (message.tries - 1), LONGEST_PAUSE)
        message.not_before = now + pause
    Message.objects.bulk_update(messages, ["tries", "last_error", "not_before"])


def _subject(messages):
    if len(messages) == 1:
        return messages[0].subject
    with override(messages[0].language):
        return gettext("%(count)s things wait for you") % {"count": len(messages)}


def _body(messages):
    return "\n\n".join(
        message.body if len(messages) == 1 else f"{message.subject}\n{message.body}"
        for message in messages
    )
