from modeltranslation.translator import TranslationOptions, register

from .models import (
    Agreement,
    Appointment,
    Attention,
    Document,
    FocalPoint,
    Institution,
    Official,
    Party,
    Relation,
    Signature,
)


@register(Institution)
class InstitutionTranslation(TranslationOptions):
    fields = ("name", "acronym", "slug", "description", "aliases")


@register(Official)
class OfficialTranslation(TranslationOptions):
    fields = ("biography",)


@register(Appointment)
class AppointmentTranslation(TranslationOptions):
    fields = ("post",)


@register(Attention)
class AttentionTranslation(TranslationOptions):
    fields = ("note",)


@register(Agreement)
class AgreementTranslation(TranslationOptions):
    fields = (
        "title",
        "slug",
        "summary",
        "body",
        "areas",
        "termination_reason",
        "on_data",
        "custody",
        "remark",
    )


@register(FocalPoint)
class FocalPointTranslation(TranslationOptions):
    fields = ("unit",)


@register(Party)
class PartyTranslation(TranslationOptions):
    fields = ("name", "on_behalf_of")


@register(Signature)
class SignatureTranslation(TranslationOptions):
    fields = ("capacity",)


@register(Document)
class DocumentTranslation(TranslationOptions):
    fields = ("title",)


@register(Relation)
class RelationTranslation(TranslationOptions):
    fields = ("changes", "areas_added", "areas_removed")
