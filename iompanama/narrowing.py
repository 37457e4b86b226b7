"""What a search is narrowed down to: read from the address, offered as links.

Values are keys and numbers, the same in both languages, so that the language switch
keeps them. What is not a value of a filter is no filter.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iompanama.finding.engine import Narrowed
from iompanama.finding.keys import LANGUAGES, Kind, Type, key
from iompanama.publishing.languages import current, other_than
from partners.lifecycle import State
from partners.models import Agreement

KINDS = {
    "news": (Kind.RELEASE, gettext_lazy("News")),
    "agreements": (Kind.AGREEMENT, gettext_lazy("Agreements")),
    "documents": (Kind.DOCUMENT, gettext_lazy("Documents")),
    "institutions": (Kind.INSTITUTION, gettext_lazy("Institutions")),
    "officials": (Kind.OFFICIAL, gettext_lazy("Officials")),
    "topics": (Kind.TOPIC, gettext_lazy("Topics")),
    "pages": (Kind.PAGE, gettext_lazy("Pages")),
}
NAMED = {kind: name for name, (kind, _label) in KINDS.items()}
ACCESS = {"public": 0, "internal": 1, "confidential": 2}
# Each filter with its type of key, and what it is called.
FILTERS = {
    "kind": (Type.KIND, gettext_lazy("Kind")),
    "topic": (Type.TOPIC, gettext_lazy("Topic")),
    "year": (Type.YEAR, gettext_lazy("Year")),
    "institution": (Type.INSTITUTION, gettext_lazy("Institution")),
    "official": (Type.OFFICIAL, gettext_lazy("Person")),
    "place": (Type.PLACE, gettext_lazy("Place")),
    "language": (Type.LANGUAGE, gettext_lazy("Language")),
    "access": (Type.ACCESS, gettext_lazy("Access")),
    "scan": (Type.SCAN, gettext_lazy("Documents on file")),
}
FOR_STAFF = ("access", "scan", "state")
LANGUAGE_NAMES = {"es": gettext_lazy("Spanish"), "en": gettext_lazy("English")}
NUMBER = re.compile(r"[1-9]\d{0,14}")


@dataclass(frozen=True)
class Filters:
    """The filters of one address: for each its value, as it stands there."""

    values: dict

    @classmethod
    def of(cls, parameters, sight):
        values = {}
        for name in (*FILTERS, "state"):
            value = parameters.get(name, "")
            if (name not in FOR_STAFF or sight.is_staff) and _is_value(name, value):
                values[name] = value
        return cls(values)

    def narrowed(self, day, among=None):
        """As the engine takes them; the state of an agreement is that of the day."""
        keys = tuple(
            key(FILTERS[name][0], _number(name, value))
            for name, value in self.values.items()
            if name in FILTERS
        )
        state = self.values.get("state")
        return Narrowed(keys, _in_state(state, day) if state else "", among)

    def without(self, name):
        return Filters({n: value for n, value in self.values.items() if n != name})


def _is_value(name, value):
    if name == "state":
        return value in State.values
    return _number(name, value) is not None


def _number(name, value):
    known = {
        "kind": {each: int(kind) for each, (kind, _label) in KINDS.items()},
        "language": LANGUAGES,
        "access": ACCESS,
        "scan": {"1": 1},
    }
    if name in known:
        return known[name].get(value)
    return int(value) if NUMBER.fullmatch(value) else None


@lru_cache(maxsize=32)
def _in_state(state, day):
    """SQL of the keys of the agreements in the state; to write it takes a while."""
    found = Agreement.objects.in_state(day, state).order_by().values("pk")
    sql, parameters = found.query.sql_with_params()
    with connection.cursor() as cursor:
        return cursor.mogrify(sql, parameters).replace("%", "%%")


class Facets:
    """Links that narrow the search down, and links that take it back."""

    def __init__(self, filters, found, parameters, states=()):
        self.filters, self.found = filters, found
        self.asked = [pair for pair in parameters.items() if pair[0] != "page"]
        self.states = dict(states)
        self.kept = {}

    def groups(self, is_staff):
        """For ``includes/facets.html``, without the kinds: these stand above."""
        names = [name for name in FILTERS if name != "kind"]
        groups = [
            {"name": str(FILTERS[name][1]), "choices": self.choices(name)}
            for name in names
            if is_staff or name not in FOR_STAFF
        ]
        if self.states:
            is_all = self.found.has_all_agreements
            choices = [
                self._choice(
                    "state", each.value, each.label, self.states[each.value], is_all
                )
                for each in State
                if each.value in self.states
            ]
            groups.insert(0, {"name": _("State"), "choices": choices})
        return [group for group in groups if self._tells(group["choices"])]

    def choices(self, name):
        type = FILTERS[name][0]
        rows = [row for row in self.found.facets if row[0] == type]
        if name == "year":
            rows.sort(key=lambda row: -row[1])
        found = []
        for _type, number, count, forms in rows:
            value, label = _called(name, number, forms)
            if label:
                is_all = self.found.is_counted
                found.append(self._choice(name, value, label, count, is_all))
        return found

    def chosen(self):
        """The filters there are, each with its way back."""
        return [
            {"name": self._label(name, value), "address": self.address(**{name: None})}
            for name, value in self.filters.values.items()
        ]

    def _label(self, name, value):
        if name == "state":
            return State(value).label
        number = _number(name, value)
        forms = next(
            (r[3] for r in self.found.facets if r[:2] == (FILTERS[name][0], number)), {}
        )
        return _called(name, number, forms)[1] or f"{FILTERS[name][1]}: {value}"

    def _choice(self, name, value, label, count, is_all):
        """``is_all`` unless only some of what was found was counted."""
        is_chosen = self.filters.values.get(name) == value
        return {
            "address": self.address(**{name: None if is_chosen else value}),
            "name": str(label),
            "count": count if is_all else f"{count}+",
            "is_chosen": is_chosen,
        }

    def _tells(self, choices):
        """What all results share narrows nothing down."""
        return any(
            each["is_chosen"] or each["count"] != self.found.total for each in choices
        )

    def address(self, **changes):
        new = urlencode([(name, value) for name, value in changes.items() if value])
        return "?" + "&".join(filter(None, [self._kept(tuple(changes)), new]))

    def _kept(self, names):
        """What the address asks besides; the same for all choices of a filter."""
        if names not in self.kept:
            kept = [pair for pair in self.asked if pair[0] not in names]
            self.kept[names] = urlencode(kept)
        return self.kept[names]


def _called(name, number, forms):
    """Value and label of a choice; no label where nothing is called so."""
    if name == "kind":
        value = NAMED.get(number)
        return value, value and KINDS[value][1]
    if name == "language":
        code = {n: code for code, n in LANGUAGES.items()}.get(number)
        return code, LANGUAGE_NAMES.get(code)
    if name == "access":
        value = {n: each for each, n in ACCESS.items()}.get(number)
        return value, value and Agreement.Access(value).label
    if name == "scan":
        return "1", _("With a scanned document")
    if name == "year":
        return str(number), str(number)
    names = [forms.get(code) for code in (current(), *other_than(current()))]
    return str(number), next(filter(None, names), "")
