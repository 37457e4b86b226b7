"""Records whose names are nearly the same, by any name they have."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Greatest

# From here on two names may be the same one's (1 is equal).
ALIKE = 0.45


class AlikeQuerySet(models.QuerySet):
    """For records with ``other_names``: columns of all their names, aliases first."""

    def alike(self, *names, most=5):
        """Whose names are nearly one of these, the nearest first; accents, capitals
        and the dots of an acronym aside, words of a longer name in any order."""
        typed = [name.replace("\x00", "") for name in names if name]
        likeness = [_likeness(typed, *columns) for columns in self.model.other_names]
        found = self.annotate(likeness=Greatest(*likeness, Value(0.0)))
        return found.filter(likeness__gt=ALIKE).order_by("-likeness", "pk")[:most]


def columns_of_names(model):
    return [name for columns in model.other_names for name in columns]


def _likeness(typed, aliases, *names):
    return Func(
        Value(typed, output_field=ArrayField(models.TextField())),
        F(aliases),
        *map(F, names),
        function="public.likeness",
        output_field=models.FloatField(),
    )
