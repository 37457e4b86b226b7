"""What is on record of an agreement, as pairs of a label and a text."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iompanama.publishing.typography import number

from .phrases import language_name, length


def facts_of(agreement, *, shows_money):
    """A text that is empty is not recorded; money is for staff alone."""
    facts = [
        (_("Renewal"), _renewal(agreement)),
        (_("Notice"), _notice(agreement)),
        *([(_("Money"), _money(agreement))] if shows_money else []),
        (_("Focal points"), "; ".join(map(_focal, agreement.focal_points_here))),
        (_("Authentic languages"), _languages(agreement)),
        (_("Where the original is kept"), agreement.custody),
    ]
    known = [
        (_("Areas"), "; ".join(agreement.areas or [])),
        (_("Places"), ", ".join(map(str, agreement.places_here))),
        (_("Older references"), ", ".join(agreement.older_references)),
        (_("What is certain"), agreement.remark),
    ]
    return [*facts, *((label, text) for label, text in known if text)]


def _renewal(agreement):
    renewal = agreement.Renewal
    if agreement.renewal == renewal.UNKNOWN:
        return ""
    months = agreement.renewal_months
    if agreement.renewal == renewal.NONE or not months:
        return _capital(agreement.get_renewal_display())
    words = {"length": length(months)}
    if agreement.renewal == renewal.AUTOMATIC:
        return _("Renews by itself, for %(length)s each time") % words
    return _("If both sides agree, for %(length)s") % words


def _notice(agreement):
    if agreement.notice_days is None:
        return ""
    days = agreement.notice_days
    return ngettext("%(n)s day before", "%(n)s days before", days) % {"n": number(days)}


def _focal(point):
    return f"{point.unit} ({point.institution.acronym or point.institution})"


def _money(agreement):
    if agreement.amount is None:
        return ""
    return f"{agreement.currency} {number(int(agreement.amount))}"


def _languages(agreement):
    return ", ".join(map(language_name, agreement.authentic_languages))


def _capital(text):
    return text[:1].upper() + text[1:]
