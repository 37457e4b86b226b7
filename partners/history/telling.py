"""A change in words: what a column was and is, in the language of the reader."""

from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from iompanama.publishing import hours, typography
from iompanama.publishing.comparing import Piece, differences, shortened
from iompanama.publishing.dates import Precision
from iompanama.publishing.lint.reading import plain

from .rows import value_of

TEXTS = (models.CharField, models.TextField)


@dataclass(frozen=True)
class Told:
    """One column before and after, as pieces of a text (``publishing.comparing``)."""

    name: str
    label: str
    pieces: list
    lang: str = ""
    # The words are the same; bold, headings or links are not.
    only_marks: bool = False


def columns_told(row, names):
    """Every column that says something to a reader, in the order of the form."""
    before, after = (_said(columns, row) for columns in (row.before, row.after))
    changed = set(before) | set(after)
    for each in row.model._meta.concrete_fields:
        if each.column not in changed or each.primary_key or not each.editable:
            continue
        if each.column.removesuffix("_precision") in changed - {each.column}:
            continue  # told with its day
        texts = [text_of(each, columns, names) for columns in (before, after)]
        if any(texts):
            yield told(row, each, *texts)


def told(row, column, old, new):
    if row.is_added or row.is_removed:
        # Said once of the whole row, not of each of its columns.
        found = [Piece("same", old or new)]
    else:
        found = pieces(column, old, new)
    only_marks = old and is_text(column) and plain(old) == plain(new)
    return Told(
        column.name,
        capfirst(str(column.verbose_name)),
        found,
        getattr(column, "language", ""),
        only_marks,
    )


def _said(columns, row):
    """Of a row that came or went nobody needs to read what it is not, or its place."""
    if columns is None or not (row.is_added or row.is_removed):
        return columns or {}
    return {
        key: value
        for key, value in columns.items()
        if value is not False and key != "position"
    }


def pieces(column, old, new):
    """Texts word by word, everything else whole."""
    if isinstance(column, models.FileField) and old and new:
        new = _("another file")
    if old and new and is_text(column):
        return shortened(differences(old, new))
    found = [Piece("del", old), Piece("ins", new)]
    return [piece for piece in found if piece.words]


def is_text(column):
    kind = getattr(column, "base_field", column)
    return isinstance(kind, TEXTS) and not column.choices


def text_of(column, columns, names):
    """What a column says, for a reader; empty where it says nothing."""
    value = columns.get(column.column)
    if value in (None, "", []):
        return ""
    if column.is_relation:
        return names.of(column.related_model, value)
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    return in_words(column, value_of(column, value), columns)


def in_words(column, value, columns):
    say = next((say for kind, say in WORDS if isinstance(column, kind)), None)
    return say(column, value, columns) if say else str(value)


def day_known(column, value, columns):
    precision = columns.get(f"{column.column}_precision", Precision.DAY)
    return typography.day(value, precision)


def amount(column, value, columns):
    return formats.number_format(value, column.decimal_places, force_grouping=True)


# How a value is said, by the kind of its column: the first that fits.
WORDS = (
    (models.BooleanField, lambda column, value, _all: _("yes") if value else _("no")),
    (models.DateTimeField, lambda column, value, _all: hours.in_panama(value)),
    (models.DateField, day_known),
    (ArrayField, lambda column, value, _all: "\n".join(map(str, value))),
    (models.FileField, lambda column, value, _all: _("a file")),
    (models.DecimalField, amount),
    (models.IntegerField, lambda column, value, _all: typography.number(value)),
)
