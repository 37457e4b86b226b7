"""Links that let somebody without an account read an edition before it is out."""

import datetime as dt
import uuid

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from iompanama.publishing.workflow import Status

from .pressrelease import PressRelease

SALT = "news.preview"
RELOADING = dt.timedelta(minutes=1)
LONGEST = dt.timedelta(days=30)
# So many openings of a link are listed; the others are counted.
LATEST = 10
# What a browser says of itself, and its name; the first that is found.
BROWSERS = {
    "WhatsApp": "WhatsApp",
    "Telegram": "Telegram",
    "Edg": "Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "Linux": "Linux",
}


class PreviewLinkQuerySet(models.QuerySet):
    def open(self, at=None):
        """What still opens something; a text that was withdrawn is shown to nobody."""
        return self.filter(
            revoked_at__isnull=True, expires_at__gt=at or timezone.now()
        ).exclude(release__status=Status.WITHDRAWN)

    def with_openings(self):
        """With how many ``times`` it was opened, the ``latest``, and who made it."""
        latest = PreviewOpening.objects.order_by("-opened_at")[:LATEST]
        return (
            self.select_related("made_by")
            .annotate(times=models.Count("openings"))
            .prefetch_related(models.Prefetch("openings", latest, to_attr="latest"))
        )

    def of_token(self, token):
        """The open link a signed token stands for, or None: any other text is junk."""
        try:
            key = uuid.UUID(signing.Signer(salt=SALT).unsign(token))
        except (signing.BadSignature, ValueError):
            return None
        return self.open().filter(pk=key).select_related("release").first()


class PreviewLink(models.Model):
    """One edition in one language, for a while, for whoever holds the address.

    The address is the key signed with the site's secret: the table alone, copied, opens
    nothing.
    """

    class Language(models.TextChoices):
        SPANISH = "es", _("Spanish")
        ENGLISH = "en", _("English")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey(
        PressRelease,
        models.CASCADE,
        verbose_name=_("press release"),
        related_name="preview_links",
    )
    language = models.CharField(_("language"), max_length=2, choices=Language)
    note = models.CharField(_("for whom"), max_length=150, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("made by"),
        related_name="+",
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    expires_at = models.DateTimeField(_("ends at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        constraints = [
            models.CheckConstraint(
                name="previewlink_ends",
                condition=Q(expires_at__gt=models.F("made_at")),
                violation_error_message=_("The link ends before it begins."),
            ),
            models.CheckConstraint(
                name="previewlink_thirty_days_at_most",
                condition=Q(expires_at__lte=models.F("made_at") + LONGEST),
                violation_error_message=_("A link works for thirty days at most."),
            ),
        ]

    def __str__(self):
        return f"{self.release} ({self.language})"

    def get_absolute_url(self):
        token = signing.Signer(salt=SALT).sign(str(self.pk))
        with override(self.language):
            return reverse("news:preview", args=[token])

    @property
    def is_open(self):
        return (
            self.revoked_at is None
            and self.expires_at > timezone.now()
            and self.release.status != Status.WITHDRAWN
        )

    @property
    def is_out(self):
        """Can visitors read the edition in this language? Then the link leads there."""
        release = self.release
        return (
            release.status == Status.PUBLISHED
            and not release.is_waiting
            and release.reads_in(self.language)
        )

    def note_opening(self, browser):
        """Write down that it was read; a page loaded again within a minute is not."""
        browser = browser[:150]
        lately = timezone.now() - RELOADING
        if not self.openings.filter(browser=browser, opened_at__gt=lately).exists():
            PreviewOpening.objects.create(link=self, browser=browser)

    def revoke(self):
        """From now on it opens nothing; what it opened stays written down."""
        self.revoked_at = self.revoked_at or timezone.now()
        self.save(update_fields=["revoked_at"])


class PreviewOpening(models.Model):
    """A preview was read; by whom nobody can know, with what and when we do."""

    link = models.ForeignKey(
        PreviewLink,
        models.CASCADE,
        verbose_name=_("preview link"),
        related_name="openings",
    )
    opened_at = models.DateTimeField(_("opened at"), default=timezone.now)
    browser = models.CharField(_("browser"), max_length=150, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        verbose_name = _("opening of a preview")
        verbose_name_plural = _("openings of previews")

    def __str__(self):
        return f"{self.opened_at:%Y-%m-%d %H:%M}"

    @property
    def device(self):
        """“Firefox, Android”, as far as the browser says."""
        named = (
            next((name for word, name in names.items() if word in self.browser), "")
            for names in (BROWSERS, SYSTEMS)
        )
        return ", ".join(filter(None, named)) or self.browser[:60]
