"""People in public posts, and which post each held on which day."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.dates import precision_field, precision_rules
from iompanama.publishing.fields import LineField, LinesField, TextField
from iompanama.publishing.images import SQUARE, PictureField, Unguessable
from iompanama.publishing.languages import (
    Bilingual,
    BilingualQuerySet,
    in_any_language,
)
from iompanama.publishing.models import Sourced
from iompanama.publishing.search import SearchableQuerySet, column, fold

from .address import AddressedQuerySet, addresses
from .confidence import Confidence
from .kept import Kept, KeptQuerySet
from .likeness import AlikeQuerySet


class OfficialQuerySet(
    KeptQuerySet,
    AddressedQuerySet,
    AlikeQuerySet,
    SearchableQuerySet,
    BilingualQuerySet,
):
    def in_order(self):
        """By surname, accents aside."""
        return self.order_by(fold(F("sort_name")), "pk")

    def told_apart(self):
        """With ``posts_here``, the newest two: of people with one name, which is it?"""
        held = self.model.appointments.rel.related_model.objects
        newest = held.filter(official=OuterRef("pk")).newest_first()[:2]
        columns = ("id", "post", "institution__id", "institution__name")
        return self.without_vectors().gathering("posts_here", newest, columns)


class Official(Kept, Bilingual, Sourced):
    """Someone who speaks or signs for an institution."""

    other_names = [("aliases", "name")]

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=150)
    sort_name = models.CharField(
        _("name for sorting"),
        max_length=150,
        help_text=_("Surnames first: León Castrellón, Marisol de"),
    )
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    honorific = models.CharField(_("form of address"), max_length=40, blank=True)
    aliases = LinesField(_("also written"))
    portrait = PictureField(
        _("portrait"),
        upload_to=Unguessable("portraits"),
        blank=True,
        shapes={"square": SQUARE},
        smallest=(104, 104),
        max_length=200,
    )
    biography = TextField(_("biography"), blank=True)
    search_es = column("es", A=["name"], B=["[aliases]"], C=["biography_es"])
    search_en = column("en", A=["name"], B=["[aliases]"], C=["biography_en"])

    objects = OfficialQuerySet.as_manager()

    class Meta:
        ordering = [fold(F("sort_name")), "pk"]
        verbose_name = _("official")
        verbose_name_plural = _("officials")
        indexes = [GinIndex(addresses("aliases", "name"), name="official_known")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partners:official", args=[self.slug])


# The days somebody is known to have held a post: an open end where it is still held,
# and of a day known to the month or year only what is certain (0002_rules).
DAYS = Func(
    "since",
    "since_precision",
    "until",
    "until_precision",
    "is_current",
    function="public.days_held",
    output_field=DateRangeField(),
)
POST = fold(
    Func(
        "post_es",
        "post_en",
        function="public.join_text",
        output_field=models.TextField(),
    )
)


class AppointmentQuerySet(BilingualQuerySet):
    def on(self, day):
        """Posts that may have been held on the day (which may be an expression): an
        unknown end excludes nothing."""
        return self.filter(
            Q(since__isnull=True) | Q(since__lte=day),
            Q(until__isnull=True) | Q(until__gte=day),
        )

    def certain_on(self, day):
        """Posts known to have been held on the day: dated at both ends, or attested."""
        dated = Q(since__isnull=False, since__lte=day) & (
            Q(until__gte=day) | Q(is_current=True)
        )
        written = Func(
            Cast(day, models.DateField()), Value("YYYY-MM-DD"), function="to_char"
        )
        attested = Func(
            written,
            template="ARRAY[%(expressions)s]",
            output_field=ArrayField(models.CharField(max_length=10)),
        )
        return self.on(day).filter(dated | Q(attested_on__contains=attested))

    def newest_first(self):
        return self.order_by(F("since").desc(nulls_last=True), "-pk")


class Appointment(Bilingual):
    """A post held by a person in an institution, from a day to a day."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    official = models.ForeignKey(
        Official,
        models.CASCADE,
        verbose_name=_("official"),
        related_name="appointments",
    )
    institution = models.ForeignKey(
        "partners.Institution",
        models.PROTECT,
        verbose_name=_("institution"),
        related_name="appointments",
    )
    post = LineField(_("post"), max_length=200)
    since = models.DateField(_("from"), null=True, blank=True)
    since_precision = precision_field()
    until = models.DateField(_("until"), null=True, blank=True)
    until_precision = precision_field()
    is_current = models.BooleanField(
        _("still held"),
        default=False,
        help_text=_("Without a last day: the post is still held, or nobody knows."),
    )
    is_acting = models.BooleanField(_("acting"), default=False)
    is_head = models.BooleanField(
        _("heads the institution"),
        default=False,
        help_text=_("Shown on the institution's page as who heads it."),
    )
    attested_on = ArrayField(
        models.CharField(max_length=10),
        verbose_name=_("attested on"),
        default=list,
        blank=True,
        help_text=_("Days a source shows: 2023-09-06, 2023-12."),
    )
    confidence = models.CharField(
        _("confidence"),
        max_length=12,
        choices=Confidence,
        default=Confidence.REPORTED,
    )
    note = models.TextField(_("note"), blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["official", F("since").desc(nulls_last=True), "-pk"]
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints = [
            *precision_rules("appointment", "since"),
            *precision_rules("appointment", "until", last=True),
            models.CheckConstraint(
                name="appointment_post_named",
                condition=in_any_language("post"),
                violation_error_message=_("Name the post in at least one language."),
            ),
            models.CheckConstraint(
                name="appointment_ends_after_start",
                condition=Q(until__gte=F("since"))
                | Q(since__isnull=True)
                | Q(until__isnull=True),
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                name="appointment_current_has_no_end",
                condition=Q(is_current=False) | Q(until__isnull=True),
                violation_error_message=_("A post still held has no last day."),
            ),
            models.UniqueConstraint(
                "official",
                "institution",
                POST,
                condition=Q(since__isnull=True, until__isnull=True),
                name="appointment_undated_once",
                violation_error_message=_(
                    "This person has this post on record already, without days."
                ),
            ),
            ExclusionConstraint(
                name="appointment_once_at_a_time",
                expressions=[
                    ("official", RangeOperators.EQUAL),
                    ("institution", RangeOperators.EQUAL),
                    (POST, RangeOperators.EQUAL),
                    (DAYS, RangeOperators.OVERLAPS),
                ],
                violation_error_message=_(
                    "This person already holds this post in those days."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.in_words('post')[0]}, {self.institution}"

    @property
    def is_doubtful(self):
        """Does somebody say so, without the office knowing it?"""
        return self.confidence != Confidence.CONFIRMED

    def is_held_on(self, day):
        """Known to be held on the day, by the dates alone."""
        began = self.since is not None and self.since <= day
        if self.until is None:
            return self.is_current and (began or self.since is None)
        return began and day <= self.until
