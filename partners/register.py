"""The register of agreements: what is found, in which order, how to narrow it down.

What does not open to the reader is found by its title and summary alone and never by a
filter: a count would tell what the record hides.
"""

from django.db.models import OuterRef, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.functional import cached_property

from iompanama.finding.keys import Kind
from iompanama.finding.matching import Matching
from iompanama.finding.sight import Sight

from . import columns, filters
from .counting import counted
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
from .models.shown import listed
from .ordering import Ordering
from .pieces import Piece, Pieces, column, condition, keys_found, keys_in_order
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


class Register:
    """The agreements one reader may find, on one day."""

    def __init__(self, asked, user):
        self.asked, self.user = asked, user
        self.records = Agreement.objects.visible_to(user).in_language()
        self.is_for_staff = user.has_perm("partners.read_internal")
        self.pieces = Pieces(asked.day, user)
        self.filters = {kind.name: kind(asked.day, user) for kind in filters.for_(user)}

    def where(self, but=None, is_open=False):
        """Conditions: what words and filters leave, in pieces of SQL, as if the filter
        ``but`` were not set."""
        chosen, words = self.asked.filters, self.asked.words
        yield self.pieces.records(is_open or bool(chosen))
        if words:
            yield condition(self.records.filter(self._named_by(words)))
        for name, value in chosen.items():
            if name != but:
                yield self.pieces.narrowed(self.filters[name], value)

    def found(self):
        """What words and filters leave, as rows."""
        keys = keys_found(self.where())
        return self.records.filter(pk__in=RawSQL(keys.sql, keys.values))

    @cached_property
    def ordering(self):
        return Ordering.of(self)

    def rows(self):
        """All of them, for a file: in parts that follow one another."""
        if self.asked.words and not self.count:
            return []
        return self.ordering.parts(self.found().for_lists(self.asked.day))

    def part(self, first, last):
        """Some of the rows: found by their keys first, which an index holds; in one
        query where all of them have one order."""
        parts = self.pieces.parts(self.ordering)
        keys = keys_in_order(self._where_counted(), parts, first, last)
        if self.ordering.is_one:
            rows = self.shown(RawSQL(keys.sql, keys.values))
            return list(*self.ordering.parts(rows))
        keys = column(keys)
        rows = {row.pk: row for row in self.shown(keys)}
        return [rows[key] for key in keys]

    def _where_counted(self):
        """Conditions: as ``where``; what was read to be counted is not found again."""
        keys = self.asked.filters and self.counts.keys
        if not keys:
            return tuple(self.where())
        these = Piece("partners_agreement.id = ANY (%s::bigint[])", (keys,))
        return self.pieces.records(is_open=True), these

    def shown(self, keys):
        """Those of the keys, with what the list or the table says of them."""
        rows = listed(self.asked.day, self.user).filter(pk__in=keys)
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

    @cached_property
    def counts(self):
        """Where nothing holds the words, of what must have been meant."""
        counts = counted(self)
        is_nothing = self.asked.words and not counts.total and not self.asked.filters
        return counted(self) if is_nothing and self.matching.forgive() else counts

    @property
    def count(self):
        return self.counts.total
