"""A series as its chart with the sentence that says what it shows."""

from django.utils.translation import gettext as _

from iompanama.publishing.typography import number

from . import charts

SMALL, LARGE = 210, 400


def drawing(series, height=LARGE):
    """What the chart needs; ``None`` for a series without figures."""
    points = series.points_here
    if not points:
        return None
    data = [
        charts.Datum(each.period, each.label, each.value, each.is_provisional)
        for each in points
    ]
    drawn = (
        charts.columns(data, height)
        if series.frequency != series.Frequency.CATEGORY
        else charts.bars(data)
    )
    return {
        **drawn,
        "key": series.key,
        "finding": finding(series, points),
        "is_provisional": any(point.is_provisional for point in points),
    }


def finding(series, points):
    highest = max(points, key=lambda point: point.value)
    facts = {
        "name": series.name,
        "first": points[0].label,
        "last": points[-1].label,
        "top": number(highest.value),
        "when": highest.label,
    }
    if series.frequency == series.Frequency.CATEGORY:
        return _("%(name)s. The highest is %(when)s: %(top)s.") % facts
    return (
        _("%(name)s, from %(first)s to %(last)s. The highest is %(top)s: %(when)s.")
        % facts
    )
