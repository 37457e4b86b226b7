"""Pieces of SQL that Django puts together once for all they depend on: a question to
the register only joins them, whatever it combines.

Each speaks of ``partners_agreement`` and of ``partners_traits`` beside it. Nothing of
what the database answers is kept here.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.utils import timezone

from iompanama.publishing.languages import current

from .models import Agreement
from .models.shown import Reader

# Every agreement has traits: joined from the left what nobody asks of them is not read,
# and where they narrow down, the database may begin with them.
BESIDE = "JOIN partners_traits ON partners_traits.agreement_id = partners_agreement.id"
# Of many that answer, the planner would read all for a hash; walked in the order of
# their keys, reading ends with the last row that is wanted.
WALKED = "SET LOCAL enable_hashjoin = off; {}; SET LOCAL enable_hashjoin = DEFAULT"


@dataclass(frozen=True)
class Piece:
    sql: str
    values: tuple = ()

    @classmethod
    def of(cls, rows, take):
        """Of a query, or of a part that ``take`` answers."""
        query = rows.query.clone()
        compiler = query.get_compiler(connection=connection)
        try:
            sql, values = compiler.compile(take(query))
        except EmptyResultSet:
            return cls("false")
        except FullResultSet:
            return cls("true")
        return cls(f"({sql})", tuple(values))

    @classmethod
    def joined(cls, word, pieces):
        pieces = list(pieces)
        return cls(
            word.join(each.sql for each in pieces),
            tuple(value for each in pieces for value in each.values),
        )


def condition(rows):
    return Piece.of(rows, lambda query: query.where)


def expression(rows, which):
    return Piece.of(rows.annotate(taken=which), lambda q: q.annotations["taken"])


def order(rows):
    """What the rows are ordered by."""
    query = rows.query.clone()
    query.clear_select_clause()
    compiler = query.get_compiler(connection=connection)
    compiler.setup_query()
    by = (said for _expression, (*said, _is_ref) in compiler.get_order_by())
    return Piece.joined(", ", (Piece(sql, tuple(values)) for sql, values in by))


def keys_found(where, most=None):
    """Keys of those that answer to the conditions, of so many at most."""
    found = _agreements(where)
    return Piece(
        f"SELECT partners_agreement.id {found.sql}{_at_most(most)}", found.values
    )


def values_of(where, here, most=None):
    """Expressions of those that answer to the conditions, of so many at most. They are
    found first: what the expressions may cost is not weighed against how."""
    found = _agreements(where)
    return Piece(
        f"SELECT {here.sql} FROM (SELECT partners_agreement.*, partners_traits.*"
        f" {found.sql}{_at_most(most) or ' OFFSET 0'}) found"
        " CROSS JOIN LATERAL (SELECT found.*) partners_agreement"
        " CROSS JOIN LATERAL (SELECT found.*) partners_traits",
        (*here.values, *found.values),
    )


def keys_in_order(where, parts, first, last):
    """Some of the keys, of parts that follow one another. The database begins with a
    part when those before it do not suffice: parts with a limit of their own are read
    one after the other."""
    found = []
    for part, by in parts:
        rows = keys_found([*where, part])
        sql = f"({rows.sql} ORDER BY {by.sql} LIMIT {last})"
        found.append(Piece(sql, (*rows.values, *by.values)))
    every = Piece.joined(" UNION ALL ", found)
    sql = f"SELECT * FROM ({every.sql}) found LIMIT {last - first} OFFSET {first}"
    return Piece(sql, every.values)


def fetched(*pieces, is_walked=False):
    """The rows that a statement in pieces answers."""
    statement = Piece.joined("", pieces)
    sql = WALKED.format(statement.sql) if is_walked else statement.sql
    with connection.cursor() as cursor:
        cursor.execute(sql, statement.values)
        while cursor.description is None:
            cursor.nextset()
        return cursor.fetchall()


def column(statement):
    return [value for (value,) in fetched(statement)]


def _agreements(where):
    where = Piece.joined(" AND ", where)
    side = "" if "partners_traits" in where.sql else "LEFT "
    return Piece(
        f"FROM partners_agreement {side}{BESIDE} WHERE {where.sql}", where.values
    )


def _at_most(most):
    return "" if most is None else f" LIMIT {most}"


class Pieces:
    """Those of one reader, on one day, in the language of the request."""

    def __init__(self, day, user):
        self._of = (day, timezone.localdate(), current(), Reader.of(user))

    def records(self, is_open):
        """Condition: what the reader may see, or open, in her language."""
        return _records(is_open, *self._of)

    def narrowed(self, each, value):
        """Condition: answers to a value of a filter."""
        return _narrowed(type(each), value, *self._of)

    def here(self, each):
        """Expression: which values of a filter a row answers to."""
        return _here(type(each), *self._of)

    def parts(self, ordering):
        """Pairs of a condition and an order (``Ordering.parts``)."""
        return _parts(ordering, *self._of)


@lru_cache(maxsize=64)
def _records(is_open, _day, _today, code, reader):
    rows = Agreement.objects.visible_to(reader).in_language(code)
    return condition(rows.filter(is_open=True) if is_open else rows)


@lru_cache(maxsize=1024)
def _narrowed(kind, value, day, _today, _code, reader):
    return condition(kind(day, reader).narrowed(Agreement.objects.all(), value))


@lru_cache(maxsize=256)
def _here(kind, day, _today, _code, reader):
    return expression(Agreement.objects.all(), kind(day, reader).here())


@lru_cache(maxsize=256)
def _parts(ordering, day, _today, _code, reader):
    rows = Agreement.objects.visible_to(reader).with_state(day)
    parts = ordering.parts(rows, runs_apart=True)
    return tuple((condition(part), order(part)) for part in parts)
