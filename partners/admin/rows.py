"""What belongs to an agreement, edited on its page."""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from iompanama.publishing.admin import StackedInline, TabularInline, pair

from ..models import Document, FocalPoint, Party, Relation, Signature


class PartyInline(StackedInline):
    autocomplete_fields = ["institution"]
    fieldsets = [
        (
            None,
            {
                "classes": ["languages"],
                "fields": [
                    ("institution", "role"),
                    pair("name"),
                    pair("on_behalf_of"),
                    ("name_as_printed", "position"),
                ],
            },
        ),
    ]
    gathered = ("institution",)
    model = Party


class SignatureInline(StackedInline):
    autocomplete_fields = ["official", "place"]
    fieldsets = [
        (
            None,
            {
                "classes": ["languages"],
                "fields": [
                    ("name_as_signed", "official"),
                    pair("capacity"),
                    ("party", "position"),
                    ("signed_on", "place"),
                ],
            },
        ),
    ]
    gathered = ("official", "place", "party__institution")
    model = Signature

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        if party := formset.form.base_fields.get("party"):
            # Asked once for all rows, and only for the parties of this agreement.
            party.queryset = Party.objects.filter(agreement=obj)
            named = party.queryset.select_related("institution")
            party.choices = [
                ("", "---------"),
                *((each.pk, str(each)) for each in named),
            ]
        return formset


class RelationInline(StackedInline):
    autocomplete_fields = ["target"]
    fieldsets = [
        (
            None,
            {
                "classes": ["languages"],
                "fields": [("kind", "target"), "new_ends_on", pair("changes")],
            },
        ),
    ]
    fk_name = "source"
    gathered = ("source", "target")
    model = Relation


class DocumentInline(TabularInline):
    """What each paper is; its files have a page of their own."""

    fields = [
        "position",
        "kind",
        *pair("title"),
        "language",
        "is_authentic",
        "access",
        "files",
    ]
    model = Document
    readonly_fields = ["files"]
    view_on_site = False

    def get_queryset(self, request):
        """Without those that are not for this person, whoever may edit the record."""
        visible = Document.objects.visible_to(request.user).values("pk")
        found = super().get_queryset(request).filter(pk__in=visible)
        return found.annotate(filed=Count("versions"))

    @admin.display(description=_("files"))
    def files(self, document):
        if document.pk is None:
            return _("After saving")
        words = ngettext("%(n)s version", "%(n)s versions", document.filed)
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:partners_document_change", args=[document.pk]),
            words % {"n": document.filed} if document.filed else _("File a scan"),
        )


class FocalPointInline(TabularInline):
    autocomplete_fields = ["institution"]
    fields = ["institution", *pair("unit"), "email"]
    gathered = ("institution",)
    model = FocalPoint
