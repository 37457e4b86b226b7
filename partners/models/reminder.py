"""What was told of deadlines, and the calendars that people keep of them."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .agreement import Agreement

SALT = "partners.calendar"


class Reminder(models.Model):
    """One line of the ledger: of this deadline was told, so many days before.

    The constraint is what makes a reminder go out once, with two runs at a time too.
    """

    class Kind(models.TextChoices):
        END = "end", _("end of the term")
        NOTICE = "notice", _("notice")

    # Days before a deadline on which the office is reminded (design.md 4.4).
    DAYS = (180, 90, 30)

    agreement = models.ForeignKey(
        Agreement,
        models.CASCADE,
        verbose_name=_("agreement"),
        related_name="reminders",
    )
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    deadline = models.DateField(_("deadline"))
    days_before = models.PositiveSmallIntegerField(_("days before"))
    told_at = models.DateTimeField(_("told at"), default=timezone.now)
    # Empty where a nearer reminder of the same deadline went out in its place.
    told = ArrayField(models.EmailField(), verbose_name=_("told"), default=list)

    class Meta:
        ordering = ["-told_at", "-pk"]
        default_permissions = ()
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "kind", "deadline", "days_before"],
                name="reminder_once",
            )
        ]

    def __str__(self):
        return f"{self.agreement_id} {self.kind} {self.deadline} {self.days_before}"


class CalendarQuerySet(models.QuerySet):
    def open(self):
        return self.filter(revoked_at__isnull=True)

    def of_token(self, token):
        """The calendar a signed token stands for, or None: any other text is junk."""
        try:
            key = uuid.UUID(signing.Signer(salt=SALT).unsign(token))
        except (signing.BadSignature, ValueError):
            return None
        return self.open().filter(pk=key).select_related("user").first()


class DeadlineCalendar(models.Model):
    """One person's calendar of deadlines, at an address of its own.

    The address is the key signed with the site's secret: the table alone, copied, opens
    nothing. What it shows is what its person may read at that moment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name=_("user"),
        related_name="+",
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = CalendarQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        default_permissions = ()
        verbose_name = _("calendar of deadlines")
        verbose_name_plural = _("calendars of deadlines")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(revoked_at__isnull=True),
                name="deadlinecalendar_one_open",
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.made_at:%Y-%m-%d}"

    def get_absolute_url(self):
        token = signing.Signer(salt=SALT).sign(str(self.pk))
        return reverse("partners:calendar", args=[token])
