"""What a question must have meant, where nothing answers it as it was typed.

Words that nobody wrote are read as their neighbours, and a word that is like none is
left out. Nothing is done about words that are there: that they do not stand together
is the answer.
"""

from dataclasses import dataclass, field

from . import forgiving
from .asked import Asked
from .query import Query
from .widening import widened


@dataclass
class Meant:
    asked: Asked
    query: Query
    read_as: dict = field(default_factory=dict)  # typed word: the word looked for
    left_out: list = field(default_factory=list)


def meant(asked, query, sight):
    """The nearest question of which every word is there; None if there is none."""
    unknown = forgiving.unknown(query.groups, sight)
    words = list(dict.fromkeys(word for group in unknown for word in group.words))
    if not words:
        return None
    read_as = forgiving.nearest(words, sight)
    last = next(iter(asked.terms[-1].words[-1:]), "")
    if last in words and last not in read_as and len(last) > 2:
        for ending in forgiving.endings(last, sight)[:1]:
            read_as[last] = ending
    left_out = [word for word in words if word not in read_as]
    other = asked.otherwise({**read_as, **dict.fromkeys(left_out, "")})
    query = widened(other)
    return Meant(other, query, read_as, left_out) if query.said("loose") else None
