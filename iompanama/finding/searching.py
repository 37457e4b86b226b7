"""A search as a person means it: what was typed, or what it must have meant."""

from dataclasses import dataclass, field
from functools import cached_property

from .asked import Asked
from .engine import Found, Narrowed, everything, find
from .meant import meant
from .widening import widened


@dataclass
class Search:
    """What a reader asked, and what was found.

    ``narrowed`` are the filters; ``is_literal`` takes every word as it was typed.
    """

    text: str
    sight: object
    code: str
    narrowed: Narrowed = field(default_factory=Narrowed)
    by_date: bool = False
    is_literal: bool = False
    skip: int = 0
    most: int = 20
    with_agreements: bool = False  # tell the keys of those found
    read_as: dict = field(default_factory=dict)  # typed word: the word looked for
    left_out: list = field(default_factory=list)

    def __post_init__(self):
        self.asked = Asked.of(self.text)
        self.query = widened(self.asked)
        self.found = self._find(self.asked)
        if self.is_missed and not self.is_literal:
            self._forgive()

    @cached_property
    def is_missed(self):
        """Was something asked that nothing answers as it was typed?"""
        return self.found.total == 0 and bool(self.query.groups)

    def everything(self):
        """All records that answer as it was typed, not only those to page through."""
        if self.is_missed:
            return set()
        reference = self.asked.reference
        return everything(self.query, self.sight, self.narrowed, reference=reference)

    def _find(self, asked):
        if not self.query.said("loose") and not self.narrowed.keys:
            return Found()
        return find(
            self.query,
            self.sight,
            self.narrowed,
            self.code,
            reference=asked.reference,
            by_date=self.by_date,
            skip=self.skip,
            most=self.most,
            with_agreements=self.with_agreements,
        )

    def _forgive(self):
        """Look again for what was meant, if some words are not there at all."""
        if other := meant(self.asked, self.query, self.sight):
            self.query = other.query
            self.read_as, self.left_out = other.read_as, other.left_out
            self.found = self._find(other.asked)
