"""How readers narrow the news: year, topic, institution, all kept in the address."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import BigIntegerField, Count, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from iompanama.publishing.languages import codes, current, localized, other_than
from iompanama.vocabulary.models import Topic
from partners.models import Institution

from .models import PressRelease
from .models.columns import Each


@dataclass
class Choice:
    """One value of a filter: where it leads, how many texts it would leave."""

    value: str
    name: str
    count: int
    address: str
    is_chosen: bool


class Pages(Paginator):
    """The texts that fit, counted already; those of a page are found by their keys."""

    def __init__(self, filters, per_page):
        super().__init__(filters.applied(), per_page)
        self.count = filters.count

    def page(self, number):
        number = self.validate_number(number)
        passed = (number - 1) * self.per_page
        here = self.object_list.newest(self.per_page, passed)
        return self._get_page(here, number, self)


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
    def counts(self):
        """How many texts each value of each filter would leave, in one query."""
        year = Cast("dateline_on__year", BigIntegerField())
        rows = _counts(self.applied(without="year"), "year", year).union(
            _counts(self.applied(without="topic"), "topic", Each("topic_ids")),
            _counts(
                self.applied(without="institution"),
                "institution",
                Each("institution_ids"),
            ),
            all=True,
        )
        found = {name: {} for name in self.chosen}
        for name, value, count in rows:
            found[name][value] = count
        return found

    @property
    def count(self):
        """How many texts fit: those of the year, or of all."""
        of_years = self.counts["year"]
        if self.chosen["year"]:
            return of_years.get(_whole(self.chosen["year"]), 0)
        return sum(of_years.values())

    @cached_property
    def choices(self):
        """Every value of every filter that leaves something."""
        found = {
            "year": [
                self._choice("year", str(year), str(year), count)
                for year, count in self.counts["year"].items()
                if year
            ],
            "topic": [],
            "institution": [],
        }
        for name, pk, key, *names in _named(self.counts):
            words = _in_words(dict(zip(codes(), names, strict=True)))
            choice = self._choice(name, key, words or key, self.counts[name][pk])
            found[name].append(choice)
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

    def _choice(self, name, value, words, count):
        return Choice(
            value=value,
            name=words,
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
    """Triples of the filter's name, a value of it, and how many texts have it."""
    named = releases.annotate(filter_name=Value(name), value=value).order_by()
    return named.values_list("filter_name", "value").annotate(count=Count("pk"))


def _named(counts):
    """The records behind the keys that were counted, with their names, in one query."""
    columns = [localized("name", code) for code in codes()]
    topics, institutions = (
        model.objects.filter(pk__in=counts[name])
        .annotate(filter_name=Value(name))
        .order_by()
        .values_list("filter_name", "pk", "key", *columns)
        for name, model in (("topic", Topic), ("institution", Institution))
    )
    return topics.union(institutions, all=True)


def _in_words(names):
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
