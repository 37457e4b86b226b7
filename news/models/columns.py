"""Columns of an edition that the database keeps from the others."""

import datetime as dt
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from iompanama.publishing.fingerprints import fingerprint_of
from iompanama.publishing.languages import localized, other_than, written

NEEDED_TO_READ = ("title", "slug", "lead", "body")


def complete(code):
    """Generated column: the language is whole and released (``reads_in``'s twin)."""
    needed = reduce(and_, (written(localized(name, code)) for name in NEEDED_TO_READ))
    return models.GeneratedField(
        expression=models.ExpressionWrapper(
            needed & Q(**{localized("released", code): True}),
            output_field=models.BooleanField(),
        ),
        output_field=models.BooleanField(),
        db_persist=True,
        null=True,
    )


# Until when an edition is seen that nothing replaces: a moment instead of none, so that
# what is live at a moment lies together in an index.
FOR_EVER = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)


def visible_until():
    """Generated column: the end of the edition's period."""
    return models.GeneratedField(
        expression=Coalesce(
            "superseded_at", Value(FOR_EVER, output_field=models.DateTimeField())
        ),
        output_field=models.DateTimeField(),
        db_persist=True,
        null=True,
    )


def kept_keys():
    """The keys of a relation beside the edition, in order; kept by triggers
    (0019_listing), so that lists are narrowed and counted in one index."""
    return ArrayField(models.BigIntegerField(), default=list, editable=False)


TRANSLATED = ("title", "lead", "body")


def stale(code):
    """Generated column: was the source changed since this translation followed it?

    Twin of ``translations.stale_fields``; the source itself is never stale, nor is a
    text that is not there.
    """
    [source] = other_than(code)
    behind = [
        written(localized(name, code))
        & written(localized(name, source))
        & ~Q(Exact(fingerprint_of(localized(name, source)), confirmed_as(name, code)))
        for name in TRANSLATED
    ]
    return models.GeneratedField(
        expression=models.ExpressionWrapper(
            Q(source_language=source) & reduce(or_, behind),
            output_field=models.BooleanField(),
        ),
        output_field=models.BooleanField(),
        db_persist=True,
        null=True,
    )


def confirmed_as(name, code):
    """The fingerprint the translation was confirmed against, "" if it never was."""
    return Coalesce(KeyTextTransform(localized(name, code), "confirmed"), Value(""))
