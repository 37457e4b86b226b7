"""The register as a file for a spreadsheet."""

from django.utils.translation import gettext as _

from iompanama.publishing import spreadsheets
from iompanama.publishing.dates import Precision

ISO = {Precision.DAY: "%Y-%m-%d", Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y"}


def as_file(agreements, name, address):
    """The rows as a CSV file; ``address`` makes a whole address of a path."""
    rows = (_cells(agreement, address) for agreement in agreements)
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
        _("Address"),
    ]


def _cells(agreement, address):
    seen = [agreement.title, agreement.get_access_display()]
    where = address(agreement.get_absolute_url())
    if not agreement.is_open:
        return [*seen, *[""] * (len(_heads()) - 3), where]
    return [
        *seen,
        agreement.reference or "",
        agreement.get_kind_display(),
        "; ".join(str(party) for party in agreement.parties_here),
        agreement.state_label,
        _iso(agreement.signed_on, agreement.signed_on_precision),
        _iso(agreement.in_force_on, agreement.in_force_on_precision),
        _iso(agreement.term_ends_on, Precision.DAY),
        _iso(agreement.notice_by, Precision.DAY),
        agreement.get_renewal_display(),
        where,
    ]


def _iso(day, precision):
    return day.strftime(ISO[precision]) if day else ""
