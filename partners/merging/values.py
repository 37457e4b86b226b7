"""A row as JSON, so that it can be written again as it was."""

from django.db import models

from iompanama.publishing.languages import codes, localized


def stored_fields(model):
    """The columns with content of their own: not those that the database computes, nor
    the twin without a language that modeltranslation keeps."""
    names = {field.name for field in model._meta.concrete_fields}
    return [
        field
        for field in model._meta.concrete_fields
        if not field.generated and localized(field.name, codes()[0]) not in names
    ]


def values_of(record):
    """By column, for a JSONField."""
    return {
        each.attname: value_of(record, each) for each in stored_fields(type(record))
    }


def value_of(record, field):
    value = getattr(record, field.attname)
    return value.name if isinstance(field, models.FileField) else value


def brought_back(model, values):
    """The row written again under its own key. Raises IntegrityError where something
    else stands in its place by now."""
    known = {field.attname: field for field in stored_fields(model)}
    kept = {name: value for name, value in values.items() if name in known}
    record = model(**{name: known[name].to_python(kept[name]) for name in kept})
    record.save(force_insert=True)
    return record
