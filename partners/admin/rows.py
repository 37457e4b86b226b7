"""What belongs to an agreement, edited on its page."""

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.admin import StackedInline, TabularInline, pair

from ..models import Document, FocalPoint, Party, Signature
from .papers import PaperForm, files_of
from .relating import amendments_of, offer
from .signing import PartyField, SignatureForm, SignatureFormSet, rows_beside


def without(fieldsets, name):
    """The groups of a form but for one field."""
    return [
        (title, {**options, "fields": [*left(options["fields"], name)]})
        for title, options in fieldsets
    ]


def left(fields, name):
    for each in fields:
        if isinstance(each, tuple):
            yield tuple(field for field in each if field != name)
        elif each != name:
            yield each


class InOrder:
    """Rows of a new record stay as they were written: a number puts them in another
    order later."""

    def get_fieldsets(self, request, obj=None):
        found = super().get_fieldsets(request, obj)
        return found if obj else without(found, "position")


class PartyInline(InOrder, StackedInline):
    autocomplete_fields = ["institution"]
    fieldsets = [
        (
            None,
            {"fields": [("institution", "role", "position")]},
        ),
        (
            _("Another name, or on behalf of whom"),
            {
                "classes": ["languages", "collapse"],
                "fields": [pair("name"), pair("on_behalf_of"), "name_as_printed"],
            },
        ),
    ]
    gathered = ("institution",)
    model = Party
    stands_after = _("What it is")

    def get_extra(self, request, obj=None, **kwargs):
        """Nobody agrees alone."""
        return 0 if obj else 2

    def get_fieldsets(self, request, obj=None):
        """Who joined or left is asked where there is an amendment to do it by."""
        found = super().get_fieldsets(request, obj)
        if not amendments_of(request, obj):
            return found
        rows = {"classes": ["collapse"], "fields": [("joined_by", "left_by")]}
        return [*found, (_("Joined or left later"), rows)]

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        for name in ("joined_by", "left_by"):
            if field := formset.form.base_fields.get(name):
                offer(field, amendments_of(request, obj))
        return formset


class SignatureInline(InOrder, StackedInline):
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
    form = SignatureForm
    formset = SignatureFormSet
    gathered = ("official", "place", "party__institution")
    model = Signature
    stands_after = _("Signature")

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 2

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "party":
            kwargs["form_class"] = PartyField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        if party := formset.form.base_fields.get("party"):
            parties = (
                Party.objects.filter(agreement=obj) if obj else Party.objects.none()
            )
            parties = list(parties.select_related("institution"))
            offer(party, parties)
            party.choices = [*party.choices, *rows_beside(parties)]
        return formset


class DocumentInline(InOrder, StackedInline):
    """What each paper is, and its first file; the others come on its own page."""

    fieldsets = [
        (
            None,
            {
                "classes": ["languages"],
                "fields": [
                    ("kind", "language", "is_authentic"),
                    pair("title"),
                    ("files", "access", "position"),
                ],
            },
        ),
    ]
    form = PaperForm
    model = Document
    stands_after = _("The original")
    view_on_site = False

    def get_queryset(self, request):
        """Without those that are not for this person, whoever may edit the record."""
        visible = Document.objects.visible_to(request.user).values("pk")
        found = super().get_queryset(request).filter(pk__in=visible)
        return found.annotate(filed=Count("versions"))

    @admin.display(description=_("files"))
    def files(self, document):
        """For who may only read the form."""
        return files_of(document)


class FocalPointInline(TabularInline):
    autocomplete_fields = ["institution"]
    fields = ["institution", *pair("unit"), "email"]
    gathered = ("institution",)
    model = FocalPoint
    stands_after = _("The original")
