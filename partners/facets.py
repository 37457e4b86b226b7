"""The choices of the register as links: where each leads, and how to take it back."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iompanama.publishing.typography import day as written

from .lifecycle import State
from .models import Agreement
from .phrases import is_today

MOST_CHOICES = 12
# What a filter is called though nothing answers to it.
_KINDS = {"state": dict(State.choices), "kind": dict(Agreement.Kind.choices)}
NAMES = {
    "state": gettext_lazy("State"),
    "party": gettext_lazy("With whom"),
    "kind": gettext_lazy("Kind"),
    "topic": gettext_lazy("Topic"),
}


def facets(asked, choices, parameters):
    """For ``includes/facets.html``."""
    return {
        "summary": _("Filter by state, institution, kind or topic"),
        "is_chosen": bool(asked.filters),
        "groups": [
            {
                "name": NAMES[name],
                "choices": [
                    _choice(asked, parameters, name, *row)
                    for row in _shown(rows, asked.filters.get(name))
                ],
            }
            for name, rows in choices.items()
            if rows
        ],
    }


def _shown(rows, chosen):
    """The most frequent ones, and the chosen one in any case."""
    return [row for n, row in enumerate(rows) if n < MOST_CHOICES or row[0] == chosen]


def _choice(asked, parameters, name, value, label, count):
    is_chosen = asked.filters.get(name) == value
    return {
        "address": _address(parameters, **{name: None if is_chosen else value}),
        "name": label,
        "count": count,
        "is_chosen": is_chosen,
    }


def chosen(asked, choices, parameters):
    """For ``includes/chosen.html``: words, day and filters, each with a way back."""
    found = []
    if asked.words:
        found.append(("words", _("“%(words)s”") % {"words": asked.words}))
    if not is_today(asked.day):
        found.append(("on", _("State on %(day)s") % {"day": written(asked.day)}))
    for name, value in asked.filters.items():
        labels = {key: label for key, label, _count in choices[name]}
        found.append(
            (name, labels.get(value) or _KINDS.get(name, {}).get(value, value))
        )
    return [
        {"name": label, "address": _address(parameters, **{name: None})}
        for name, label in found
    ]


def _address(parameters, **changes):
    parameters = parameters.copy()
    parameters.pop("page", None)
    for name, value in changes.items():
        parameters.pop(name, None)
        if value:
            parameters[name] = value
    return f"?{parameters.urlencode()}"
