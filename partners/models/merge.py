"""What was made one, with all that is needed to make it two again."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .institution import Institution
from .official import Official


class MergeQuerySet(models.QuerySet):
    def standing(self, model):
        """Those of people, or of institutions, that nobody has undone."""
        subject = model._meta.model_name
        if subject not in (Official._meta.model_name, Institution._meta.model_name):
            return self.none()
        return self.filter(undone_at__isnull=True, **{f"{subject}__isnull": False})

    def kept_instead(self, model, **values):
        """The record that stands for one that was merged into it, known by columns it
        had (``key="snm"``), or None."""
        subject = model._meta.model_name
        known = {f"row__{name}": value for name, value in values.items()}
        found = self.standing(model).filter(**known)
        merge = found.select_related(subject).order_by("-pk").first()
        return merge and merge.kept


class Merge(models.Model):
    """One record that went into another: the kept one goes on to be pointed at, should
    it be merged in turn."""

    official = models.ForeignKey(
        Official,
        models.CASCADE,
        verbose_name=_("official"),
        null=True,
        related_name="merges",
    )
    institution = models.ForeignKey(
        Institution,
        models.CASCADE,
        verbose_name=_("institution"),
        null=True,
        related_name="merges",
    )
    # Of the moment: keys, names, and the row that went.
    kept_key = models.BigIntegerField(editable=False)
    kept_name = models.CharField(_("kept"), max_length=250)
    gone_key = models.BigIntegerField(editable=False)
    gone_name = models.CharField(_("merged into it"), max_length=250)
    row = models.JSONField(encoder=DjangoJSONEncoder, editable=False)
    # By relation: the keys that were moved, and the rows that were taken out.
    moved = models.JSONField(encoder=DjangoJSONEncoder, editable=False)
    # By column of the kept record: what it was before, and what it became.
    changed = models.JSONField(encoder=DjangoJSONEncoder, editable=False)
    reason = models.TextField(_("why"))
    at = models.DateTimeField(_("merged at"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("merged by"),
        related_name="+",
        editable=False,
    )
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("undone by"),
        null=True,
        related_name="+",
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("merge_records", _("Can merge people and institutions"))]
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        constraints = [
            models.CheckConstraint(
                name="merge_of_one",
                condition=Q(official__isnull=False, institution__isnull=True)
                | Q(official__isnull=True, institution__isnull=False),
            ),
            models.CheckConstraint(
                name="merge_undone_by_somebody",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.gone_name} → {self.kept_name}"

    @property
    def kept(self):
        """The record that stands for both by now."""
        return self.official or self.institution
