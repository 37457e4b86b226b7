"""Rows with what belongs to them, in one query.

``prefetch_related`` costs a query a relation; a page may cost four in all (docs/
decisions/queries.md). Here the database hands over the children of each row as JSON
and they become model instances again, with only the columns that were asked for.
"""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import JSONObject

from .languages import codes, localized


@dataclass(frozen=True)
class Children:
    """Under which name, of which model, with which columns (``official__name``)."""

    name: str
    model: type
    columns: tuple


class GatheringQuerySet(models.QuerySet):
    _gathered = ()

    def gathering(self, name, rows, columns):
        """Adds ``name``: the list of ``rows``, which refer to this one by OuterRef.

        A translated column stands for all its languages.
        """
        columns = tuple(_expanded(rows.model, columns))
        # Annotated first: modeltranslation's values() takes no expressions alone.
        rows = rows.annotate(json=JSONObject(**{each: each for each in columns}))
        taken = ArraySubquery(rows.values("json"))
        found = self.annotate(**{name: taken})
        found._gathered = (*self._gathered, Children(name, rows.model, columns))
        return found

    def _clone(self):
        clone = super()._clone()
        clone._gathered = self._gathered
        return clone

    def _fetch_all(self):
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh and self._gathered:
            for row in self._result_cache:
                self._bring_to_life(row)

    def iterator(self, chunk_size=None):
        for row in super().iterator(chunk_size):
            self._bring_to_life(row)
            yield row

    def _bring_to_life(self, row):
        for children in self._gathered:
            if isinstance(row, models.Model):
                dicts = getattr(row, children.name)
                alive = [_instance(children.model, each, self.db) for each in dicts]
                setattr(row, children.name, alive)


def _expanded(model, columns):
    for column in columns:
        *path, name = column.split("__")
        owner = model
        for step in path:
            owner = owner._meta.get_field(step).related_model
        for each in _languages_of(owner, name):
            yield "__".join([*path, each])


def _languages_of(model, name):
    fields = {field.name for field in model._meta.get_fields()}
    if localized(name, codes()[0]) in fields:
        return [localized(name, code) for code in codes()]
    return [name]


def _instance(model, values, db):
    """A model instance from JSON, related instances inside it; None without a key."""
    own, related = {}, {}
    for column, value in values.items():
        first, _, rest = column.partition("__")
        if rest:
            related.setdefault(first, {})[rest] = value
        else:
            own[first] = value
    if own.get(model._meta.pk.attname) is None:
        return None
    fields = {
        field.attname: field.to_python(own[field.attname])
        for field in model._meta.concrete_fields
        if field.attname in own
    }
    instance = model.from_db(db, list(fields), list(fields.values()))
    for name, parts in related.items():
        target = model._meta.get_field(name).related_model
        setattr(instance, name, _instance(target, parts, db))
    return instance
