"""Changes of the log taken together: what became of each row, and the way back."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from django.apps import apps

from ..models import Change


def models_by_table():
    found = apps.get_app_config("partners").get_models(include_auto_created=True)
    return {model._meta.db_table: model for model in found}


@dataclass
class Row:
    """A row before and after: its columns, or None where it was not there."""

    table: str
    key: int
    before: dict | None
    after: dict | None
    records: list = field(default_factory=list)
    # The places of its changes in the log, the oldest first.
    lines: list = field(default_factory=list)
    is_undone: bool = False

    @cached_property
    def model(self):
        return models_by_table().get(self.table)

    @property
    def is_added(self):
        return self.before is None

    @property
    def is_removed(self):
        return self.after is None

    @property
    def is_link(self):
        """A row that only ties two records: a topic, a place, a reader."""
        return bool(self.model._meta.auto_created)

    @property
    def whole(self):
        """All its columns, where the log has them."""
        return self.after if self.is_added else self.before

    def undone(self):
        """From what it is now to what it was."""
        return replace(self, before=self.after, after=self.before, is_undone=True)


def taken_together(changes):
    """The changes (the oldest first) as one of each row; what is the same in the end is
    left out. A table that is gone by now is left out too."""
    rows = {}
    for change in changes:
        row = rows.setdefault((change.table, change.row), _row(change))
        row.records += [each for each in change.records if each not in row.records]
        row.lines.append(change.pk)
        _lay_on(row, change)
    known = models_by_table()
    return [row for row in rows.values() if row.table in known and _settle(row)]


def _row(change):
    is_new = change.action == Change.Action.ADDED
    return Row(change.table, change.row, None if is_new else {}, {})


def _lay_on(row, change):
    if row.before is not None:
        row.before = {**(change.before or {}), **row.before}
    if change.action == Change.Action.REMOVED:
        row.after = None
    elif change.action == Change.Action.ADDED:
        # Brought back: compared with what it was.
        row.after = dict(change.after)
    else:
        row.after = {**(row.after or {}), **change.after}


def _settle(row):
    """Leave out what is the same again; is anything left?"""
    if row.is_added or row.is_removed:
        return not (row.is_added and row.is_removed)
    another = {
        _day(key) for key, old in row.before.items() if row.after.get(key) != old
    }
    for key in list(row.before):
        if _day(key) not in another:
            del row.before[key]
            row.after.pop(key, None)
    return bool(another)


def _day(key):
    """A day is read with its precision: where one of them changed, both are told."""
    return key.removesuffix("_precision")


def instance(model, columns):
    """The row as an object, from its columns as the log has them."""
    made = model()
    for each in model._meta.concrete_fields:
        if each.column in columns:
            setattr(made, each.attname, value_of(each, columns[each.column]))
    return made


def value_of(column, value):
    """What JSON says of a column, in Python."""
    if isinstance(value, float):
        value = str(value)  # digit by digit: an amount is no float
    kind = column.target_field if column.is_relation else column
    return kind.to_python(value)
