"""Lists of very many rows: counted as far as anybody turns pages, not to the end."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property


class CountedSoFar(Paginator):
    # A hundred pages; what lies beyond is found by asking for less.
    most = 3000

    @cached_property
    def found(self):
        return self.object_list.order_by()[: self.most + 1].count()

    @cached_property
    def count(self):
        return min(self.found, self.most)

    @property
    def is_more(self):
        """Are there rows that no page shows?"""
        return self.found > self.most
