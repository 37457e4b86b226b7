"""A search as a person means it: what was typed, or what it must have meant.

Where nothing answers, words that nobody wrote are read as their neighbours, and a word
that is like none is left out; what was done is said. Nothing is done about words that
are there: that they do not stand together is the answer.
"""

from dataclasses import dataclass, field
from functools import cached_property

from . import forgiving
from .asked import Asked
from .engine import Found, Narrowed, find
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
        )

    def _forgive(self):
        """Look again with the nearest words, if some are not there at all."""
        unknown = forgiving.unknown(self.query.groups, self.sight)
        words = list({word for group in unknown for word in group.words})
        if not words:
            return
        read_as = forgiving.nearest(words, self.sight)
        last = self.asked.terms[-1].words[-1:]
        for word in last:
            if word in words and word not in read_as:
                ends = forgiving.endings(word, self.sight) if len(word) > 2 else []
                read_as |= {word: ends[0]} if ends else {}
        left_out = [word for word in words if word not in read_as]
        asked = Asked.of(
            self.asked.replaced({**read_as, **dict.fromkeys(left_out, "")})
        )
        query = widened(asked)
        if query.said("loose"):
            self.query, self.read_as, self.left_out = query, read_as, left_out
            self.found = self._find(asked)
