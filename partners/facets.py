"""The choices of the register as links: where each leads, and how to take it back."""

from django.utils.translation import gettext as _

from iompanama.publishing.typography import day as written

from .counting import MOST_CHOICES
from .phrases import is_today
from .showing import address, with_one


def facets(register, parameters):
    """For ``includes/facets.html``."""
    asked = register.asked
    return {
        "summary": _("Filter by state, institution, kind or topic"),
        "is_chosen": bool(asked.filters),
        "groups": [
            {
                "name": register.filters[name].label,
                "choices": choices(asked, parameters, name, register.counts.said(name)),
                "all": register.counts.of[name] > MOST_CHOICES
                and address(parameters, choices=name),
            }
            for name, rows in register.counts.choices.items()
            if rows
        ],
    }


def choices(asked, parameters, name, rows):
    """Those of one filter, each with the address that makes it or takes it back."""
    without = address(parameters, **{name: None})
    chosen = asked.filters.get(name)
    return [
        {
            "address": without if value == chosen else with_one(without, name, value),
            "name": label,
            "count": count,
            "is_chosen": value == chosen,
        }
        for value, label, count in rows
    ]


def chosen(register, parameters):
    """For ``includes/chosen.html``: words, day and filters, each with a way back."""
    asked, found = register.asked, []
    if asked.words:
        found.append(("words", _("“%(words)s”") % {"words": asked.words}))
    if not is_today(asked.day):
        found.append(("on", _("State on %(day)s") % {"day": written(asked.day)}))
    for name, value in asked.filters.items():
        labels = {key: label for key, label, _count in register.counts.choices[name]}
        called = labels.get(value) or register.filters[name].called(value)
        found.append((name, called))
    return [
        {"name": label, "address": address(parameters, **{name: None})}
        for name, label in found
    ]
