"""Columns and bars worked out on the server: numbers in, places in the drawing out.

``x`` is in percent of the width, ``y`` in pixels, so that a drawing fits any screen
without a script and its text keeps its size (templates/includes/chart.html).
"""

from dataclasses import dataclass

from iompanama.publishing.typography import number

HEAD, FOOT, BELOW = 32, 24, 7  # pixels above the top column, below the base line
TALL = 300  # a lower chart has no room for numbers at lines
WIDE = 0.62  # of its step is a column
MOST_SAID = 20  # more columns than that stand too close for numbers over each
LARGE = 0.2  # of the highest: a column the text may speak of


@dataclass(frozen=True)
class Datum:
    """A number with what it was counted for; ``None`` where nothing was counted."""

    period: str
    label: str
    value: int | None
    is_provisional: bool = False


def complete(data):
    """The data with the periods nobody counted, so that time keeps its distances."""
    known = {datum.period: datum for datum in data}
    if not known:
        return []
    return [
        known.get(period) or Datum(period, "", None)
        for period in _periods(min(known), max(known))
    ]


def _periods(first, last):
    if "-" not in first:
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    start, end = (int(text[:4]) * 12 + int(text[5:]) - 1 for text in (first, last))
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(start, end + 1)]


def columns(data, height):
    """The drawing of a series over time, from zero always."""
    data = complete(data)
    top = max((datum.value or 0 for datum in data), default=0) or 1
    base = height - FOOT
    scale = (base - HEAD) / top
    highest = next((n for n, datum in enumerate(data) if datum.value == top), None)
    return {
        "height": height,
        "base": base,
        "foot": height - BELOW,
        "grid": [_line(value, base, scale) for value in grid(top) if height > TALL],
        "columns": [
            _column(n, datum, data, base, scale, highest)
            for n, datum in enumerate(data)
        ],
    }


def _column(n, datum, data, base, scale, highest):
    step = 100 / len(data)
    tall = _tall(datum, scale)
    is_last = n == len(data) - 1
    return {
        "kind": _kind(datum, n == highest),
        "x": round(n * step + step * (1 - WIDE) / 2, 2),
        "width": round(step * WIDE, 2),
        "y": round(base - tall, 1),
        "height": tall,
        "middle": round(n * step + step / 2, 2),
        "label": _below(datum.period),
        "is_rare": "-" not in datum.period and not is_last and int(datum.period) % 5,
        "said": _said(datum, len(data), n == highest or is_last, scale, base),
        "said_y": round(base - tall - BELOW, 1),
        "said_rare": n != highest,
    }


def _tall(datum, scale):
    if not datum.value:
        return 0
    return round(max(datum.value * scale, 5 if datum.is_provisional else 1.5), 1)


def _kind(datum, is_highest):
    if datum.is_provisional:
        return "provisional"
    return "top" if is_highest else ""


def _below(period):
    """The year, under its column or under its January."""
    year, _dash, month = period.partition("-")
    return year if month in {"", "01"} else ""


def _said(datum, many, always, scale, base):
    if datum.value is None:
        return ""
    is_large = datum.value * scale >= LARGE * (base - HEAD)
    return number(datum.value) if always or (is_large and many <= MOST_SAID) else ""


def grid(top):
    """Round numbers up to the highest, five at most."""
    step = 1
    while top / step > 5.99:
        step *= 2.5 if str(step)[0] == "2" else 2
        step = int(step)
    return list(range(step, int(top) + 1, step))


def _line(value, base, scale):
    y = round(base - value * scale)
    return {"y": y, "text_y": y - 5, "text": number(value)}


def bars(data):
    """The drawing of a series over categories: one bar below each name."""
    top = max((datum.value for datum in data), default=0) or 1
    return {
        "height": len(data) * 44,
        "bars": [
            {
                "kind": _kind(datum, datum.value == top),
                "label": datum.label,
                "value": number(datum.value),
                "text_y": n * 44 + 16,
                "y": n * 44 + 22,
                "width": round(100 * datum.value / top, 2),
            }
            for n, datum in enumerate(data)
        ],
    }
