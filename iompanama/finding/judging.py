"""How good the answers are: queries with what a person would want of each.

Two figures of a ranked list: the reciprocal of the place of the first wanted record
(MRR over many), and how many of the wanted are among the first ten (recall).
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

JUDGEMENTS = Path(__file__).with_name("judgements.csv")
FIRST = 10


@dataclass(frozen=True)
class Judgement:
    """``reader`` is "visitor" or "staff"; records by their keys."""

    kind: str
    language: str
    reader: str
    query: str
    wanted: tuple
    never: tuple

    def reciprocal(self, keys):
        places = [keys.index(key) for key in self.wanted if key in keys]
        return 1 / (min(places) + 1) if places else 0.0

    def recall(self, keys):
        return len(set(self.wanted) & set(keys[:FIRST])) / min(len(self.wanted), FIRST)

    def wrong(self, keys):
        """What should not have been found, and was."""
        return [key for key in self.never if key in keys]


def judgements():
    with JUDGEMENTS.open(encoding="utf-8", newline="") as file:
        return [
            Judgement(
                row["kind"],
                row["language"],
                row["reader"],
                row["query"],
                tuple(row["wanted"].split()),
                tuple(row["never"].split()),
            )
            for row in csv.DictReader(file)
        ]


@dataclass
class Score:
    reciprocals: list
    recalls: list

    @property
    def mrr(self):
        return sum(self.reciprocals) / len(self.reciprocals)

    @property
    def recall(self):
        return sum(self.recalls) / len(self.recalls)


def scores(judged):
    """Of each kind of query, and of all under "": pairs of a judgement and keys."""
    found = defaultdict(lambda: Score([], []))
    for judgement, keys in judged:
        for name in (judgement.kind, ""):
            found[name].reciprocals.append(judgement.reciprocal(keys))
            found[name].recalls.append(judgement.recall(keys))
    return found
