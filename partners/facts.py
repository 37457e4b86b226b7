"""What is on record of an agreement on a day, as pairs of a label and a text."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iompanama.publishing.dates import Precision
from iompanama.publishing.languages import current
from iompanama.publishing.typography import day as written
from iompanama.publishing.typography import number

from .lifecycle import State
from .phrases import days_counted, language_name, length

RUNNING = (State.IN_FORCE, State.ENDING_SOON, State.SIGNED)


def at_a_glance(agreement, day):
    """What people ask first. A text that is empty is not recorded."""
    terms = agreement.terms_on(day)
    return [
        (_("In force from"), _beginning(agreement)),
        (_("End of the term"), _end(agreement, terms, day)),
        (_("Renewal"), _renewal(terms)),
        (_("Notice"), _notice(agreement, terms, day)),
        (_("Areas"), "; ".join(agreement.areas_on(day, current()))),
        (_("What it promises on data"), agreement.on_data),
        (_("Languages"), _languages(agreement)),
        (_("Where the original is kept"), agreement.custody),
    ]


def focal_points(agreement):
    """On each side, where IOM is a party to it; else together."""
    points = agreement.focal_points_here
    if not agreement.iom_is_party:
        return [(_("Focal points"), "; ".join(map(_focal, points)))]
    ours = [each for each in points if each.institution.is_the_office]
    theirs = [each for each in points if not each.institution.is_the_office]
    return [
        (_("Focal points at IOM"), "; ".join(map(_focal, ours))),
        (_("Focal points on the other side"), "; ".join(map(_focal, theirs))),
    ]


def facts_of(agreement, *, shows_money):
    """The rest, as far as it is known; money is for staff alone."""
    known = [
        (_("Money"), _money(agreement) if shows_money else ""),
        (_("Places"), ", ".join(map(str, agreement.places_here))),
        (_("Older references"), ", ".join(agreement.older_references)),
        (_("What is certain"), agreement.remark),
    ]
    return [(label, text) for label, text in known if text]


def _beginning(agreement):
    if agreement.in_force_on is None:
        return ""
    return written(agreement.in_force_on, agreement.in_force_on_precision)


def _end(agreement, terms, day):
    if terms.ends_on is None:
        return _("Without end") if terms.is_open_ended else ""
    if terms.ends_on_precision != Precision.DAY:
        return written(terms.ends_on, terms.ends_on_precision)
    return _counted(agreement, terms.ends_on, day)


def _counted(agreement, last, day):
    """A day, with the days that are left to it where the agreement runs."""
    text = written(last)
    if agreement.state not in RUNNING or last < day:
        return text
    left = (last - day).days
    if left == 0:
        return _("%(day)s, this very day") % {"day": text}
    return _("%(day)s, in %(days)s") % {"day": text, "days": days_counted(left)}


def _renewal(terms):
    if terms.renewal == "unknown":
        return ""
    words = {"length": length(terms.renewal_months) if terms.renewal_months else ""}
    said = {
        "automatic": _("Renews by itself, for %(length)s each time"),
        "by_agreement": _("If both sides agree, for %(length)s")
        if terms.renewal_months
        else _("If both sides agree"),
        "none": _("Does not renew"),
    }[terms.renewal]
    return said % words


def _notice(agreement, terms, day):
    if terms.notice_days is None:
        return ""
    days = terms.notice_days
    said = ngettext("%(n)s day before", "%(n)s days before", days) % {"n": number(days)}
    if not terms.renews_itself or terms.notice_by is None:
        return said
    last = _counted(agreement, terms.notice_by, day)
    return _("%(notice)s; last day: %(day)s") % {"notice": said, "day": last}


def _languages(agreement):
    """Those of the papers, and which of them counts."""
    authentic = agreement.authentic_languages
    papers = dict.fromkeys(each.language for each in agreement.documents_here)
    said = [
        _("%(language)s, authentic") % {"language": language_name(code)}
        for code in authentic
    ]
    if authentic:
        said += [
            _("%(language)s, translation") % {"language": language_name(code)}
            for code in papers
            if code not in authentic
        ]
    return "; ".join(said)


def _focal(point):
    return f"{point.unit} ({point.institution.acronym or point.institution})"


def _money(agreement):
    if agreement.amount is None:
        return ""
    return f"{agreement.currency} {number(int(agreement.amount))}"
