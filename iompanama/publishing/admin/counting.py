"""Lists of very many rows: counted as far as anybody turns pages, not to the end."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property


class CountedSoFar(Paginator):
    """Asks for the keys of the rows once, and with them for the rows of a page.

    So what is dear in a question is answered once for number and page, and what a row
    brings along is brought for the rows that are shown.
    """

    # A hundred pages; what lies beyond is found by asking for less.
    most = 3000

    @cached_property
    def keys(self):
        found = self.object_list.values_list("pk", flat=True)[: self.most + 1]
        return list(found)

    @cached_property
    def count(self):
        return min(len(self.keys), self.most)

    @property
    def is_more(self):
        """Are there rows that no page shows?"""
        return len(self.keys) > self.most

    def page(self, number):
        number = self.validate_number(number)
        last = min(number * self.per_page, self.count)
        here = self.keys[(number - 1) * self.per_page : last]
        return self._get_page(self.object_list.filter(pk__in=here), number, self)
