"""Columns that hold several values."""

from django.db import models


class Each(models.Func):
    """Every element of an array of keys, in a row of its own."""

    function = "unnest"
    output_field = models.BigIntegerField()
    set_returning = True
