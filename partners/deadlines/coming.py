"""Which deadlines come: the end of a present term, and the last day to give notice."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext as _

from iompanama.publishing.typography import day as written

from ..lifecycle import Facts, State
from ..models import Agreement, Reminder

Kind = Reminder.Kind
RUNNING = (State.IN_FORCE, State.ENDING_SOON, State.SIGNED)


@dataclass(frozen=True)
class Deadline:
    """One day of one agreement, and what it is the day of."""

    day: dt.date
    kind: str
    agreement: Agreement
    renews: bool = False

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


def coming(agreements, today, until):
    """Deadlines from today to a day, the nearest first; both days count.

    Of agreements that run or are about to, as they stand today. Agreements of others,
    kept for reference, ask nothing of the office.
    """
    here = Q(term_ends_on__range=(today, until)) | Q(notice_by__range=(today, until))
    rows = (
        agreements.of_the_office()
        .with_state(today)
        .in_state(today, *RUNNING)
        .filter(here)
        .without_vectors()
        .defer("body", "body_es", "body_en")
        .order_by(F("term_ends_on"), "pk")
    )
    return sorted(
        (each for row in rows for each in of(row, today) if today <= each.day <= until),
        key=lambda each: (each.day, each.agreement.pk),
    )


def of(agreement, today):
    """The deadlines of an agreement with its state today, past ones included."""
    terms = Facts.of(agreement).terms_on(today)
    renews = terms.renewal == Agreement.Renewal.AUTOMATIC
    if agreement.notice_by:
        yield Deadline(agreement.notice_by, Kind.NOTICE, agreement, renews)
    if agreement.term_ends_on:
        yield Deadline(agreement.term_ends_on, Kind.END, agreement, renews)
