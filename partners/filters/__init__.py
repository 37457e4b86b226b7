"""What the register is narrowed by: each filter keeps the rows that answer to a value,
and counts how many answer to each.

A value is a key or a number that both languages share; one that nothing can answer to
finds nothing. What is not told of a day that is past is not found on it either.
"""

from .asking import ByEnd, ByKind, ByState, ByTopic, ByYear
from .kept import ByLanguage, ByParty, ByScan, BySignatory

ALL = (
    ByState,
    ByParty,
    ByKind,
    ByTopic,
    ByEnd,
    ByYear,
    BySignatory,
    ByLanguage,
    ByScan,
)


def for_(user):
    """The kinds of filters somebody has: visitors the simple ones."""
    return ALL if user.has_perm("partners.read_internal") else ALL[:4]
