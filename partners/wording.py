"""The time of an agreement in sentences: its state, its dates, renewal and notice.

The dates come from ``with_state``. Spanish has articles English has not, so every
phrase with a day is one message of its own.
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import get_language_info, ngettext, pgettext
from django.utils.translation import gettext as _

from iompanama.publishing.dates import Precision, parse
from iompanama.publishing.typography import day as written
from iompanama.publishing.typography import number

from .lifecycle import State
from .lines import next_term_ends_on


def is_today(day):
    return day == timezone.localdate()


# Phrases with a day.


def on(day, precision=Precision.DAY):
    """on 6 September 2023 · in September 2023"""
    if precision == Precision.DAY:
        return _("on %(day)s") % {"day": written(day)}
    return _("in %(month_or_year)s") % {"month_or_year": written(day, precision)}


def since(day, precision=Precision.DAY):
    if precision == Precision.DAY:
        return _("since %(day)s") % {"day": written(day)}
    return _("since %(month_or_year)s") % {"month_or_year": written(day, precision)}


def until(day, precision=Precision.DAY):
    if precision == Precision.DAY:
        return _("until %(day)s") % {"day": written(day)}
    return _("until %(month_or_year)s") % {"month_or_year": written(day, precision)}


def period(first, first_precision, last, last_precision):
    """from 1 April 2021 to 31 March 2026, each day as precisely as it is known"""
    if first is None and last is None:
        return ""
    if first is None:
        return until(last, last_precision)
    if last is None:
        return since(first, first_precision)
    return _("%(from_day)s %(to_day)s") % {
        "from_day": _from(first, first_precision),
        "to_day": _to(last, last_precision),
    }


def _from(day, precision):
    if precision == Precision.DAY:
        return _("from %(day)s") % {"day": written(day)}
    return _("from %(month_or_year)s") % {"month_or_year": written(day, precision)}


def _to(day, precision):
    if precision == Precision.DAY:
        return _("to %(day)s") % {"day": written(day)}
    return _("to %(month_or_year)s") % {"month_or_year": written(day, precision)}


def _day_in(year, day):
    """A day without its year where the sentence has just named it."""
    if day.year == year:
        return formats.date_format(day, "MONTH_DAY_FORMAT")
    return written(day)


def length(months):
    """a year · 3 years · 18 months"""
    years, rest = divmod(months, 12)
    if rest:
        return _counted(ngettext("%(n)s month", "%(n)s months", months), months)
    if years == 1:
        return pgettext("length", "a year")
    return _counted(ngettext("%(n)s year", "%(n)s years", years), years)


def days_counted(days):
    return _counted(ngettext("%(n)s day", "%(n)s days", days), days)


def _counted(text, n):
    return text % {"n": number(n)}


def language_name(code):
    """The name of a language in the reader's; an unknown code stays as it is."""
    try:
        return get_language_info(code)["name_translated"].capitalize()
    except KeyError:
        return code


# When somebody held a post.


def held(post):
    """The days of a post as precisely as they are known, and what attests it."""
    days = period(post.since, post.since_precision, post.until, post.until_precision)
    if not days:
        days = _("to this day") if post.is_current else _("days not recorded")
    elif post.until is None and not post.is_current:
        days = _("%(since)s; end not recorded") % {"since": days}
    if post.attested_on:
        days = _("%(days)s. Attested %(on_days)s") % {
            "days": days,
            "on_days": ", ".join(map(_attested, post.attested_on)),
        }
    return capfirst(days)


def _attested(text):
    """2023-09-06 or 2023-12, as a source shows it; anything else as it is written."""
    try:
        day, precision = parse(text)
    except ValidationError:
        return text
    return on(day, precision) if day else text


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
        return until(end, _end_precision(agreement))
    renews = _("%(until)s; renews by itself") % {"until": until(end)}
    if agreement.notice_by is None or agreement.notice_by < day:
        return renews
    return _("%(until_and_renewal)s. Notice: until %(day)s.") % {
        "until_and_renewal": renews,
        "day": _day_in(end.year, agreement.notice_by),
    }


def _end_precision(agreement):
    """Of an end that renewal or an amendment has moved, the day is known."""
    if agreement.term_ends_on == agreement.ends_on:
        return agreement.ends_on_precision
    return Precision.DAY


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
    end = agreement.term_ends_on, _end_precision(agreement)
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


def signed_by(signature):
    """When and where one person signed."""
    if signature.signed_on is None:
        return _("Day of signature not recorded")
    said = _("Signed %(on_day)s") % {
        "on_day": on(signature.signed_on, signature.signed_on_precision)
    }
    if signature.place is None:
        return said
    return _("%(signed)s in %(place)s") % {"signed": said, "place": signature.place}


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
    if _end_precision(agreement) != Precision.DAY:
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
    words["day"] = _day_in(agreement.term_ends_on.year, agreement.notice_by)
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
        yield Moment(agreement.term_ends_on, _end_precision(agreement), _("End"))
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
    yield Moment(end, _end_precision(agreement), _("End of the present term"))
    if renewed:
        text = _("End of the next term, if nobody gives notice")
        yield Moment(renewed, Precision.DAY, text)
