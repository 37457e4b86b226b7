"""What the database keeps beside an agreement, whoever writes what it follows from."""

from django.db import models


def _day():
    return models.DateField(null=True, blank=True, editable=False)


def _number():
    return models.PositiveSmallIntegerField(null=True, blank=True, editable=False)


class Settled(models.Model):
    """The columns from which the state of any day follows, by comparison alone."""

    # From the relations that point here (0011_amendments_kept): since when another
    # agreement replaces this one, and what amendments change of it, each an Amendment
    # (terms.py); none is NULL.
    replaced_since = _day()
    amendments = models.JSONField(null=True, blank=True, editable=False)
    # From these and its own dates (0025_terms_settled): when it takes effect; and from
    # the day of the last amendment on the end of its term, every how many months it
    # renews by itself, the notice.
    takes_effect_on = _day()
    settled_on = _day()
    settled_ends_on = _day()
    settled_months = _number()
    settled_notice = _number()

    class Meta:
        abstract = True
