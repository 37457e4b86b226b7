"""How an agreement stands on a day, in one sentence: the first thing its page says.

What is planned for later is told of today and of days to come alone: nobody knew it
on a day that is past.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from iompanama.publishing.dates import Precision
from iompanama.publishing.typography import day as written

from .lifecycle import State
from .phrases import days_counted, in_force_from, on, since, until


def status(agreement, day):
    said = _SAID[agreement.state_on(day)](agreement, day)
    if not agreement.iom_is_party:
        return " ".join([said, _("IOM is not a party.")])
    return said


def is_told(agreement, day):
    """Is more than its title known on the day? Not before a signature of the past."""
    signed = agreement.signed_on
    return signed is None or signed <= day or day >= timezone.localdate()


def planned_end(agreement, day):
    """The day on which it ends early, where that lies ahead of today and the day."""
    return _ahead(agreement.terminated_on, day)


def planned_replacement(agreement, day):
    return _ahead(agreement.replaced_since, day)


def _ahead(planned, day):
    if planned is None or day < timezone.localdate() or planned <= day:
        return None
    return planned


def _running(agreement, day):
    if early := planned_end(agreement, day):
        return _("In force until it ends early on %(day)s.") % {"day": written(early)}
    if replaced := planned_replacement(agreement, day):
        return _("In force until another agreement replaces it on %(day)s.") % {
            "day": written(replaced)
        }
    terms = agreement.terms_on(day)
    if terms.ends_on is None:
        return _without_end(agreement, terms)
    if terms.renews_itself:
        return _renewing(terms, day)
    return _ending(terms, day)


def _renewing(terms, day):
    words = {"on_day": on(terms.ends_on, terms.ends_on_precision)}
    if terms.notice_days is None:
        return _("In force; renews by itself %(on_day)s.") % words
    words["notice"] = written(terms.notice_by)
    if terms.notice_by < day:
        return (
            _(
                "In force; renews by itself %(on_day)s: the last day to give notice "
                "was %(notice)s."
            )
            % words
        )
    return (
        _("In force; renews by itself %(on_day)s unless notice is given by %(notice)s.")
        % words
    )


def _ending(terms, day):
    if terms.ends_on == day and terms.ends_on_precision == Precision.DAY:
        return _("In force; this is its last day.")
    said = {
        "by_agreement": _("In force %(until)s; it can be renewed if both sides agree."),
        "none": _("In force %(until)s."),
        "unknown": _("In force %(until)s; whether it renews is not recorded."),
    }[terms.renewal]
    return said % {"until": until(terms.ends_on, terms.ends_on_precision)}


def _without_end(agreement, terms):
    words = {"since": beginning(agreement)}
    if terms.renews_itself:
        return (
            _("In force %(since)s; it renews by itself, but no end date is on record.")
            % words
        )
    if not terms.is_open_ended:
        return _("In force %(since)s; no end date is on record.") % words
    if terms.notice_days is None:
        return _("In force %(since)s, without end.") % words
    words["days"] = days_counted(terms.notice_days)
    return (
        _("In force %(since)s, without end; either side may end it %(days)s ahead.")
        % words
    )


def beginning(agreement):
    """since 1 February 2007: its entry into force, else its signature."""
    if agreement.in_force_on:
        return since(agreement.in_force_on, agreement.in_force_on_precision)
    return since(agreement.signed_on, agreement.signed_on_precision)


def _not_signed(agreement, day):
    signed = agreement.signed_on
    if signed is None:
        return _("In negotiation; not yet signed.")
    if is_told(agreement, day):
        return _("In negotiation; to be signed %(on_day)s.") % {
            "on_day": on(signed, agreement.signed_on_precision)
        }
    return _("Not yet signed on that day.")


def _waiting(agreement, day):
    begins = in_force_from(agreement.in_force_on, agreement.in_force_on_precision)
    if agreement.signed_on is None:
        return _("Signed; %(in_force_from)s.") % {"in_force_from": begins}
    return _("Signed %(on_day)s; %(in_force_from)s.") % {
        "on_day": on(agreement.signed_on, agreement.signed_on_precision),
        "in_force_from": begins,
    }


def _unconfirmed(agreement, day):
    if agreement.signed_on is None:
        return _("Signed on a day not recorded; not confirmed to be in force.")
    return _("Signed %(on_day)s; not confirmed to be in force.") % {
        "on_day": on(agreement.signed_on, agreement.signed_on_precision)
    }


def _ended_early(agreement, day):
    words = {"on_day": on(agreement.terminated_on)}
    if not agreement.termination_reason:
        return _("Ended early %(on_day)s.") % words
    words["reason"] = agreement.termination_reason.rstrip(".")
    return _("Ended early %(on_day)s: %(reason)s.") % words


def _expired(agreement, day):
    terms = agreement.terms_on(day)
    return _("Expired %(on_day)s.") % {
        "on_day": on(terms.ends_on, terms.ends_on_precision)
    }


def _replaced(agreement, day):
    return _("Replaced %(on_day)s.") % {"on_day": on(agreement.replaced_since)}


_SAID = {
    State.ENDING_SOON: _running,
    State.IN_FORCE: _running,
    State.SIGNED: _waiting,
    State.NEGOTIATION: _not_signed,
    State.UNKNOWN: _unconfirmed,
    State.TERMINATED: _ended_early,
    State.EXPIRED: _expired,
    State.SUPERSEDED: _replaced,
}
