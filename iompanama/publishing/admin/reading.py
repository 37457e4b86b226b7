"""A record shown to somebody who may not change it: texts as texts, days as known."""

from django.utils.safestring import mark_safe

from .. import typography
from ..fields import RichTextField
from ..images import PictureField
from . import days
from .pictures import thumbnail


def as_read(model, fieldsets):
    """The same fieldsets with a word of ours where Django's would be raw."""
    return [
        (name, {**options, "fields": [_row(model, row) for row in options["fields"]]})
        for name, options in fieldsets
    ]


def only_names(rows):
    """The fields of a form among what its fieldsets show."""
    return None if rows is None else [name for name in rows if isinstance(name, str)]


def _row(model, row):
    if isinstance(row, (list, tuple)):
        return tuple(_shown(model, name) for name in row)
    return _shown(model, row)


def _shown(model, name):
    field = {field.name: field for field in model._meta.fields}.get(name)
    if field is None:
        return name
    show = _way(field)
    if show is None:
        return name

    def shown(record):
        return show(record)

    shown.__name__ = name
    shown.short_description = field.verbose_name
    return shown


def _way(field):
    if isinstance(field, RichTextField):
        # Cleaned when it was saved (fields.RichTextField).
        return lambda record: mark_safe(getattr(record, field.name) or "—")
    if isinstance(field, PictureField):
        key = next(iter(field.shapes))
        return lambda record: thumbnail(getattr(record, field.name), key)
    if days.has_precision(field):
        return lambda record: typography.day(
            getattr(record, field.name),
            getattr(record, days.precision_of(field.name)),
        )
    return None
