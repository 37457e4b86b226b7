"""Who has a text open now."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Case, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .work import Work

# The page says every half minute that it is still open.
STILL_HERE = dt.timedelta(seconds=90)


class PresenceQuerySet(models.QuerySet):
    def others_with(self, work, user):
        """People besides the user who have the work open."""
        return (
            self.filter(work=work, seen_at__gt=timezone.now() - STILL_HERE)
            .exclude(user=user)
            .select_related("user")
        )

    def say_here(self, work, user):
        """Seen now; here since the moment from which nothing was missed."""
        now = timezone.now()
        since = Case(When(seen_at__gt=now - STILL_HERE, then="since"), default=now)
        here = self.model(work_id=work, user=user, seen_at=now, since=now)
        self.bulk_create([here], ignore_conflicts=True)
        self.filter(work=work, user=user).update(seen_at=now, since=since)

    def forget(self, work, user):
        self.filter(work=work, user=user).delete()


class Presence(models.Model):
    """Somebody was seen with a work open."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            models.UniqueConstraint(fields=["work", "user"], name="presence_once")
        ]

    def __str__(self):
        return f"{self.user}: {self.seen_at:%H:%M}"
