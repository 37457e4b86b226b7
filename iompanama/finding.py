"""One search over everything public, in both languages, accents aside.

One query finds and ranks across kinds; one more for each kind on the page brings what
is shown. What a reader may not see is not searched, and not counted.
"""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import override

from iompanama.publishing.languages import current
from iompanama.publishing.marking import marked

from .kinds import KINDS

LONGEST = 200  # characters of a question
MOST = 1000  # results somebody could page through


@dataclass
class Result:
    """Something found, in the reader's language or in the one it is in."""

    facts: list
    title: str
    why: str
    address: str
    code: str
    is_sample: bool

    @property
    def is_elsewhere(self):
        return self.code != current()


class Search:
    """What a reader asked, of which kind, and what was found."""

    def __init__(self, text, kind, reader):
        self.text = " ".join(text.replace("\x00", " ").split())[:LONGEST]
        self.kind, self.reader = kind, reader

    @cached_property
    def everything(self):
        """Kind and key of all that was found, the best match first."""
        if not self.text:
            return []
        first, *others = (self._ranked(name) for name in KINDS)
        found = first.union(*others, all=True).order_by("-rank", "kind_name", "-pk")
        return [(kind, pk) for kind, pk, _rank in found[:MOST]]

    def _ranked(self, name):
        found = KINDS[name].objects(self.reader).search(self.text, readable=True)
        named = found.annotate(kind_name=Value(name)).order_by()
        return named.values_list("kind_name", "pk", "rank")

    @property
    def found(self):
        return [each for each in self.everything if self.kind in ("", each[0])]

    @property
    def kinds(self):
        """Each kind of which something was found, with its count and address."""
        counts = [(name, self._count(name)) for name in KINDS]
        return [
            {
                "name": KINDS[name].many,
                "count": count,
                "address": self._address(kind=name),
                "is_chosen": name == self.kind,
            }
            for name, count in counts
            if count
        ]

    def _count(self, name):
        return sum(kind == name for kind, _pk in self.everything)

    @property
    def all_address(self):
        return self._address()

    def _address(self, **more):
        return f"{reverse('search')}?{urlencode({'q': self.text, **more})}"

    def results(self, page):
        """The results of one page, in their order."""
        rows = {}
        for name in {kind for kind, _pk in page}:
            keys = [pk for kind, pk in page if kind == name]
            for row in self._rows(name, keys):
                rows[name, row.pk] = row
        return [self._result(*each, rows[each]) for each in page if each in rows]

    def _rows(self, name, keys):
        kind = KINDS[name]
        return kind.rows(kind.objects(self.reader).filter(pk__in=keys).with_languages())

    def _result(self, name, pk, row):
        there = row.languages_here
        code = current() if current() in there else there[0]
        facts = KINDS[name].shown(row)[0]
        with override(code):
            _facts, title, why = KINDS[name].shown(row)
            address = row.get_absolute_url()
        return Result(
            facts=[fact for fact in facts if fact],
            title=marked(title, self.text),
            why=marked(why or "", self.text),
            address=address,
            code=code,
            is_sample=getattr(row, "is_sample", False),
        )
