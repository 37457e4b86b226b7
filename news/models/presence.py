"""Who has a text open now."""

import datetime as dt

from django.conf import settings
from django.db import models
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
        return self.update_or_create(
            work_id=work, user=user, defaults={"seen_at": timezone.now()}
        )


class Presence(models.Model):
    """Somebody was seen with a work open."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
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
