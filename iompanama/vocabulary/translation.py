from modeltranslation.translator import TranslationOptions, register

from .models import Goal, Place, Term, Topic


@register(Goal)
class GoalTranslation(TranslationOptions):
    fields = ("name",)


@register(Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name", "slug", "description", "aliases")


@register(Place)
class PlaceTranslation(TranslationOptions):
    fields = ("name", "note")


@register(Term)
class TermTranslation(TranslationOptions):
    fields = ("term", "acronym", "synonyms")
