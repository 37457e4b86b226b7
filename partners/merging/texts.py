"""Which text is kept of two: asked where both say something, and not the same."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _

from iompanama.publishing import typography
from iompanama.publishing.admin import thumbnail

from .values import stored_fields, value_of

# What stays as the kept record has it, and what is put together by itself.
STAYS = {"id", "key", "is_sample", "retired_on"}
TOGETHER = ("sources", "notes")
KEPT, GONE = "kept", "gone"


@dataclass(frozen=True)
class Question:
    """A column in which the two differ; ``answer`` is whose is taken by itself."""

    name: str
    label: str
    lang: str
    kept: str
    gone: str
    is_asked: bool

    @property
    def answer(self):
        return KEPT if self.is_asked else GONE


def questions(kept, gone):
    """Asked where both have a text; where the kept has none the other's is taken."""
    return [
        Question(
            field.name,
            field.verbose_name,
            getattr(field, "language", "") or "",
            shown(kept, field),
            shown(gone, field),
            is_asked=not is_empty(kept, field, gone),
        )
        for field in compared(kept)
        if not is_empty(gone, field, kept) and differ(kept, gone, field)
    ]


def compared(record):
    """Columns of which one of two is kept."""
    aliases = {columns[0] for columns in record.other_names}
    apart = STAYS | set(TOGETHER) | aliases
    columns = (field for field in stored_fields(type(record)) if field.editable)
    return [field for field in columns if field.name not in apart]


def differ(kept, gone, field):
    if field.name.startswith("slug"):
        return is_empty(kept, field, gone)  # the other's becomes a former address
    return value_of(kept, field) != value_of(gone, field)


def is_empty(record, field, other):
    """Nothing is said there; that one is part of the other is nothing either."""
    value = value_of(record, field)
    if field.is_relation and value == other.pk:
        return True
    return value is None or value == "" or value == []


def shown(record, field):
    value = getattr(record, field.name)
    if isinstance(field, models.FileField):
        return thumbnail(value, next(iter(field.shapes)))
    if isinstance(field, models.DateField):
        return typography.day(value)
    if isinstance(field, models.BooleanField):
        return _("Yes") if value else _("No")
    if field.choices:
        return getattr(record, f"get_{field.name}_display")()
    return "" if value is None else str(value)


def taken(kept, gone, answers):
    """New values of the kept record by column; ``answers`` say whose: kept or gone."""
    fields = {field.name: field for field in compared(gone)}
    values = {
        question.name: value_of(gone, fields[question.name])
        for question in questions(kept, gone)
        if answers.get(question.name, question.answer) == GONE
    }
    for name in TOGETHER:
        together = joined(getattr(kept, name), getattr(gone, name))
        if together != getattr(kept, name):
            values[name] = together
    for columns in kept.other_names:
        values.update(names_together(kept, gone, values, *columns))
    return values


def joined(one, other):
    """Both texts; what stands in one already is not said twice."""
    return one if not other or other in one else "\n".join(filter(None, [one, other]))


def names_together(kept, gone, values, aliases, *names):
    """Every name either had, besides those the record is called by now."""
    called = {fold(values.get(name, getattr(kept, name))) for name in names}
    there = getattr(kept, aliases) or []
    more = [getattr(record, name) for record in (kept, gone) for name in names]
    found = {}
    for name in [*there, *more, *(getattr(gone, aliases) or [])]:
        if name and (name in there or fold(name) not in called):
            found.setdefault(fold(name), name)
    together = list(found.values())
    return {aliases: together} if together != there else {}


def fold(name):
    return (name or "").casefold()
