from modeltranslation.translator import TranslationOptions, register

from .models import Mention, PhotoUse, PressRelease


@register(PressRelease)
class PressReleaseTranslation(TranslationOptions):
    fields = (
        "title",
        "slug",
        "lead",
        "body",
        "released",
        "first_published_at",
        "contact_team",
        "change_note",
        "withdrawn_reason",
    )


@register(Mention)
class MentionTranslation(TranslationOptions):
    fields = ("printed_title",)


@register(PhotoUse)
class PhotoUseTranslation(TranslationOptions):
    fields = ("caption", "alt")
