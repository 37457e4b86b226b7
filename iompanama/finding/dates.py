"""Years, months and days inside a question, in both languages."""

import datetime as dt
import re

from iompanama.publishing.marking import in_place

MONTHS = {
    name: number
    for names in (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre"
        " noviembre diciembre",
        "january february march april may june july august september october"
        " november december",
    )
    for number, name in enumerate(names.split(), start=1)
} | {"setiembre": 9}
_MONTH = "|".join(MONTHS)
_YEAR = r"(?P<year>19[4-9]\d|20\d\d)"
# The most exact first. A number behind a minus sign or in a reference is no year.
FORMS = [
    re.compile(rf"(?<![\w/-]){form}(?![\w/-])")
    for form in (
        rf"(?P<day>\d{{1,2}})\.?º? (?:de )?(?P<month>{_MONTH}),? (?:de |del )?{_YEAR}",
        rf"(?P<month>{_MONTH}) (?P<day>\d{{1,2}}),? {_YEAR}",
        rf"(?P<day>\d{{1,2}})/(?P<number>\d{{1,2}})/{_YEAR}",
        rf"{_YEAR}-(?P<number>\d{{2}})-(?P<day>\d{{2}})",
        rf"(?P<month>{_MONTH}),? (?:de |del )?{_YEAR}",
        rf"(?P<number>\d{{1,2}})/{_YEAR}",
        rf"{_YEAR}-(?P<number>\d{{2}})",
        _YEAR,
    )
]


def days_in(text):
    """Each as ("2023-09-06", "2023-09" or "2023"), start and end in the text."""
    plain, found = _outside_quotes(in_place(text)), []
    for form in FORMS:
        for match in form.finditer(plain):
            day = _iso(match.groupdict())
            if day and not any(
                s < match.end() and match.start() < e for _, s, e in found
            ):
                found.append((day, match.start(), match.end()))
    return sorted(found, key=lambda each: each[1])


def _outside_quotes(text):
    return re.sub(r'"[^"]*"?', lambda quoted: '"' * len(quoted[0]), text)


def _iso(parts):
    year = int(parts["year"])
    month = MONTHS.get(parts.get("month"), parts.get("number"))
    if month is None:
        return f"{year}"
    try:
        day = dt.date(year, int(month), int(parts.get("day") or 1))
    except ValueError:
        return None
    return day.isoformat() if parts.get("day") else f"{day:%Y-%m}"
