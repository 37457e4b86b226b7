"""Photos, the consent of the people in them, and where each is used."""

import datetime as dt

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.fields import LineField
from iompanama.publishing.images import (
    CARD,
    LEAD,
    PictureField,
    Unguessable,
    private_storage,
)
from iompanama.publishing.languages import Bilingual
from iompanama.publishing.models import Sourced

from .pressrelease import PressRelease


class PhotoQuerySet(models.QuerySet):
    def showable(self, on=None):
        """Photos that may be public on the day (twin: ``Photo.may_be_shown``).

        Whoever can be recognized has given a consent that holds; a minor or a person
        at risk only with the strict form.
        """
        valid = Consent.objects.valid(on).filter(photo=OuterRef("pk"))
        strict = valid.filter(is_strict=True)
        delicate = Q(has_minors=True) | Q(has_people_at_risk=True)
        withdrawn = Consent.objects.withdrawn(on).filter(photo=OuterRef("pk"))
        return self.filter(
            ~Exists(withdrawn),
            Q(is_recognizable=False) | Exists(valid),
            ~delicate | Exists(strict),
        )

    def consent_ending(self, on=None):
        """Photos with a consent that ends within the notice, none withdrawn."""
        ending = Consent.objects.ending(on).filter(photo=OuterRef("pk"))
        withdrawn = Consent.objects.withdrawn(on).filter(photo=OuterRef("pk"))
        return self.filter(Exists(ending), ~Exists(withdrawn))

    def with_showable(self):
        """With ``is_showable``: may it be public today?"""
        return self.annotate(
            is_showable=Exists(Photo.objects.showable().filter(pk=OuterRef("pk")))
        )


class Photo(Sourced):
    """A picture of the library, with what must be known before it is shown."""

    key = models.SlugField(_("key"), max_length=60, blank=True, editable=False)
    title = models.CharField(
        _("working title"), max_length=150, help_text=_("For finding it; not shown.")
    )
    picture = PictureField(
        _("picture"),
        upload_to=Unguessable("photos"),
        shapes={"lead": LEAD, "card": CARD},
        focus=("focus_x", "focus_y"),
        smallest=(720, 405),
        max_length=200,
        help_text=_("JPEG, PNG, WebP or AVIF, at least 720 × 405 pixels."),
    )
    credit = models.CharField(_("credit"), max_length=150)
    holder = models.CharField(_("holder of the rights"), max_length=150, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    focus_x = models.PositiveSmallIntegerField(
        _("focal point, from the left (%)"), default=50
    )
    focus_y = models.PositiveSmallIntegerField(
        _("focal point, from the top (%)"), default=50
    )
    is_recognizable = models.BooleanField(_("people can be recognized"), default=False)
    has_minors = models.BooleanField(_("shows minors"), default=False)
    has_people_at_risk = models.BooleanField(_("shows people at risk"), default=False)
    told_position = models.BooleanField(
        _("the file said where it was taken"), default=False, editable=False
    )
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        constraints = [
            models.CheckConstraint(
                name="photo_focus_inside",
                condition=Q(focus_x__lte=100, focus_y__lte=100),
                violation_error_message=_("The focal point lies inside the picture."),
            ),
            models.CheckConstraint(
                name="photo_has_credit",
                condition=~Q(credit=""),
                violation_error_message=_("Say who took the picture."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def credit_line(self):
        return self.credit

    @property
    def is_delicate(self):
        """Shown only with the strict form (see ``showable``)."""
        return self.has_minors or self.has_people_at_risk

    @property
    def is_taken_back(self):
        """Has somebody in it withdrawn the consent?"""
        return self.consents.withdrawn().exists()

    def settle_copies(self):
        """A picture taken back has no public file, whatever address was kept; one given
        again has."""
        if self.is_taken_back:
            self.picture.drop_copies()
        else:
            self.picture.restore_copies()

    def may_be_shown(self, on=None):
        return Photo.objects.filter(pk=self.pk).showable(on).exists()


# How long before the end of a consent the desk speaks of it.
NOTICE = dt.timedelta(days=30)


class ConsentQuerySet(models.QuerySet):
    def ending(self, on=None):
        on = on or timezone.localdate()
        return self.filter(expires_on__gte=on, expires_on__lte=on + NOTICE)

    def withdrawn(self, on=None):
        return self.filter(withdrawn_on__lte=on or timezone.localdate())

    def valid(self, on=None):
        on = on or timezone.localdate()
        return self.filter(
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on),
            Q(expires_on__isnull=True) | Q(expires_on__gte=on),
        )


class Consent(models.Model):
    """What somebody in a photo agreed to, on paper, and for how long."""

    photo = models.ForeignKey(
        Photo, models.CASCADE, verbose_name=_("photo"), related_name="consents"
    )
    given_by = models.CharField(_("given by"), max_length=150)
    guardian = models.CharField(
        _("guardian"), max_length=150, blank=True, help_text=_("For a minor.")
    )
    given_on = models.DateField(_("given on"), null=True, blank=True)
    permitted_uses = models.CharField(_("permitted uses"), max_length=250, blank=True)
    is_strict = models.BooleanField(
        _("strict form"),
        default=False,
        help_text=_("The form for minors and people at risk, with its assessment."),
    )
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    form = models.FileField(
        _("signed form"),
        upload_to=Unguessable("consents"),
        storage=private_storage,
        blank=True,
        max_length=200,
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["photo", "pk"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.CheckConstraint(
                name="consent_ends_after_start",
                condition=Q(given_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(expires_on__gte=models.F("given_on")),
                violation_error_message=_("The consent ends before it was given."),
            )
        ]

    def __str__(self):
        return self.given_by


class PhotoUseQuerySet(models.QuerySet):
    def showable(self, on=None):
        return self.filter(photo__in=Photo.objects.showable(on)).select_related("photo")

    def checked(self):
        """With ``is_showable``: may the photo be public today?"""
        showable = Photo.objects.showable().filter(pk=OuterRef("photo"))
        return self.select_related("photo").annotate(is_showable=Exists(showable))


class PhotoUse(Bilingual):
    """A photo in one press release, with the words that go with it there."""

    release = models.ForeignKey(
        PressRelease,
        models.CASCADE,
        verbose_name=_("press release"),
        related_name="photo_uses",
    )
    photo = models.ForeignKey(
        Photo, models.PROTECT, verbose_name=_("photo"), related_name="uses"
    )
    caption = LineField(_("caption"), max_length=400, blank=True)
    alt = LineField(
        _("alternative text"),
        max_length=400,
        blank=True,
        help_text=_("What can be seen, for those who do not see it."),
    )
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("Says nothing the text does not say: no alternative text."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = PhotoUseQuerySet.as_manager()

    class Meta:
        ordering = ["release", "position", "pk"]
        verbose_name = _("photo of the text")
        verbose_name_plural = _("photos of the text")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "photo"],
                name="photouse_once",
                violation_error_message=_("This photo is in the text already."),
            )
        ]

    def __str__(self):
        return str(self.photo)
