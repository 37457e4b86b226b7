from modeltranslation.translator import TranslationOptions, register

from .models import Highlight, Page, Point, Series, SiteSettings


@register(Page)
class PageTranslation(TranslationOptions):
    fields = ("title", "slug", "lead", "body")


@register(SiteSettings)
class SiteSettingsTranslation(TranslationOptions):
    fields = ("press_team", "address")


@register(Series)
class SeriesTranslation(TranslationOptions):
    fields = ("name", "unit", "source")


@register(Point)
class PointTranslation(TranslationOptions):
    fields = ("category", "note")


@register(Highlight)
class HighlightTranslation(TranslationOptions):
    fields = ("label", "source")
