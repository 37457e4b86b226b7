"""The register as a file for a spreadsheet, as it stands on a day."""

from django.utils.translation import gettext as _

from iompanama.publishing import spreadsheets
from iompanama.publishing.dates import Precision
from iompanama.publishing.languages import current, localized

from .models import Agreement
from .status import is_told

ISO = {Precision.DAY: "%Y-%m-%d", Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y"}


def as_file(agreements, day, name, address):
    """The rows as a CSV file; ``address`` makes a whole address of a path."""
    rows = (_cells(agreement, day, address) for agreement in agreements)
    return spreadsheets.as_file(name, [_heads(), *rows])


def _heads():
    return [
        _("Title"),
        _("Access"),
        _("Reference"),
        _("Kind"),
        _("Parties"),
        _("State"),
        _("Signed on"),
        _("In force from"),
        _("Present term ends on"),
        _("Notice by"),
        _("Renewal"),
        _("Areas"),
        _("Address"),
    ]


def _cells(agreement, day, address):
    seen = [agreement.title, agreement.get_access_display()]
    where = address(agreement.get_absolute_url())
    if not agreement.is_open:
        return [*seen, *[""] * (len(_heads()) - 3), where]
    if not is_told(agreement, day):
        told = ["", agreement.get_kind_display(), "", agreement.state_label]
        return [*seen, *told, *[""] * (len(_heads()) - 7), where]
    terms = agreement.terms_on(day)
    return [
        *seen,
        agreement.reference or "",
        agreement.get_kind_display(),
        "; ".join(str(party) for party in agreement.parties_here),
        agreement.state_label,
        _iso(agreement.signed_on, agreement.signed_on_precision),
        _iso(agreement.in_force_on, agreement.in_force_on_precision),
        _iso(terms.ends_on, terms.ends_on_precision),
        _iso(terms.notice_by, Precision.DAY),
        Agreement.Renewal(terms.renewal).label,
        "; ".join(getattr(agreement, localized("areas_then", current())) or []),
        where,
    ]


def _iso(day, precision):
    return day.strftime(ISO[precision]) if day else ""
