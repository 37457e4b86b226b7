"""Words that news and partners share: topics, goals, places, terms."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.fields import LineField, LinesField, TextField
from iompanama.publishing.languages import (
    Bilingual,
    BilingualQuerySet,
    one_address,
)
from iompanama.publishing.search import SearchableQuerySet, column, fold


class Goal(models.Model):
    """One of the seventeen Sustainable Development Goals (A/RES/70/1)."""

    number = models.PositiveSmallIntegerField(_("number"), primary_key=True)
    name = LineField(_("name"), max_length=200)

    class Meta:
        ordering = ["number"]
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [
            models.CheckConstraint(
                name="goal_one_of_seventeen", condition=Q(number__range=(1, 17))
            )
        ]

    def __str__(self):
        return f"{self.number}. {self.name}"


class TopicQuerySet(SearchableQuerySet, BilingualQuerySet):
    def in_order(self):
        return self.in_language().order_by("position", "pk")

    def with_goals(self):
        goals = Goal.objects.filter(topics=models.OuterRef("pk")).order_by("number")
        return self.gathering("goals_here", goals, ("number", "name"))


class Topic(Bilingual):
    """What a text or an agreement is about; readers follow topics."""

    needed_to_read = ("name", "slug")

    key = models.SlugField(_("key"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name = LineField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=120)
    description = TextField(_("description"), blank=True)
    aliases = LinesField(_("also called"))
    goals = models.ManyToManyField(
        Goal, verbose_name=_("goals"), blank=True, related_name="topics"
    )
    search_es = column("es", A=["name_es"], B=["[aliases_es]"], C=["description_es"])
    search_en = column("en", A=["name_en"], B=["[aliases_en]"], C=["description_en"])

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = one_address("topic")

    def __str__(self):
        return self.in_words("name")[0]

    def get_absolute_url(self):
        return reverse("vocabulary:topic", args=[self.slug])


class Place(Bilingual):
    """Somewhere a text speaks of; a position may be known only roughly."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("country")
        PROVINCE = "province", _("province")
        COMARCA = "comarca", _("comarca")
        DISTRICT = "district", _("district")
        CITY = "city", _("city")
        TOWN = "town", _("town")
        COMMUNITY = "community", _("community")
        BORDER_POST = "border_post", _("border post")
        RECEPTION_STATION = "reception_station", _("reception station")

    needed_to_read = ("name",)

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = LineField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("part of"),
        null=True,
        blank=True,
        related_name="parts",
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    precision_km = models.PositiveSmallIntegerField(
        _("radius of doubt (km)"), null=True, blank=True
    )
    note = TextField(_("note"), blank=True)

    objects = BilingualQuerySet.as_manager()

    class Meta:
        ordering = [fold(F("name_es")), "pk"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.CheckConstraint(
                name="place_position_whole",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                violation_error_message=_(
                    "Give both latitude (−90 to 90) and longitude (−180 to 180)."
                ),
            )
        ]

    def __str__(self):
        return self.in_words("name")[0]


class Term(Bilingual):
    """A word of the trade in both languages; every form of it finds the others."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    term = LineField(_("term"), max_length=200)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    synonyms = LinesField(_("synonyms"))
    usage_note = models.TextField(
        _("usage note"),
        blank=True,
        help_text=_("For editors: which word to use, which to avoid and why."),
    )

    objects = BilingualQuerySet.as_manager()

    class Meta:
        ordering = [fold(F("term_es")), "pk"]
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")

    def __str__(self):
        return self.in_words("term")[0]
