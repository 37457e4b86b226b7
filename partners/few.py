"""The first agreements of some, as a page that is about something else shows them."""

from django.db.models.expressions import RawSQL

from .models.shown import listed
from .ordering import Ordering
from .pieces import Pieces, condition, keys_in_order


def few(rows, day, user, most):
    """Of the rows that open to the user, in her language, what ends first: so many, and
    one more where there are others.

    Found by their keys first: what orders them lies in an index, what is shown of them
    does not.
    """
    pieces = Pieces(day, user)
    where = [pieces.records(is_open=True), condition(rows)]
    parts = pieces.parts(Ordering(day=day))
    keys = keys_in_order(where, parts, 0, most + 1)
    shown = listed(day, user).filter(pk__in=RawSQL(keys.sql, keys.values))
    return list(shown.ending_first())
