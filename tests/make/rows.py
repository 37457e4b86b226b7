"""What every maker does."""

import datetime as dt
from itertools import count

# None of them is a year, which a search would take for one.
_numbers = count(3_000)


def number():
    """Never the same twice, and the same in every run."""
    return next(_numbers)


def made(model, values, **defaults):
    """A row with defaults, except where the test says otherwise."""
    return model.objects.create(**{**defaults, **values})


def with_precision(values, *names):
    """A day a test names is known to the day; ``"2024-05-01"`` is a day too."""
    as_days(values, *names)
    for name in names:
        if values.get(name):
            values.setdefault(f"{name}_precision", "day")


def as_days(values, *names):
    for name in names:
        if isinstance(values.get(name), str):
            values[name] = dt.date.fromisoformat(values[name])
