"""What the row of a list says of the dates of an agreement, in one short sentence."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .lifecycle import State
from .phrases import day_in, in_force_from, on, period, since, until
from .status import planned_end


def in_a_list(agreement, day):
    said = capfirst(_LIST[agreement.state](agreement, day))
    if not agreement.iom_is_party:
        return _("%(sentence)s. IOM is not a party") % {"sentence": said}
    return said


def _running(agreement, day):
    if early := planned_end(agreement, day):
        return _("ends early %(on_day)s") % {"on_day": on(early)}
    terms = agreement.terms_on(day)
    if terms.ends_on is None:
        return _without_end(agreement, terms)
    end = until(terms.ends_on, terms.ends_on_precision)
    if not terms.renews_itself:
        return end
    renews = _("%(until)s; renews by itself") % {"until": end}
    if terms.notice_by is None or terms.notice_by < day:
        return renews
    return _("%(until_and_renewal)s. Notice: until %(day)s.") % {
        "until_and_renewal": renews,
        "day": day_in(terms.ends_on.year, terms.notice_by),
    }


def _without_end(agreement, terms):
    start = _start(agreement)
    if terms.is_open_ended:
        return _("%(since)s, without end") % {"since": start}
    return _("%(since)s; no end date on record") % {"since": start}


def _start(agreement):
    if agreement.in_force_on:
        return since(agreement.in_force_on, agreement.in_force_on_precision)
    return signed(agreement)


def signed(agreement):
    return _("signed %(on_day)s") % {
        "on_day": on(agreement.signed_on, agreement.signed_on_precision)
    }


def _not_signed(agreement, day):
    if agreement.signed_on:
        return _("not yet signed on that day")
    return _("not yet signed")


def _waiting(agreement, day):
    return in_force_from(agreement.in_force_on, agreement.in_force_on_precision)


def _unconfirmed(agreement, day):
    if agreement.signed_on is None:
        return _("no day of signature on record; not confirmed to be in force")
    return _("%(signed)s; not confirmed to be in force") % {"signed": signed(agreement)}


def _ended_early(agreement, day):
    return _("ended early %(on_day)s") % {"on_day": on(agreement.terminated_on)}


def _expired(agreement, day):
    terms = agreement.terms_on(day)
    end = terms.ends_on, terms.ends_on_precision
    if agreement.in_force_on:
        return period(agreement.in_force_on, agreement.in_force_on_precision, *end)
    return until(*end)


def _replaced(agreement, day):
    return _("replaced %(on_day)s") % {"on_day": on(agreement.replaced_since)}


_LIST = {
    State.ENDING_SOON: _running,
    State.IN_FORCE: _running,
    State.SIGNED: _waiting,
    State.NEGOTIATION: _not_signed,
    State.UNKNOWN: _unconfirmed,
    State.TERMINATED: _ended_early,
    State.EXPIRED: _expired,
    State.SUPERSEDED: _replaced,
}
