"""The numbered days of one agreement, and what happens on each."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from iompanama.publishing.dates import Precision

from .lifecycle import State
from .lines import next_term_ends_on
from .phrases import days_counted, end_precision, length, until


@dataclass(frozen=True)
class Moment:
    """A numbered day of an agreement and what happens on it."""

    day: date
    precision: str
    text: str


def moments(agreement, day, amendments=()):
    """The days of one agreement in order; ``amendments`` those the reader sees."""
    found = [
        *_beginnings(agreement, day),
        *_amended(amendments, day),
        *_endings(agreement, day),
    ]
    return sorted(found, key=lambda moment: moment.day)


def _beginnings(agreement, day):
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


def _amended(amendments, day):
    """Pairs of a day and the relation of an amendment that moves the end."""
    for effect, relation in amendments:
        words = {
            "title": relation.source,
            "until": until(relation.new_ends_on, relation.new_ends_on_precision),
        }
        if relation.new_ends_on is None:
            text = _("%(title)s takes effect") % words
        else:
            text = _("%(title)s moves the end: %(until)s") % words
        yield Moment(effect, Precision.DAY, text)


def _endings(agreement, day):
    if agreement.state in (State.IN_FORCE, State.ENDING_SOON, State.SIGNED):
        yield from _ahead(agreement)
    if agreement.state == State.EXPIRED:
        yield Moment(agreement.term_ends_on, end_precision(agreement), _("End"))
    if agreement.state == State.TERMINATED:
        text = agreement.termination_reason
        text = (
            _("Ended early: %(reason)s") % {"reason": text}
            if text
            else _("Ended early")
        )
        yield Moment(agreement.terminated_on, Precision.DAY, text)
    if agreement.state == State.SUPERSEDED:
        yield Moment(agreement.replaced_on, Precision.DAY, _("Replaced"))


def _ahead(agreement):
    end, renewed = agreement.term_ends_on, next_term_ends_on(agreement)
    if end is None:
        return
    if renewed and agreement.notice_by:
        text = _("Last day to give notice, %(days)s before the end") % {
            "days": days_counted(agreement.notice_days)
        }
        yield Moment(agreement.notice_by, Precision.DAY, text)
    yield Moment(end, end_precision(agreement), _("End of the present term"))
    if renewed:
        text = _("End of the next term, if nobody gives notice")
        yield Moment(renewed, Precision.DAY, text)
