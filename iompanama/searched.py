"""One page of results: what was asked, what was found, where to go on from it."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iompanama.finding import forgiving
from iompanama.finding.searching import Search
from iompanama.finding.sight import Sight
from iompanama.finding.statement import PAGED
from iompanama.publishing import typography
from iompanama.publishing.languages import current
from iompanama.publishing.marking import in_place

from .narrowing import KINDS, NAMED, Facets, Filters
from .results import row_of, rows, states
from .telling import Looked, Result

ON_A_PAGE = 10


class Page:
    """One page of results: what was asked, what was found, where to go on."""

    def __init__(
        self, parameters, reader, *, skip=0, most=ON_A_PAGE, by_date=False, among=None
    ):
        now = timezone.now()
        self.parameters, self.day = parameters, timezone.localdate(now)
        self.sight = Sight.of(reader, now)
        self.filters = Filters.of(parameters, self.sight)
        self.by_date = by_date or parameters.get("sort") == "date"
        self.skip, self.most, self.among = skip, most, among
        self.search = self._search(self.filters)

    def _search(self, filters, most=None):
        return Search(
            self.parameters.get("q", ""),
            self.sight,
            current(),
            filters.narrowed(self.day, self.among),
            by_date=self.by_date,
            is_literal=self.parameters.get("literal") == "1",
            skip=self.skip,
            most=self.most if most is None else most,
            with_agreements=self.sight.is_staff,
        )

    @property
    def text(self):
        return self.search.asked.text

    @property
    def found(self):
        return self.search.found

    @property
    def is_in_vain(self):
        """Did somebody ask for words that nothing holds?"""
        is_plain = not self.filters.values and not self.search.is_literal
        return self.search.is_missed and is_plain and not self.skip

    @property
    def save_address(self):
        """Where staff save the search."""
        asked = urlencode(
            [pair for pair in self.parameters.items() if pair[0] != "page"]
        )
        filled = {"name": self.text[:120], "question": asked, "language": current()}
        return f"{reverse('admin:finding_savedsearch_add')}?{urlencode(filled)}"

    @property
    def is_asked(self):
        return bool(self.text or self.filters.values)

    @cached_property
    def results(self):
        found = rows(self.found.hits, self.day)
        looked = Looked.of(self.search.query)
        shown = ((hit, row_of(found, hit)) for hit in self.found.hits)
        return [Result(hit, row, looked) for hit, row in shown if row]

    @cached_property
    def facets(self):
        counted = {}
        if self.found.agreements:
            counted = states(self.found.agreements, self.day)
        return Facets(self.filters, self.found, self.parameters, counted)

    @property
    def groups(self):
        """For ``includes/facets.html``."""
        groups = self.facets.groups(self.sight.is_staff)
        return {
            "summary": _("Narrow down the results"),
            "is_chosen": bool(self.filters.values),
            "groups": groups,
        }

    @property
    def kinds(self):
        return self.facets.choices("kind")

    @property
    def chosen(self):
        """Filters of the address, then what acts as one in the question itself."""
        chips = [
            {"name": _term_in_words(term), "address": self._with(asked=term)}
            for term in self.search.asked.filters
            if not term.kind or NAMED[term.kind] != self.filters.values.get("kind")
        ]
        return [*chips, *self.facets.chosen()]

    def _with(self, asked):
        text = self.search.asked.without(asked)
        return self.facets.address(q=text)

    @property
    def all_address(self):
        return self.facets.address(kind=None)

    @property
    def none_address(self):
        """The words alone, without what acts as a filter among them."""
        return f"?{urlencode({'q': self.search.asked.words_alone})}"

    @property
    def literal_address(self):
        return self.facets.address(literal="1")

    @property
    def sorted_address(self):
        return self.facets.address(sort=None if self.by_date else "date")

    @property
    def count(self):
        """How many were found, in words."""
        total = typography.number(self.found.total)
        if self.found.is_capped:
            return _("more than %(n)s results") % {"n": total}
        n = self.found.total
        return ngettext("%(n)s result", "%(n)s results", n) % {"n": total}

    # Further pages: no more than are ranked.

    @property
    def last(self):
        return min(self.found.ranked, PAGED)

    @property
    def first_shown(self):
        return self.skip + 1

    @property
    def last_shown(self):
        return self.skip + len(self.found.hits)

    @property
    def previous(self):
        return self.skip // self.most if self.skip else None

    @property
    def next(self):
        return self.skip // self.most + 2 if self.last_shown < self.last else None

    @property
    def ends_early(self):
        """Are there more than one can page through?"""
        is_last = self.next is None and self.found.hits
        return bool(is_last and (self.found.is_capped or self.last < self.found.total))

    # Nothing found.

    @cached_property
    def loosened(self):
        """Each filter without which something would be found, with how much."""
        if self.found.total or not self.text:
            return []
        found = []
        for name in self.filters.values:
            other = self._search(self.filters.without(name), most=0).found
            if other.total:
                label = self.facets._label(name, self.filters.values[name])
                address = self.facets.address(**{name: None})
                found.append({"name": label, "count": other.total, "address": address})
        return found

    @cached_property
    def single_words(self):
        """Words that are found each for itself, though not together."""
        terms = [t for t in self.search.asked.terms if not t.is_without]
        words = list(dict.fromkeys(word for term in terms for word in term.words))
        if self.found.total or len(words) < 2:
            return []
        found = []
        for word in words[:3]:
            search = Search(word, self.sight, current(), is_literal=True, most=0)
            if search.found.total:
                address = f"?{urlencode({'q': word})}"
                found.append(
                    {"name": word, "count": search.found.total, "address": address}
                )
        return found

    @cached_property
    def nearest(self):
        """Words of the reader's texts that are like those typed."""
        if self.found.total or not self.search.is_literal:
            return []
        words = [w for t in self.search.asked.terms for w in t.words]
        near = forgiving.nearest(words, self.sight) if words else {}
        return [
            {"name": word, "address": f"?{urlencode({'q': word})}"}
            for typed, word in near.items()
            if in_place(word) != typed
        ]


def _term_in_words(term):
    if term.day:
        return term.typed
    return str(next(label for kind, label in KINDS.values() if kind == term.kind))
