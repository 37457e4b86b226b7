"""The register of agreements: what was asked, what is found, how to narrow it down.

Parameters are the same words in both languages and their values are keys, so that
the language switch keeps them. What does not open to the reader is found by its title
and summary alone and never by a filter: a count would tell what the record hides.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count, F, OuterRef, Q, Value

from iompanama.publishing.dates import asked_day
from iompanama.publishing.languages import codes, current, localized, other_than

from .lifecycle import State
from .models import Agreement, Institution, Official, PageText, Party, Signature
from .models.party import bound_on
from .models.records import told_on

MOST_LETTERS = 200
# Words that stand on more pages than this find the records of so many of them.
MOST_PAGES = 20_000
PAGE_FOUND = (
    "id",
    "number",
    "text",
    "version__id",
    "version__document__id",
    "version__document__title",
    "version__document__language",
)
FILTERS = ("state", "party", "kind", "topic")


@dataclass(frozen=True)
class Asked:
    """What the reader asked of the register."""

    day: dt.date
    day_was_read: bool = True
    words: str = ""
    filters: dict = field(default_factory=dict)

    @classmethod
    def of(cls, parameters):
        cleaned = {
            name: parameters.get(name, "").replace("\x00", "").strip()[:MOST_LETTERS]
            for name in ("words", *FILTERS)
        }
        words = cleaned.pop("words")
        filters = {name: value for name, value in cleaned.items() if value}
        return cls(*asked_day(parameters), words, filters)


class Register:
    """The agreements one reader may find, on one day."""

    def __init__(self, asked, user):
        self.asked, self.user = asked, user
        self.records = Agreement.objects.visible_to(user).in_language()

    def found(self, but=None):
        """What words and filters leave, as if the filter ``but`` were not set."""
        found = self.records
        if self.asked.words:
            found = found.filter(self._named_by(self.asked.words))
        for name, value in self.asked.filters.items():
            found = found.filter(is_open=True)
            if name != but:
                found = getattr(self, f"_by_{name}")(found, value)
        return found

    def rows(self):
        """What ends first comes first; what does not open says nothing by its place."""
        rows = self.found().for_lists(self.asked.day).ending_first()
        return rows.order_by("-is_open", *rows.query.order_by)

    def _named_by(self, words):
        def found_in(model):
            return model.objects.search(words).order_by().values("pk")

        bound = Party.objects.bound_on(self.asked.day)
        bound = bound.filter(institution__in=found_in(Institution))
        signed = Signature.objects.filter(official__in=found_in(Official))
        pages = PageText.objects.shown_to(self.user).holding(words)[:MOST_PAGES]
        return Q(pk__in=self.records.search(words).order_by().values("pk")) | Q(
            Q(pk__in=bound.values("agreement"))
            | Q(pk__in=signed.values("agreement"))
            | Q(pk__in=pages.values("version__agreement")),
            told_on(self.asked.day),
            is_open=True,
        )

    def with_pages(self, rows):
        """Rows with ``pages_found``: the first page that holds the words, if any."""
        if not self.asked.words:
            return rows
        pages = PageText.objects.shown_to(self.user).holding(self.asked.words)
        first = pages.of_agreement(OuterRef("pk"))[:1]
        return rows.gathering("pages_found", first, PAGE_FOUND)

    def _by_state(self, rows, value):
        return rows.in_state(self.asked.day, value)

    def _by_party(self, rows, value):
        bound = Party.objects.bound_on(self.asked.day).filter(institution__key=value)
        told = rows.told_on(self.asked.day)
        return told.filter(pk__in=bound.values("agreement"))

    def _by_kind(self, rows, value):
        return rows.filter(kind=value)

    def _by_topic(self, rows, value):
        return rows.filter(topics__key=value)

    # The choices beside the list, with how many each would leave: one query.

    def choices(self):
        """For each filter its choices, triples of a value, a name and a count."""
        first, *others = (getattr(self, f"_count_{name}")() for name in FILTERS)
        found = {name: [] for name in FILTERS}
        for row in first.union(*others, all=True):
            name = (
                row[localized("n", current())]
                or row[localized("n", *other_than(current()))]
            )
            found[row["filter"]].append((row["value"], name, row["count"]))
        return {name: _IN_ORDER[name](rows) for name, rows in found.items()}

    def _counted(self, name, rows, value, path=None):
        texts = {
            localized("n", code): F(localized(f"{path}__name", code))
            if path
            else Value("")
            for code in codes()
        }
        counted = rows.annotate(filter=Value(name), value=F(value), **texts)
        columns = ("filter", "value", *texts)
        return counted.order_by().values(*columns).annotate(count=Count("pk"))

    def _open(self, but):
        """Counted anew from their keys: nothing of how they were found is grouped."""
        found = self.found(but).filter(is_open=True).order_by().values("pk")
        return Agreement.objects.filter(pk__in=found)

    def _count_state(self):
        rows = self._open("state").with_state(self.asked.day)
        return self._counted("state", rows, "state")

    def _count_party(self):
        path = "parties__institution"
        rows = self._open("party").told_on(self.asked.day)
        rows = rows.filter(
            bound_on(self.asked.day, "parties__"), **{f"{path}__is_the_office": False}
        )
        return self._counted("party", rows, f"{path}__key", path)

    def _count_kind(self):
        return self._counted("kind", self._open("kind"), "kind")

    def _count_topic(self):
        rows = self._open("topic").filter(topics__isnull=False)
        return self._counted("topic", rows, "topics__key", "topics")


def _by_declaration(kinds):
    def ordered(rows):
        labels = dict(kinds.choices)
        rows = [(value, labels[value], count) for value, _name, count in rows]
        return sorted(rows, key=lambda row: kinds.values.index(row[0]))

    return ordered


def _by_count(rows):
    return sorted(rows, key=lambda row: (-row[2], row[1]))


_IN_ORDER = {
    "state": _by_declaration(State),
    "party": _by_count,
    "kind": _by_declaration(Agreement.Kind),
    "topic": _by_count,
}
