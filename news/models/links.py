"""What ties a press release to the register: people and agreements."""

from django.db import models
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.fields import LineField
from iompanama.publishing.languages import Bilingual, BilingualQuerySet
from iompanama.publishing.workflow import Status
from partners.models import Agreement, Appointment, Official

from .pressrelease import PressRelease


def keep_chosen(collector, field, mentions, using):
    """A post that follows from the register may go, and another follows; one that an
    editor chose stays."""
    chosen = {mention for mention in mentions if mention.is_chosen}
    if chosen:
        raise ProtectedError(_("An editor chose this post in a text."), chosen)
    models.SET_NULL(collector, field, mentions, using)


class MentionQuerySet(BilingualQuerySet):
    def waiting(self):
        """Names alone, in the newest edition of each text: to be tied to a person."""
        return self.filter(official__isnull=True, release__is_newest=True).exclude(
            release__status=Status.WITHDRAWN
        )

    def of_the_same(self, mention):
        """This name wherever it stands in the editions of the text."""
        return self.filter(
            official__isnull=True,
            name=mention.name,
            release__work=mention.release.work_id,
        )


class Mention(Bilingual):
    """A person in a press release: the title as printed, the post held that day.

    The two may differ and both are kept: the first is what was published, the second
    is what the register knows. A name not yet in the register waits to be linked.
    """

    class Printed(models.TextChoices):
        SPANISH = "es", _("Spanish")
        ENGLISH = "en", _("English")

    release = models.ForeignKey(
        PressRelease,
        models.CASCADE,
        verbose_name=_("press release"),
        related_name="mentions",
    )
    official = models.ForeignKey(
        Official,
        models.PROTECT,
        verbose_name=_("official"),
        null=True,
        blank=True,
        related_name="mentions",
    )
    name = models.CharField(
        _("name"),
        max_length=150,
        blank=True,
        help_text=_("For somebody who is not in the register yet."),
    )
    printed_title = LineField(_("title as printed"), max_length=250, blank=True)
    printed_in = models.CharField(
        _("printed in"),
        max_length=2,
        choices=Printed,
        default=Printed.SPANISH,
        help_text=_("The other language is a translation."),
    )
    appointment = models.ForeignKey(
        Appointment,
        keep_chosen,
        verbose_name=_("post held that day"),
        null=True,
        blank=True,
        related_name="mentions",
    )
    is_chosen = models.BooleanField(
        _("chosen by hand"),
        default=False,
        help_text=_("Unmarked, the post follows from the register by itself."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    # Of two names of one person in one text, when their records become one.
    once_is_enough = True

    objects = MentionQuerySet.as_manager()

    class Meta:
        ordering = ["release", "position", "pk"]
        verbose_name = _("person mentioned")
        verbose_name_plural = _("people mentioned")
        indexes = [
            models.Index(
                fields=["name"],
                name="mention_waiting",
                condition=Q(official__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="mention_named",
                condition=Q(official__isnull=False) | ~Q(name=""),
                violation_error_message=_("Choose an official or write a name."),
            ),
            models.UniqueConstraint(
                fields=["release", "official"],
                name="mention_once",
                violation_error_message=_("This person is mentioned already."),
            ),
        ]

    def __str__(self):
        return str(self.official or self.name)

    @property
    def prints_another_title(self):
        """Does the text call the person otherwise than the register does that day?"""
        return bool(
            self.appointment
            and self.printed_title
            and self.printed_title != self.appointment.post
        )

    def tie_to(self, official):
        """From now on the name means this person, in every edition of the text that
        does not name the person already."""
        there = Mention.objects.filter(official=official).values("release")
        same = Mention.objects.of_the_same(self).exclude(release__in=there)
        for mention in same.select_related("release"):
            mention.official = official
            mention.save(update_fields=["official"])
            mention.release.find_posts()


class AgreementLink(models.Model):
    """What a press release is to an agreement it reports."""

    class Role(models.TextChoices):
        SIGNING = "signing", _("reports its signing")
        FOLLOW_UP = "follow_up", _("follows it up")
        BACKGROUND = "background", _("names it")

    # What stands above the agreement on the page of the text.
    HEADINGS = {
        Role.SIGNING: _("Agreement signed that day"),
        Role.FOLLOW_UP: _("Agreement it follows up"),
        Role.BACKGROUND: _("Agreement it names"),
    }

    release = models.ForeignKey(
        PressRelease,
        models.CASCADE,
        verbose_name=_("press release"),
        related_name="agreement_links",
    )
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        verbose_name=_("agreement"),
        related_name="release_links",
    )
    role = models.CharField(
        _("what it is to it"), max_length=12, choices=Role, default=Role.FOLLOW_UP
    )

    class Meta:
        ordering = ["release", "pk"]
        verbose_name = _("agreement reported")
        verbose_name_plural = _("agreements reported")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "agreement"],
                name="agreementlink_once",
                violation_error_message=_("This agreement is linked already."),
            )
        ]

    def __str__(self):
        return str(self.agreement)
