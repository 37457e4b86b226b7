"""How readers narrow the news: year, topic, institution, all kept in the address."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db import connection
from django.db.models import BigIntegerField, Count, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from iompanama.publishing.arrays import Each
from iompanama.publishing.languages import codes, current, other_than
from iompanama.publishing.remembering import remembered
from iompanama.vocabulary.models import Topic
from partners.models import Institution

from .models import PressRelease

# Filters by what is kept beside each edition: the column, and what it points to.
KEYS = {"topic": ("topic_ids", Topic), "institution": ("institution_ids", Institution)}
NAMED = """
    SELECT counted.filter_name, counted.value, counted.count, coalesce(t.key, i.key),
        coalesce(t.name_es, i.name_es), coalesce(t.name_en, i.name_en)
    FROM ({counts}) AS counted
    LEFT JOIN vocabulary_topic t ON counted.filter_name = 'topic' AND t.id = value
    LEFT JOIN partners_institution i
        ON counted.filter_name = 'institution' AND i.id = value
"""


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
        super().__init__(filters.texts, per_page)
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

    @cached_property
    def counts(self):
        """How many texts each value of each filter would leave, with its names."""
        asked = (current(), sorted(self.chosen.items()))
        return remembered("news", asked, self._counted)

    def _counted(self, at):
        values = {
            "year": Cast("dateline_on__year", BigIntegerField()),
            **{name: Each(keys) for name, (keys, _model) in KEYS.items()},
        }
        first, *others = (
            _counts(self._fitting(at, without=name), name, value)
            for name, value in values.items()
        )
        counts, values = first.union(*others, all=True).query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(NAMED.format(counts=counts), values)
            return cursor.fetchall()

    def _fitting(self, at, without):
        """The texts that fit, one of the filters left out."""
        releases = PressRelease.objects.listed(at)
        chosen = {**self.chosen, without: ""}
        if chosen["year"]:
            releases = releases.in_year(_whole(chosen["year"]))
        for name, (keys, model) in KEYS.items():
            if chosen[name]:
                named = model.objects.filter(key=_key(chosen[name]))
                releases = releases.filter(**{f"{keys}__overlap": named.values("pk")})
        return releases

    @property
    def texts(self):
        """The texts that fit. Their topic and institution are told by number, so that
        the planner knows how many there are."""
        releases = PressRelease.objects.listed()
        if not self.count:
            return releases.none()
        if self.chosen["year"]:
            releases = releases.in_year(_whole(self.chosen["year"]))
        for name, pk, _count, key, *_names in self.counts:
            if key and key == self.chosen[name]:
                releases = releases.filter(**{f"{KEYS[name][0]}__contains": [pk]})
        return releases

    @property
    def count(self):
        """How many texts fit: those of the year, or of all."""
        year = self.chosen["year"]
        return sum(
            count
            for name, value, count, *_named in self.counts
            if name == "year" and (not year or value == _whole(year))
        )

    @cached_property
    def choices(self):
        """Every value of every filter that leaves something."""
        found = {name: [] for name in self.chosen}
        for name, value, count, key, *names in self.counts:
            if name == "year" and value:
                found[name].append(self._choice(name, str(value), str(value), count))
            elif key:
                words = _in_words(dict(zip(codes(), names, strict=True))) or key
                found[name].append(self._choice(name, key, words, count))
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
