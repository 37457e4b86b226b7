"""What points at one record, made to point at another: every relation of the site.

The database is asked what is possible: what would break a rule of it stays, and comes
back as a sentence with the name of what it belongs to.
"""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from iompanama.publishing.admin.refusals import sentence

from ..references import relations
from .values import values_of


@dataclass
class Moved:
    """The rows of one relation: those that point elsewhere now, those that would stand
    there twice and were taken out, and those that a rule holds back."""

    relation: object
    keys: list = field(default_factory=list)
    dropped: list = field(default_factory=list)
    refused: list = field(default_factory=list)

    @property
    def label(self):
        return self.relation.rows_of._meta.label

    def written(self):
        return {
            "model": self.label,
            "field": self.relation.field.attname,
            "keys": self.keys,
            "dropped": self.dropped,
        }


def move_all(gone, kept):
    return [move(relation, gone, kept) for relation in relations(type(gone))]


def move(relation, gone, kept):
    """Together where that is possible, else row by row to find what is in the way."""
    moved, name = Moved(relation), relation.field.attname
    keys = list(relation.rows(gone).order_by("pk").values_list("pk", flat=True))
    rows = relation.rows_of._base_manager
    if not keys or put(rows.filter(pk__in=keys), **{name: kept.pk}) is None:
        moved.keys = keys
        return moved
    for key in keys:
        row = rows.filter(pk=key)
        error = put(row, **{name: kept.pk})
        if error is None:
            moved.keys.append(key)
        elif may_be_dropped(relation):
            moved.dropped.append(values_of(row.get()))
            row.delete()
        else:
            moved.refused.append((row.get(), sentence(error)))
    return moved


def may_be_dropped(relation):
    """Is one of two enough? In a list it is, and where the model says so."""
    return relation.is_list or getattr(relation.rows_of, "once_is_enough", False)


def put(rows, **values):
    """Update, or answer why the database does not let it."""
    try:
        with transaction.atomic():
            rows.update(**values)
    except IntegrityError as error:
        return error
    return None
