"""Addresses a person or an institution had, and those its other names would make.

The database keeps the first (0013_former_addresses): whoever changes an address, and
however, the old one leads on. Nothing else gets an address that was somebody's.
"""

from functools import reduce
from operator import or_

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.languages import current

TAKEN = _("Another record has or had this address.")


def addresses(lines, *words):
    """What the texts would be in an address: for an index, and for asking it."""
    return Func(
        F(lines),
        *map(F, words),
        function="public.addresses",
        output_field=ArrayField(models.TextField()),
    )


class AddressedQuerySet(models.QuerySet):
    """For records with ``former_addresses``; ``other_names`` are the columns of their
    other names, by index."""

    def once_at(self, slug):
        """Whose address this was, in the language of the request before another."""
        former = self.model.former_addresses.rel.related_model.objects
        subject = self.model._meta.model_name
        held = former.filter(slug=slug, **{f"{subject}__isnull": False})
        rows = sorted(held, key=lambda each: each.language != current())
        return self.get(pk=getattr(rows[0], f"{subject}_id")) if rows else None

    def known_as(self, slug):
        """Who is called so besides, if it is one alone."""
        columns = self.model.other_names
        names = {f"known_{n}": addresses(*each) for n, each in enumerate(columns)}
        called = reduce(
            or_, (Q(**{f"{name}__contains": [slug.lower()]}) for name in names)
        )
        found = list(self.alias(**names).filter(called)[:2])
        return found[0] if len(found) == 1 else None


class FormerAddress(models.Model):
    """The last part of an address that a record had; a person has one for both
    languages, without a code."""

    official = models.ForeignKey(
        "partners.Official",
        models.CASCADE,
        null=True,
        related_name="former_addresses",
    )
    institution = models.ForeignKey(
        "partners.Institution",
        models.CASCADE,
        null=True,
        related_name="former_addresses",
    )
    language = models.CharField(max_length=2, blank=True)
    slug = models.SlugField(max_length=120)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [
            models.CheckConstraint(
                name="formeraddress_of_one",
                condition=Q(official__isnull=False, institution__isnull=True)
                | Q(official__isnull=True, institution__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(official__isnull=False),
                name="formeraddress_of_one_official",
                violation_error_message=TAKEN,
            ),
            models.UniqueConstraint(
                fields=["language", "slug"],
                condition=Q(institution__isnull=False),
                name="formeraddress_of_one_institution",
                violation_error_message=TAKEN,
            ),
        ]

    def __str__(self):
        return self.slug
