"""Which deadlines come: the end of a present term, and the last day to give notice."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from iompanama.publishing.typography import day as written

from ..lifecycle import Facts, State
from ..models import Agreement, Reminder

Kind = Reminder.Kind
PART = 500
RUNNING = (State.IN_FORCE, State.ENDING_SOON, State.SIGNED)


@dataclass(frozen=True)
class Key:
    """A deadline before its agreement is read."""

    day: dt.date
    kind: str
    agreement: int


@dataclass(frozen=True)
class Deadline:
    """One day of one agreement, and what it is the day of."""

    day: dt.date
    kind: str
    agreement: Agreement
    renews: bool = False

    @property
    def key(self):
        return Key(self.day, self.kind, self.agreement.pk)

    @property
    def asks(self):
        """What happens on the day, in a sentence of the reader's language."""
        day = written(self.day)
        if self.kind == Kind.NOTICE:
            return _("Last day to give notice: %(day)s.") % {"day": day}
        if self.renews:
            return _("Renews by itself after %(day)s.") % {"day": day}
        return _("Ends on %(day)s.") % {"day": day}

    def days_left(self, today):
        return (self.day - today).days


# Of one agreement and one day the notice comes before the end.
KEYS = """
WITH rows AS MATERIALIZED ({rows})
SELECT day, kind, pk, count(*) OVER () FROM rows,
    LATERAL (VALUES ('end', term_ends_on), ('notice', notice_by)) AS each (kind, day)
WHERE day BETWEEN %s AND %s ORDER BY day, pk, kind DESC LIMIT %s
"""


def keys(agreements, today, until, most=None):
    """Deadlines from today to a day, the nearest first, so many of them, and how many
    there are; both days count.

    Of agreements that run or are about to, as they stand today. Agreements of others,
    kept for reference, ask nothing of the office.
    """
    rows = agreements.of_the_office().with_state(today).in_state(today, *RUNNING)
    sql, values = (
        rows.order_by()
        .values("pk", "term_ends_on", "notice_by")
        .query.sql_with_params()
    )
    with connection.cursor() as cursor:
        cursor.execute(KEYS.format(rows=sql), [*values, today, until, most])
        found = cursor.fetchall()
    total = found[0][-1] if found else 0
    return [Key(*columns) for *columns, _total in found], total


def brought(found, today):
    """The deadlines of these keys with their agreements, a part of them at a time."""
    for part in in_parts(found):
        rows = Agreement.objects.with_state(today).without_vectors()
        rows = rows.defer("body", "body_es", "body_en")
        rows = rows.in_bulk({each.agreement for each in part})
        for each in part:
            agreement = rows.get(each.agreement)
            if agreement is None:  # deleted since
                continue
            renews = Facts.of(agreement).terms_on(today).renews_itself
            yield Deadline(each.day, Kind(each.kind), agreement, renews)


def in_parts(found):
    for first in range(0, len(found), PART):
        yield found[first : first + PART]
