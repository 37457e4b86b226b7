"""What the register narrows agreements down by and sorts them by, one narrow row beside
each: kept by the database, whoever writes what it follows from (0029_traits)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from .agreement import Agreement


def _keys():
    return ArrayField(models.BigIntegerField(), default=list, editable=False)


def _first():
    """A text to sort by, without accents; none is NULL."""
    return models.TextField(null=True, editable=False)  # noqa: DJ001


FIRST = (
    "first_party_es",
    "first_party_en",
    "first_topic_es",
    "first_topic_en",
    "first_signatory",
    "first_language",
)


class Traits(models.Model):
    """Of one agreement. What moves with the days is here as it is from a day on, which
    stands beside it; before that day it is asked of the rows themselves."""

    agreement = models.OneToOneField(
        Agreement,
        models.DO_NOTHING,  # the database deletes it with the agreement
        primary_key=True,
        related_name="traits",
        editable=False,
    )
    topics = _keys()
    # Institutions with all they are part of; the office itself and what it is part of
    # of its own. From this day on: the last of those on which one joins or leaves.
    parties = _keys()
    parties_on = models.DateField(null=True, editable=False)
    signatories = _keys()
    signatories_on = models.DateField(null=True, editable=False)
    # Of all its papers. Some may be closed to whom the agreement opens, but none of one
    # that is confidential: its named readers read everything.
    languages = ArrayField(models.CharField(max_length=2), default=list, editable=False)
    is_scanned = models.BooleanField(default=False, editable=False)
    has_closed_papers = models.BooleanField(default=False, editable=False)
    # What its columns with several values are sorted by.
    first_party_es, first_party_en = _first(), _first()
    first_topic_es, first_topic_en = _first(), _first()
    first_signatory, first_language = _first(), _first()

    class Meta:
        default_permissions = ()
        verbose_name = _("traits of an agreement")
        verbose_name_plural = _("traits of agreements")
        indexes = [
            # Beside those of the keys, so that a bitmap holds either.
            models.Index(
                fields=["parties_on"],
                condition=models.Q(parties_on__isnull=False),
                name="traits_parties_on",
            ),
            models.Index(fields=["signatories_on"], name="traits_signatories_on"),
            *(
                GinIndex(fields=[name], name=f"traits_{name}")
                for name in ("topics", "parties", "signatories", "languages")
            ),
            # What few have; and those that are asked of their papers.
            models.Index(
                fields=["agreement"],
                condition=models.Q(is_scanned=False),
                name="traits_unscanned",
            ),
            models.Index(
                fields=["agreement"],
                condition=models.Q(has_closed_papers=True),
                name="traits_closed_papers",
            ),
            *(models.Index(fields=[name], name=f"traits_{name}") for name in FIRST),
        ]

    def __str__(self):
        return str(self.agreement)
