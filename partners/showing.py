"""How the register is shown: as a list, a table or a timeline; links to each.

Everything is in the address: what a link changes, it changes there.
"""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from iompanama.publishing.typography import day as written

from . import columns
from .few import few
from .phrases import is_today

# On the page of an institution or a topic; the register has the others.
MOST_BESIDE = 20


def address(parameters, **changes):
    """The address of the same list but for the changes; none takes away."""
    parameters = parameters.copy()
    parameters.pop("page", None)
    for name, value in changes.items():
        parameters.pop(name, None)
        if value:
            parameters[name] = value
    return f"?{parameters.urlencode()}"


def with_one(address, name, value):
    """An address with one parameter more."""
    joint = "" if address == "?" else "&"
    return f"{address}{joint}{urlencode({name: value})}"


def part_of_register(agreements, day, user, **asked):
    """For ``includes/agreements_on.html``: the first of them, and the address of the
    register that has the others, if any."""
    rows = few(agreements, day, user, MOST_BESIDE)
    query = {**asked, **({} if is_today(day) else {"on": day.isoformat()})}
    more = len(rows) > MOST_BESIDE
    return {
        "agreements": rows[:MOST_BESIDE],
        "all_of_them": more and f"{reverse('partners:agreements')}?{urlencode(query)}",
    }


def kept(parameters, *but):
    """Pairs for the hidden fields of a form that asks for ``but`` anew."""
    return [
        (name, value)
        for name, values in parameters.lists()
        if name not in (*but, "page")
        for value in values
    ]


def ways(asked, parameters):
    names = {"list": _("List"), "table": _("Table"), "timeline": _("Timeline")}
    return [
        {
            "name": name,
            "address": address(parameters, show=None if way == "list" else way),
            "is_chosen": way == asked.show,
        }
        for way, name in names.items()
    ]


class Table:
    """Some of the rows, and the heads to sort all of them by."""

    def __init__(self, register, rows, parameters):
        self.register, self.parameters = register, parameters
        self.asked = register.asked
        names = self.asked.columns or columns.USUAL
        self.columns = [columns.BY_NAME[name] for name in names]
        self.rows = [(row, self.cells(row)) for row in rows]

    @property
    def heads(self):
        for column in self.columns:
            is_sorted = column == self.register.ordering.by
            turns = is_sorted and not self.register.ordering.is_backwards
            yield {
                "label": column.label,
                "address": column.order
                and address(self.parameters, sort=f"{'-' * turns}{column.name}"),
                "sorted": is_sorted and ("ascending" if turns else "descending"),
            }

    def cells(self, agreement):
        """What stands beside the title."""
        day = self.asked.day
        terms = agreement.terms_on(day)
        said = (each.of(agreement, terms, day) for each in self.columns[1:])
        return [_in_words(cell) for cell in said]

    @property
    def choices(self):
        """Every column but the title, and whether it is shown."""
        return [
            (each, each in self.columns)
            for each in columns.ALL
            if each.name != columns.ALWAYS
        ]


def _in_words(cell):
    if isinstance(cell, tuple):
        day, precision = cell
        return written(day, precision) if day else ""
    return cell
