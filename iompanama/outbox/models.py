"""Mail to people of the office: stored with what it tells, sent later by a command.

A message is written in the transaction of what it tells, so that neither is there
without the other, and no request waits for a mail server.
"""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

MOST_TRIES = 8


class Preference(models.Model):
    """How somebody wants to hear from the site."""

    class Frequency(models.TextChoices):
        DAILY = "daily", _("once a day")
        AT_ONCE = "at_once", _("at once")
        NEVER = "never", _("never")

    class Language(models.TextChoices):
        SPANISH = "es", _("Spanish")
        ENGLISH = "en", _("English")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name=_("user"),
        related_name="mail_preference",
    )
    frequency = models.CharField(
        _("mail"), max_length=8, choices=Frequency, default=Frequency.DAILY
    )
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.SPANISH
    )

    class Meta:
        verbose_name = _("mail preference")
        verbose_name_plural = _("mail preferences")

    def __str__(self):
        return f"{self.user}: {self.get_frequency_display()}"

    @classmethod
    def of(cls, user):
        """What the person chose, else the office's habit; asking stores nothing."""
        return cls.objects.filter(user=user).first() or cls(user=user)


class MessageQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(sent_at__isnull=True, tries__lt=MOST_TRIES)

    def due(self, at=None):
        return self.waiting().filter(not_before__lte=at or timezone.now())

    def failed(self):
        """Refused by the mail server, to be tried again."""
        return self.waiting().filter(tries__gt=0)

    def given_up(self):
        return self.filter(sent_at__isnull=True, tries__gte=MOST_TRIES)

    def sent(self):
        return self.filter(sent_at__isnull=False)


class Standing(models.TextChoices):
    SENT = "sent", _("sent")
    WAITING = "waiting", _("waits")
    FAILED = "failed", _("failed, to be tried again")
    GIVEN_UP = "given_up", _("given up")


class Message(models.Model):
    """One thing to tell one person, or to whoever reads a mailbox."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name=_("recipient"),
        related_name="+",
        null=True,
        blank=True,
    )
    address = models.EmailField(_("e-mail"), blank=True)
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=2)
    in_digest = models.BooleanField(_("in the daily mail"), default=True)
    created_at = models.DateTimeField(_("written at"), default=timezone.now)
    not_before = models.DateTimeField(_("not before"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    last_error = models.CharField(_("last error"), max_length=250, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(
                fields=["not_before"],
                name="message_due",
                condition=Q(sent_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="message_to_person_or_address",
                condition=Q(recipient__isnull=False, address="")
                | Q(recipient__isnull=True) & ~Q(address=""),
            )
        ]

    def __str__(self):
        # Without the subject: what it tells may be for the recipient alone.
        return _("to %s") % (self.recipient or self.address)

    @property
    def sent_to(self):
        """The address it goes to: of a person the one her account has by then."""
        return self.recipient.email if self.recipient else self.address

    @property
    def standing(self):
        if self.sent_at:
            return Standing.SENT
        if self.tries >= MOST_TRIES:
            return Standing.GIVEN_UP
        return Standing.FAILED if self.tries else Standing.WAITING


# A daily mail goes out at seven in the morning, Panama time.
DIGEST_HOUR = 7


def next_digest(now):
    local = timezone.localtime(now)
    today = local.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return today if local <= today else today + dt.timedelta(days=1)


def tell(users, words):
    """Write a message to each person; ``words()`` gives (subject, text) in a language.

    People without an address or without the wish to hear get none.
    """
    now = timezone.now()
    reached = [user for user in users if user.email and user.is_active]
    chosen = {
        each.user_id: each for each in Preference.objects.filter(user__in=reached)
    }
    messages = []
    for user in reached:
        wish = chosen.get(user.pk) or Preference(user=user)
        if wish.frequency == Preference.Frequency.NEVER:
            continue
        with override(wish.language):
            subject, body = words()
        is_daily = wish.frequency == Preference.Frequency.DAILY
        messages.append(
            Message(
                recipient=user,
                subject=str(subject)[:250],
                body=str(body),
                language=wish.language,
                in_digest=is_daily,
                not_before=next_digest(now) if is_daily else now,
            )
        )
    return Message.objects.bulk_create(messages)


def write(addresses, words):
    """Write a message at once to each address, an account's or not.

    It cannot be declined: what an office must not miss goes to its mailboxes. A known
    account reads it in its language, any other address in both.
    """
    languages = {
        each.user.email.lower(): each.language
        for each in Preference.objects.filter(user__email__in=addresses).select_related(
            "user"
        )
    }
    messages = []
    for address in addresses:
        known = languages.get(address.lower())
        codes = [known] if known else [code for code, _name in settings.LANGUAGES]
        said = []
        for code in codes:
            with override(code):
                said.append([str(text) for text in words()])
        messages.append(
            Message(
                address=address,
                subject=" / ".join(subject for subject, _text in said)[:250],
                body="\n\n---\n\n".join(text for _subject, text in said),
                language=codes[0],
                in_digest=False,
            )
        )
    return Message.objects.bulk_create(messages)
