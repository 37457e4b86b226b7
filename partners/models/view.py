"""Questions to the register that somebody keeps, shares, or is told of."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Longer addresses are none that the register made.
MOST_LETTERS = 2000


class SavedViewQuerySet(models.QuerySet):
    def seen_by(self, user):
        """One's own, and what others share: a view is a question, and answers to each
        with what she may see."""
        return self.filter(Q(owner=user) | Q(is_shared=True))


class SavedView(models.Model):
    """A list of the register by its name: words, filters, order and columns."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name=_("whose"),
        related_name="+",
    )
    name = models.CharField(_("name"), max_length=80)
    asked = models.CharField(_("question"), max_length=MOST_LETTERS, blank=True)
    is_shared = models.BooleanField(_("shared with the office"), default=False)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        default_permissions = ()
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="savedview_name",
                violation_error_message=_("You have a view of this name already."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        address = reverse("partners:agreements")
        return f"{address}?{self.asked}" if self.asked else address

    @property
    def parameters(self):
        return QueryDict(self.asked)


class ViewWatch(models.Model):
    """Somebody wants to hear of what is new in a view."""

    view = models.ForeignKey(
        SavedView, models.CASCADE, verbose_name=_("saved view"), related_name="watches"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name=_("user"),
        related_name="+",
    )
    begun_at = models.DateTimeField(_("begun at"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        verbose_name = _("watch over a view")
        verbose_name_plural = _("watches over views")
        constraints = [
            models.UniqueConstraint(fields=["view", "user"], name="viewwatch_once")
        ]

    def __str__(self):
        return f"{self.user}: {self.view}"


class ViewKnown(models.Model):
    """What was in a view when somebody began to watch it, and what she was told of
    since: of each agreement once, even where it leaves the view and comes again."""

    watch = models.ForeignKey(
        ViewWatch, models.CASCADE, verbose_name=_("watch"), related_name="known"
    )
    # Its key alone: a list of very many is written at once.
    agreement = models.BigIntegerField(_("agreement"), editable=False)

    class Meta:
        default_permissions = ()
        verbose_name = _("what is known of a view")
        verbose_name_plural = _("what is known of views")
        constraints = [
            models.UniqueConstraint(
                fields=["watch", "agreement"], name="viewknown_once"
            )
        ]

    def __str__(self):
        return f"{self.watch}: {self.agreement}"
