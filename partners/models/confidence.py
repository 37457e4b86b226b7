from django.db import models
from django.utils.translation import gettext_lazy as _


class Confidence(models.TextChoices):
    """How well a fact is known."""

    CONFIRMED = "confirmed", _("confirmed")
    REPORTED = "reported", _("reported by a source")
    UNCONFIRMED = "unconfirmed", _("not confirmed")
