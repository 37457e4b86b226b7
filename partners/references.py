"""What refers to a record: every foreign key of the site that points at it.

Asked of Django's own relations, lists of many included, so that a relation which is
added later, in whichever app, is found here by itself.
"""

from dataclasses import dataclass, field

from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst

# As many as a sentence holds; the rest are counted.
MOST_NAMED = 5


@dataclass(frozen=True)
class Relation:
    """A column of some table that holds keys of the records of a model."""

    field: models.ForeignKey

    @property
    def rows_of(self):
        return self.field.model

    @property
    def is_own(self):
        """Do its rows belong to the record, and go where it goes?"""
        through = self.rows_of._meta.auto_created
        return self.field.remote_field.on_delete is models.CASCADE and not through

    @property
    def is_list(self):
        """Is it one side of a plain list of many, whose rows say nothing else?"""
        return bool(self.rows_of._meta.auto_created)

    @property
    def owner(self):
        """The key of what its rows belong to, an agreement or a text; None where they
        stand for themselves."""
        keys = (
            each
            for each in self.rows_of._meta.concrete_fields
            if each.many_to_one and not each.null and each != self.field
        )
        cascading = (
            each for each in keys if each.remote_field.on_delete is models.CASCADE
        )
        return next(cascading, None)

    @property
    def label(self):
        """What its rows are, in words: parties, signatures, press releases."""
        named = self.owner.related_model if self.is_list else self.rows_of
        words = capfirst(named._meta.verbose_name_plural)
        if len(self._beside()) > 1:
            words = f"{words} ({self.field.verbose_name})"
        return words

    def _beside(self):
        """Every key of the same table to the same model."""
        keys = (each for each in self.rows_of._meta.concrete_fields if each.many_to_one)
        return [each for each in keys if each.related_model == self.field.related_model]

    def rows(self, record):
        return self.rows_of._base_manager.filter(**{self.field.name: record.pk})


def relations(model):
    """Every relation of other records to those of the model, in a steady order."""
    found = [
        Relation(each.field)
        for each in model._meta.get_fields(include_hidden=True)
        if each.auto_created and (each.one_to_many or each.one_to_one)
    ]
    return sorted(found, key=lambda each: each.field.model._meta.label)


@dataclass
class Referring:
    """The rows of one relation that refer to a record, as far as somebody may know:
    of ``count`` rows those in sight belong to the ``named`` and to ``more`` like them.
    """

    label: str
    count: int
    named: list = field(default_factory=list)
    more: int = 0
    hidden: int = 0


def referring(record, user):
    """What refers to the record, by relation: hidden things are only counted."""
    asked = (each for each in relations(type(record)) if not each.is_own)
    told = (told_to(user, each, each.rows(record)) for each in asked)
    return [each for each in told if each.count]


def told_to(user, relation, rows):
    """Some rows of a relation by the name of what they belong to."""
    count = rows.count()
    if not count:
        return Referring(relation.label, 0)
    owner = relation.owner
    seen = open_to(owner.related_model if owner else relation.rows_of, user)
    path = owner.name if owner else "pk"
    owners = seen.filter(pk__in=rows.values(path))
    shown = rows.filter(**{f"{path}__in": owners.order_by().values("pk")}).count()
    named = [(str(each), address(each)) for each in owners[:MOST_NAMED]]
    return Referring(
        relation.label, count, named, owners.count() - len(named), count - shown
    )


def open_to(model, user):
    """The records of a model that the user may read whole."""
    records = model._default_manager.all()
    if hasattr(records, "open_to"):
        return records.open_to(user)
    meta = model._meta
    may = user.has_perm(f"{meta.app_label}.view_{meta.model_name}")
    return records if may else records.none()


def address(record):
    """Where staff look at it, or nothing."""
    meta = record._meta
    try:
        return reverse(
            f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk]
        )
    except NoReverseMatch:
        return ""


def is_referenced(record):
    asked = (each for each in relations(type(record)) if not each.is_own)
    return any(each.rows(record).exists() for each in asked)
