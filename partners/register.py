"""The register of agreements: what is found, in which order, how to narrow it down.

What does not open to the reader is found by its title and summary alone and never by a
filter: a count would tell what the record hides.
"""

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import OuterRef, Q
from django.db.models.expressions import OrderBy
from django.utils import timezone
from django.utils.functional import cached_property

from iompanama.finding.keys import Kind
from iompanama.finding.matching import Matching
from iompanama.finding.sight import Sight
from iompanama.publishing.languages import codes, current, other_than
from iompanama.publishing.remembering import Memory, version_of

from . import columns, filters
from .models import (
    Agreement,
    Document,
    Institution,
    Official,
    PageText,
    Party,
    Signature,
)
from .models.records import told_on
from .sides import given_by

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
# A column with several values is sorted by the first, asked row by row.
MOST_SORTED = 5_000
MOST_CHOICES = 12
# Kept besides: how many are found in all.
FOUND = "found"
TALLY = (
    "SELECT filter_name AS name, filter_number::bigint AS number,"
    " filter_word::text AS word, filter_count AS count FROM ({}) AS tally"
)
NAMED = """
    SELECT counted.name, coalesce(t.key, i.key, o.key, counted.word) AS value,
        coalesce(t.name_es, i.name_es, o.name), coalesce(t.name_en, i.name_en, o.name),
        counted.count
    FROM ({counts}) AS counted
    LEFT JOIN vocabulary_topic t ON counted.name = 'topic' AND t.id = number
    LEFT JOIN partners_institution i
        ON counted.name = 'party' AND i.id = number AND NOT i.is_the_office
    LEFT JOIN partners_official o ON counted.name = 'signatory' AND o.id = number
"""


class Register:
    """The agreements one reader may find, on one day."""

    def __init__(self, asked, user):
        self.asked, self.user = asked, user
        self.records = Agreement.objects.visible_to(user).in_language()
        self.is_for_staff = user.has_perm("partners.read_internal")
        self.filters = {kind.name: kind(asked.day, user) for kind in filters.for_(user)}

    def found(self, but=None):
        """What words and filters leave, as if the filter ``but`` were not set."""
        found = self.records
        if self.asked.words:
            found = found.filter(self._named_by(self.asked.words))
        for name, value in self.asked.filters.items():
            found = found.filter(is_open=True)
            if name != but:
                found = self.filters[name].narrowed(found, value)
        return found

    def in_order(self, rows):
        """As asked, else what ends first comes first; what does not open says nothing
        by its place."""
        by = self.sorted_by
        if by is None:
            rows = rows.ending_first()
            return rows.order_by("-is_open", *rows.query.order_by)
        how = OrderBy(by.order(), descending=self.asked.is_backwards, nulls_last=True)
        return rows.order_by("-is_open", how, "-pk")

    @property
    def sorted_by(self):
        by = self.asked.sorted_by
        return by if by and self.can_sort_by(by) else None

    def can_sort_by(self, column):
        is_short = not column.has_several or self.count <= MOST_SORTED
        return column.order is not None and is_short

    def rows(self):
        if self.asked.words and not self.count:
            return self.records.none()
        return self.in_order(self.found().for_lists(self.asked.day))

    def part(self, first, last):
        """Some of the rows: found by their keys first, which an index holds, and once
        until something changes."""
        asked = (*self.question, self.asked.sort, first, last)
        keys = self.memory and self.memory.recall(asked)
        if keys is not None:
            rows = {row.pk: row for row in self.shown(self.records.filter(pk__in=keys))}
            return [rows[key] for key in keys]
        keys = self.in_order(self.found().with_state(self.asked.day)).values("pk")
        here = self.records.filter(pk__in=keys[first:last])
        rows = list(self.in_order(self.shown(here)))
        if self.memory:
            self.memory.keep(asked, [row.pk for row in rows])
        return rows

    def shown(self, rows):
        """With what the list or the table says of them."""
        rows = rows.for_lists(self.asked.day)
        if self.asked.show == "table":
            return self.with_columns(rows, self.asked.columns or columns.USUAL)
        return self.with_pages(rows)

    @cached_property
    def matching(self):
        """What the words mean, and what holds them (iompanama.finding)."""
        return Matching(self.asked.words, Sight.of(self.user, timezone.now()))

    def _named_by(self, words):
        if self.asked.day < timezone.localdate():
            return self._named_then(words)
        records = self.matching.of(Kind.AGREEMENT)
        papers = Document.objects.filter(pk__in=self.matching.of(Kind.DOCUMENT))
        return Q(pk__in=records) | Q(pk__in=papers.values("agreement"), is_open=True)

    def _named_then(self, words):
        """As on a past day, with the parties and signatures of that day."""

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
        pages = PageText.objects.shown_to(self.user).holding(self.matching.words)
        first = pages.of_agreement(OuterRef("pk"))[:1]
        return rows.gathering("pages_found", first, PAGE_FOUND)

    def with_columns(self, rows, names):
        """Rows with what the columns say besides what a list shows."""
        here = {"agreement": OuterRef("pk")}
        papers = Document.objects.visible_to(self.user).filter(**here)
        if "areas" in names:
            rows = rows.with_areas(self.asked.day)
        if "topics" in names:
            topics = Agreement._meta.get_field("topics").related_model.objects
            topics = topics.filter(agreements=OuterRef("pk"))
            topics = topics.order_by("position", "pk")
            rows = rows.gathering("topics_here", topics, ("id", "name"))
        if "signatories" in names:
            given = Signature.objects.filter(given_by(self.asked.day), **here)
            given = given.order_by("position", "pk")
            rows = rows.gathering("signatures_here", given, ("id", "name_as_signed"))
        if "languages" in names:
            listed = papers.order_by("position", "pk")
            rows = rows.gathering("documents_here", listed, ("id", "language"))
        if "scan" in names:
            rows = rows.gathering("files_here", papers.filed()[:1], ("id",))
        return rows

    # How many are found, and how many each choice would leave: one query, remembered.

    @cached_property
    def memory(self):
        """What is known of the register as it is now; of words, nothing is kept."""
        if self.asked.words:
            return None
        return Memory("register", version_of("register", timezone.now()))

    @property
    def question(self):
        """What is found depends on this alone, at one version of the register."""
        chosen = sorted(self.asked.filters.items())
        is_past = self.asked.day < timezone.localdate()
        return current(), self.asked.day, is_past, chosen, self._eyes()

    @cached_property
    def counts(self):
        """Lists of (value, name, count) by filter, the most frequent and the chosen."""
        if not self.memory:
            return self._counted_with_words()
        found = self.memory.recall(self.question)
        if found is None:
            found = self.memory.keep(self.question, self._counted())
        return found

    def _counted_with_words(self):
        """Where nothing holds the words, of what must have been meant."""
        counts = self._counted()
        if not counts[FOUND] and not self.asked.filters and self.matching.forgive():
            counts = self._counted()
        return counts

    def _eyes(self):
        """Readers who see the same."""
        if not self.is_for_staff:
            return "visitor"
        sees_all = self.user.has_perm("partners.read_confidential")
        return "all" if sees_all else self.user.pk

    @property
    def count(self):
        return self.counts[FOUND]

    def choices(self):
        return {name: self.counts[name] for name in self.filters}

    def _counted(self):
        tallies = [
            *(
                tally
                for name, each in self.filters.items()
                for tally in each.counted(self._open(but=name))
            ),
            filters.tally(self.found(), FOUND),
        ]
        asked = [each.query.sql_with_params() for each in tallies if may_find(each)]
        if not asked:
            return {FOUND: 0, **{name: [] for name in self.filters}}
        counts = " UNION ALL ".join(TALLY.format(sql) for sql, _values in asked)
        values = [value for _sql, values in asked for value in values]
        found = {FOUND: 0, **{name: [] for name in self.filters}}
        with connection.cursor() as cursor:
            cursor.execute(NAMED.format(counts=counts), values)
            for name, value, *names, count in cursor.fetchall():
                if name == FOUND:
                    found[FOUND] = count
                elif value is not None:
                    words = _in_words(dict(zip(codes(), names, strict=True)))
                    found[name].append((value, words, count))
        return {
            name: rows if name == FOUND else self._kept(name, rows)
            for name, rows in found.items()
        }

    def _kept(self, name, rows):
        """In their order, as many as are shown, and the chosen one in any case."""
        each = self.filters[name]
        rows = each.in_order(
            [
                (value, str(words or each.called(value)), count)
                for value, words, count in rows
            ]
        )
        chosen = self.asked.filters.get(name)
        return [
            row for n, row in enumerate(rows) if n < MOST_CHOICES or row[0] == chosen
        ]

    def _open(self, but):
        return self.found(but).filter(is_open=True).order_by()


def may_find(rows):
    """Not when Django sees by itself that there can be none."""
    try:
        rows.query.sql_with_params()
    except EmptyResultSet:
        return False
    return True


def _in_words(names):
    return names[current()] or next(
        (names[code] for code in other_than(current()) if names[code]), ""
    )
