"""What an agreement covers on a day: its areas as amendments leave them then."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, DateField, F, Func, Value, When

from iompanama.publishing.languages import codes, localized

from .lifecycle import UNAMENDED


def annotate_areas(queryset, day):
    """Adds ``areas_then`` in each language: what it covers on the day."""
    return queryset.annotate(
        **{
            localized("areas_then", code): Case(
                When(UNAMENDED, then=F(localized("areas", code))),
                default=Func(
                    F("amendments"),
                    Value(day, output_field=DateField()),
                    Value(code),
                    F(localized("areas", code)),
                    function="public.areas_on",
                    output_field=ArrayField(models.CharField()),
                ),
            )
            for code in codes()
        }
    )
