"""The log: every change of every row of the register, as the database saw it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeQuerySet(models.QuerySet):
    def of(self, record):
        """What was done with a record and the rows that belong to it."""
        return self.filter(records__contains=[Change.name_of(record)])


class Change(models.Model):
    """One row added, changed or removed. Written by a trigger alone, and never again.

    ``before`` and ``after`` hold the row as the database has it, by column; of a
    changed row only what is another.
    """

    class Action(models.TextChoices):
        ADDED = "added", _("added")
        CHANGED = "changed", _("changed")
        REMOVED = "removed", _("taken out")

    # A transaction, or the part of one in which somebody acts (publishing.acting).
    act = models.UUIDField()
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    reason = models.TextField(blank=True)
    # "agreement:12": the record itself or those that the row belongs to.
    records = ArrayField(models.CharField(max_length=40))
    table = models.CharField(max_length=63)
    row = models.BigIntegerField()
    action = models.CharField(max_length=7, choices=Action)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes = [
            GinIndex(fields=["records"], name="change_records", fastupdate=False),
            models.Index(fields=["table", "row"], name="change_row"),
            models.Index(
                fields=["table", "-id"],
                name="change_removed",
                condition=models.Q(action="removed"),
            ),
        ]

    def __str__(self):
        return f"{self.table} {self.row} {self.action}"

    @staticmethod
    def name_of(record):
        """How the log names a record: ``agreement:12``."""
        return f"{record._meta.model_name}:{record.pk}"
