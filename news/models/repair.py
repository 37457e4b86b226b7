"""What today's rules would say of texts that are out or will be."""

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.languages import current

from .pressrelease import PressRelease


class RepairQuerySet(models.QuerySet):
    def standing(self):
        """Of editions that are still live or scheduled."""
        return self.filter(release__in=PressRelease.objects.live_or_waiting())

    def texts(self):
        """How many texts have something to put right."""
        return self.standing().aggregate(texts=models.Count("release", distinct=True))[
            "texts"
        ]

    @transaction.atomic
    def replace(self, find):
        """Put what ``find()`` yields in place of all that was found before.

        A second run waits for the first to end; readers see the old list until then.
        """
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE news_repair IN SHARE ROW EXCLUSIVE MODE")
        self.all().delete()
        self.bulk_create(find(), batch_size=500)


class Repair(models.Model):
    """One thing in one edition, as the last check found it."""

    release = models.ForeignKey(
        PressRelease,
        models.CASCADE,
        verbose_name=_("press release"),
        related_name="repairs",
    )
    rule = models.CharField(_("rule"), max_length=30)
    field = models.CharField(_("field"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True)
    what = models.TextField(_("what"), blank=True)
    # The sentence about it, in each language of the office.
    words = models.JSONField(default=dict)
    is_blocking = models.BooleanField(_("would keep it from going out"), default=False)
    found_at = models.DateTimeField(_("found at"), default=timezone.now)

    objects = RepairQuerySet.as_manager()

    class Meta:
        ordering = ["-is_blocking", "-release", "pk"]
        verbose_name = _("point to put right")
        verbose_name_plural = _("to put right")

    def __str__(self):
        return self.words.get(current(), self.rule)
