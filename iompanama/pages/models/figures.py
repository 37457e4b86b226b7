"""Key figures: series and single numbers, each with its source and day."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.dates import Precision
from iompanama.publishing.fields import LineField
from iompanama.publishing.gathering import GatheringQuerySet
from iompanama.publishing.languages import Bilingual, BilingualQuerySet
from iompanama.publishing.typography import day


class SeriesQuerySet(GatheringQuerySet, BilingualQuerySet):
    def yearly(self):
        return self.filter(frequency=Series.Frequency.YEAR)

    def with_points(self):
        """With ``points_here``, in the order of time or of the office."""
        points = Point.objects.filter(series=models.OuterRef("pk"))
        return self.gathering(
            "points_here",
            points.order_by("position", "period", "pk"),
            ("id", "period", "category", "value", "is_provisional", "quality", "note"),
        )


class HighlightQuerySet(BilingualQuerySet):
    def on_home(self):
        return self.filter(on_home=True)


class Series(Bilingual):
    """Numbers of one kind over time or over categories, counted by one source."""

    class Frequency(models.TextChoices):
        YEAR = "year", _("by year")
        MONTH = "month", _("by month")
        CATEGORY = "category", _("by category")

    needed_to_read = ("name",)

    key = models.SlugField(_("key"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name = LineField(_("name"), max_length=200)
    unit = LineField(_("unit"), max_length=120)
    frequency = models.CharField(_("frequency"), max_length=10, choices=Frequency)
    source = LineField(_("source"), max_length=200)
    source_detail = models.TextField(_("where it was read"), blank=True)
    retrieved_on = models.DateField(_("consulted on"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample record"), default=False)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("series of figures")
        verbose_name_plural = _("series of figures")

    def __str__(self):
        return self.in_words("name")[0]


class Point(models.Model):
    """One number of a series: of a year, of a month, or of a category."""

    class Quality(models.TextChoices):
        PUBLISHED = "published", _("published")
        SUMMED = "summed_from_nationalities", _("summed from nationalities")
        DERIVED = "derived", _("worked out by difference")
        UNCONFIRMED = "unconfirmed_split", _("split not confirmed")

    series = models.ForeignKey(
        Series, models.CASCADE, verbose_name=_("series"), related_name="points"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    period = models.CharField(
        _("period"), max_length=7, blank=True, help_text=_("2023 or 2023-08")
    )
    category = LineField(_("category"), max_length=120, blank=True)
    value = models.PositiveBigIntegerField(_("value"))
    is_provisional = models.BooleanField(_("provisional"), default=False)
    quality = models.CharField(
        _("quality"), max_length=30, choices=Quality, default=Quality.PUBLISHED
    )
    note = LineField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["series", "position", "period", "pk"]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            models.UniqueConstraint(
                fields=["series", "period"],
                name="point_once_a_period",
                condition=~Q(period=""),
                violation_error_message=_("The series has this period already."),
            ),
            models.CheckConstraint(
                name="point_period_form",
                condition=Q(period="") | Q(period__regex=r"^\d{4}(-(0[1-9]|1[0-2]))?$"),
                violation_error_message=_("Write a year (2023) or a month (2023-08)."),
            ),
        ]

    def __str__(self):
        return f"{self.period or self.category}: {self.value}"

    @property
    def label(self):
        """What was counted here: 2023, August 2023, or the category."""
        if not self.period:
            return self.category
        year, _dash, month = self.period.partition("-")
        first = dt.date(int(year), int(month or 1), 1)
        return day(first, Precision.MONTH if month else Precision.YEAR)


class Highlight(Bilingual):
    """One number that a sentence explains, with its source and day."""

    needed_to_read = ("label",)

    key = models.SlugField(_("key"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    value = models.PositiveBigIntegerField(_("value"))
    label = LineField(_("what it counts"), max_length=200)
    as_of = models.DateField(_("as of"))
    source = LineField(_("source"), max_length=200)
    on_home = models.BooleanField(_("on the home page"), default=False)

    objects = HighlightQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("key figure")
        verbose_name_plural = _("key figures")

    def __str__(self):
        return f"{self.value} {self.in_words('label')[0]}"
