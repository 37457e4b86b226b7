"""The numbered days of one agreement, and what happens on each."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iompanama.publishing.dates import Precision
from iompanama.publishing.typography import number

from .lifecycle import State
from .lines import next_term
from .phrases import days_counted, length, until
from .status import is_told, planned_end, planned_replacement

# A term may be renewed every month for decades: so many renewals are told one by one.
MOST_RENEWALS = 4
RUNNING = (State.IN_FORCE, State.ENDING_SOON, State.SIGNED)


@dataclass(frozen=True)
class Moment:
    """A day of an agreement and what happens on it; ``other`` is who makes it so."""

    day: date
    precision: str
    text: str
    other: object = None
    details: str = ""


def moments(agreement, day, periods=(), amendments=()):
    """The days of one agreement in order.

    ``amendments`` are a day with its precision, a relation and its words, as the
    reader sees.
    """
    if not is_told(agreement, day):
        return []
    found = [
        *_beginnings(agreement),
        *_renewals(agreement, [each for each in periods if each.is_renewed]),
        *_amended(amendments),
        *_endings(agreement, day),
    ]
    return sorted(found, key=lambda moment: moment.day)


def _beginnings(agreement):
    begins, signs = agreement.in_force_on, agreement.signed_on
    if signs and signs == begins and agreement.signed_on_precision == Precision.DAY:
        text = _("%(signed)s; %(in_force)s") % {
            "signed": _signed_at(agreement),
            "in_force": _for(agreement, _("in force the same day")),
        }
        yield Moment(signs, agreement.signed_on_precision, text)
        return
    if signs:
        yield Moment(signs, agreement.signed_on_precision, _signed_at(agreement))
    if begins:
        entry = _("In force")
        if agreement.entry != agreement.Entry.UNKNOWN:
            entry = f"{entry} {agreement.get_entry_display()}"
        yield Moment(begins, agreement.in_force_on_precision, _for(agreement, entry))


def _signed_at(agreement):
    if agreement.signed_at is None:
        return _("Signed")
    return _("Signed in %(place)s") % {"place": agreement.signed_at}


def _for(agreement, text):
    if not agreement.duration_months:
        return text
    return _("%(in_force)s, for %(length)s") % {
        "in_force": text,
        "length": length(agreement.duration_months),
    }


def _renewals(agreement, renewed):
    told = renewed if len(renewed) <= MOST_RENEWALS else renewed[-1:]
    precision = agreement.ends_on_precision
    for period in told:
        text = _("Renewed by itself %(until)s") % {
            "until": until(period.last, precision)
        }
        if told != renewed:
            many = len(renewed) - 1
            before = ngettext(
                "after %(n)s renewal before", "after %(n)s renewals before", many
            )
            text = f"{text}, {before % {'n': number(many)}}"
        yield Moment(period.first, precision, text)


def _amended(amendments):
    for effect, precision, link, words in amendments:
        text = _("Amended by")
        yield Moment(effect, precision, text, other=link.source, details=words)


def _endings(agreement, day):
    if agreement.state in RUNNING:
        yield from _to_come(agreement, day)
    if agreement.state == State.EXPIRED:
        terms = agreement.terms_on(day)
        yield Moment(terms.ends_on, terms.ends_on_precision, _("End"))
    if agreement.state == State.TERMINATED:
        yield Moment(agreement.terminated_on, Precision.DAY, _early(agreement))
    if agreement.state == State.SUPERSEDED:
        yield Moment(agreement.replaced_on, Precision.DAY, _("Replaced"))


def _early(agreement):
    reason = agreement.termination_reason
    if not reason:
        return _("Ended early")
    return _("Ended early: %(reason)s") % {"reason": reason}


def _to_come(agreement, day):
    if early := planned_end(agreement, day):
        yield Moment(early, Precision.DAY, _("Ends early"))
        return
    if replaced := planned_replacement(agreement, day):
        yield Moment(replaced, Precision.DAY, _("Another agreement replaces it"))
        return
    terms = agreement.terms_on(day)
    if terms.ends_on is None:
        return
    if terms.notice_days:
        text = _("Last day to give notice, %(days)s before the end") % {
            "days": days_counted(terms.notice_days)
        }
        yield Moment(terms.notice_by, Precision.DAY, text)
    precision = terms.ends_on_precision
    yield Moment(terms.ends_on, precision, _("End of the present term"))
    if after := next_term(agreement, day):
        text = _("End of the next term, if nobody gives notice")
        yield Moment(after[1], precision, text)
