"""How readers narrow the news: year, topic, institution, all kept in the address."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from iompanama.publishing.languages import codes, current, localized, other_than

from .models import PressRelease


@dataclass
class Choice:
    """One value of a filter: where it leads, how many texts it would leave."""

    value: str
    name: str
    count: int
    address: str
    is_chosen: bool


class Filters:
    """What a reader chose, and what else there is to choose from what is left."""

    def __init__(self, data, year=""):
        self.chosen = {
            "year": year,
            "topic": data.get("topic", ""),
            "institution": data.get("institution", ""),
        }

    def applied(self, without=""):
        """The listed texts that fit, one of the filters left out if so asked."""
        chosen = {**self.chosen, without: ""}
        releases = PressRelease.objects.listed()
        if chosen["year"]:
            releases = releases.in_year(_whole(chosen["year"]))
        if chosen["topic"]:
            releases = releases.on_topic(_key(chosen["topic"]))
        if chosen["institution"]:
            releases = releases.with_institution(_key(chosen["institution"]))
        return releases

    @cached_property
    def choices(self):
        """Every value of every filter that leaves something, in one query."""
        year = Cast("dateline_on__year", CharField())
        rows = _counts(self.applied(without="year"), "year", year).union(
            _counts(self.applied(without="topic"), "topic", F("topics__key")),
            _counts(
                self.applied(without="institution"),
                "institution",
                F("institutions__key"),
            ),
            all=True,
        )
        found = {name: [] for name in self.chosen}
        for name, value, *names, count in rows:
            if value:
                found[name].append(self._choice(name, value, names, count))
        return found

    @property
    def years(self):
        return sorted(self.choices["year"], key=lambda choice: -int(choice.value))

    @property
    def groups(self):
        """The filters besides the year, which has a line of its own."""
        return [
            {"name": label, "choices": sorted(self.choices[name], key=_most_first)}
            for name, label in (
                ("topic", _("Topic")),
                ("institution", _("Institution")),
            )
        ]

    @property
    def knows_year(self):
        return any(choice.is_chosen for choice in self.choices["year"])

    @property
    def all_years(self):
        return self._address(year="")

    @property
    def is_narrowed(self):
        return bool(self.chosen["topic"] or self.chosen["institution"])

    @property
    def removable(self):
        """The filters in use, each leading to the list without it."""
        for name, value in self.chosen.items():
            if value:
                known = [each for each in self.choices[name] if each.is_chosen]
                yield {
                    "name": known[0].name if known else value,
                    "address": self._address(**{name: ""}),
                }

    @property
    def none_address(self):
        return reverse("news:list")

    def _choice(self, name, value, names, count):
        return Choice(
            value=value,
            name=_named(dict(zip(codes(), names, strict=True))) or value,
            count=count,
            address=self._address(**{name: value}),
            is_chosen=self.chosen[name] == value,
        )

    def _address(self, **changes):
        chosen = {**self.chosen, **changes}
        year = _whole(chosen.pop("year"))
        path = reverse("news:year", args=[year]) if year else reverse("news:list")
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"{path}?{query}" if query else path


def _counts(releases, name, value):
    related = {"topic": "topics", "institution": "institutions"}.get(name)
    labels = {
        localized("label", code): (
            F(f"{related}__{localized('name', code)}") if related else Value("")
        )
        for code in codes()
    }
    return (
        releases.annotate(filter_name=Value(name), value=value, **labels)
        .order_by()
        .values_list("filter_name", "value", *labels)
        .annotate(count=Count("pk", distinct=True))
    )


def _named(names):
    """A name in the reader's language, or in its own, marked so."""
    if names[current()]:
        return names[current()]
    for code in other_than(current()):
        if names[code]:
            return format_html('<span lang="{}">{}</span>', code, names[code])
    return ""


def _most_first(choice):
    return -choice.count, str(choice.name)


def _key(text):
    """What a reader typed where a key belongs; PostgreSQL takes no NUL."""
    return text.replace("\x00", "")[:60]


def _whole(text):
    """A year as a number; zero, which no text has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0
