"""The state of an agreement and its dates in sentences, for a row and for its page.

The dates come from ``with_state``.
"""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from iompanama.publishing.dates import Precision
from iompanama.publishing.typography import day as written

from .lifecycle import State
from .phrases import (
    day_in,
    days_counted,
    end_precision,
    length,
    on,
    period,
    since,
    until,
)

# One line in a list.


def in_a_list(agreement, day):
    """What the row says of the dates, in one short sentence."""
    said = capfirst(_LIST[agreement.state](agreement, day))
    if not agreement.iom_is_party:
        return _("%(sentence)s. IOM is not a party") % {"sentence": said}
    return said


def _running(agreement, day):
    end = agreement.term_ends_on
    if end is None:
        return _without_end(agreement)
    if agreement.renewal != agreement.Renewal.AUTOMATIC:
        return until(end, end_precision(agreement))
    renews = _("%(until)s; renews by itself") % {"until": until(end)}
    if agreement.notice_by is None or agreement.notice_by < day:
        return renews
    return _("%(until_and_renewal)s. Notice: until %(day)s.") % {
        "until_and_renewal": renews,
        "day": day_in(end.year, agreement.notice_by),
    }


def _without_end(agreement):
    start = _start(agreement)
    if agreement.is_open_ended:
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
    if agreement.in_force_on_precision in (Precision.MONTH, Precision.YEAR):
        return _("in force from %(month_or_year)s") % {
            "month_or_year": written(
                agreement.in_force_on, agreement.in_force_on_precision
            )
        }
    return _("in force from %(day)s") % {"day": written(agreement.takes_effect_on)}


def _unconfirmed(agreement, day):
    if agreement.signed_on is None:
        return _("no day of signature on record; not confirmed to be in force")
    return _("%(signed)s; not confirmed to be in force") % {"signed": signed(agreement)}


def _ended_early(agreement, day):
    return _("ended early %(on_day)s") % {"on_day": on(agreement.terminated_on)}


def _expired(agreement, day):
    end = agreement.term_ends_on, end_precision(agreement)
    if agreement.in_force_on:
        return period(agreement.in_force_on, agreement.in_force_on_precision, *end)
    return until(*end)


def _replaced(agreement, day):
    if agreement.replaced_on is None:
        return _("replaced")
    return _("replaced %(on_day)s") % {"on_day": on(agreement.replaced_on)}


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


# The page of one agreement.


def on_its_page(agreement, day):
    """The state in full sentences, as it stands on the day."""
    if agreement.state in (State.IN_FORCE, State.ENDING_SOON):
        sentences = [_term(agreement, day), _renewal(agreement, day)]
    else:
        sentences = [_sentence(_LIST[agreement.state](agreement, day))]
    if not agreement.iom_is_party:
        sentences.append(_("IOM is not a party."))
    return " ".join(filter(None, sentences))


def _sentence(text):
    return f"{capfirst(text)}."


def _term(agreement, day):
    end = agreement.term_ends_on
    if end is None:
        return _sentence(_without_end(agreement))
    if end == day:
        return _("The present term ends on this very day.")
    if end_precision(agreement) != Precision.DAY:
        return _sentence(until(end, agreement.ends_on_precision))
    left = days_counted((end - day).days)
    return _("The present term runs until %(day)s, in %(days)s.") % {
        "day": written(end),
        "days": left,
    }


def _renewal(agreement, day):
    renewal = agreement.Renewal
    if agreement.is_open_ended:
        return ""
    if agreement.renewal == renewal.AUTOMATIC and agreement.term_ends_on:
        return _renews_by_itself(agreement, day)
    return {
        renewal.AUTOMATIC: _("It renews by itself."),
        renewal.BY_AGREEMENT: _("It can be renewed if both sides agree."),
        renewal.NONE: "",
        renewal.UNKNOWN: _("Whether it renews is not recorded."),
    }[agreement.renewal]


def _renews_by_itself(agreement, day):
    words = {"length": length(agreement.renewal_months)}
    if agreement.notice_by is None:
        return _("It renews by itself for %(length)s.") % words
    words["day"] = day_in(agreement.term_ends_on.year, agreement.notice_by)
    if agreement.notice_by < day:
        return (
            _(
                "It renews by itself for %(length)s: the last day to give notice was "
                "%(day)s."
            )
            % words
        )
    return (
        _("It renews by itself for %(length)s unless one side gives notice by %(day)s.")
        % words
    )
