"""What belongs to an agreement, edited on its page."""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from iompanama.publishing.admin import StackedInline, TabularInline, pair

from ..models import Agreement, Document, FocalPoint, Party, Relation, Signature


def offer(field, rows):
    """As the only choices of a field, asked for once for all rows of a form."""
    rows = list(rows)
    field.queryset = field.queryset.filter(pk__in=[row.pk for row in rows])
    field.choices = [("", "---------"), *((row.pk, named(row)) for row in rows)]


def named(row):
    return str(row.source if isinstance(row, Relation) else row)


def amendments_of(request, agreement):
    """What amends an agreement, asked for once a request."""
    if agreement is None:
        return []
    if not hasattr(request, "amendments"):
        amending = agreement.relations_in.filter(kind=Relation.Kind.AMENDS)
        request.amendments = list(amending.select_related("source"))
    return request.amendments


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
    stands_after = _("What it is")

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
    stands_after = _("Signature")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        if party := formset.form.base_fields.get("party"):
            parties = Party.objects.filter(agreement=obj)
            offer(party, parties.select_related("institution"))
        return formset


# What only an amendment has; the style sheet hides it from other kinds of relation.
CHANGES = (
    _("What it changes there"),
    {
        "classes": ["languages", "only-amends"],
        "fields": [
            ("new_ends_on", "removes_end"),
            ("new_renewal", "new_renewal_months", "new_notice_days"),
            pair("areas_added"),
            pair("areas_removed"),
        ],
    },
)
IN_WORDS = (None, {"classes": ["languages"], "fields": [pair("changes")]})


class RelationInline(StackedInline):
    """What this agreement does to others."""

    autocomplete_fields = ["target"]
    fieldsets = [(None, {"fields": [("kind", "target")]}), CHANGES, IN_WORDS]
    fk_name = "source"
    gathered = ("source", "target")
    model = Relation
    stands_after = _("Early end")
    verbose_name_plural = _("what it changes or follows")


class RelationFromInline(StackedInline):
    """What others do to this one: the same rows, from the other end."""

    autocomplete_fields = ["source"]
    fieldsets = [(None, {"fields": [("kind", "source")]}), CHANGES, IN_WORDS]
    fk_name = "target"
    gathered = ("source", "target")
    model = Relation
    stands_after = _("Early end")
    verbose_name_plural = _("what changes or follows it")

    def get_queryset(self, request):
        """Without those of a record that does not open to the reader."""
        there = Agreement.objects.open_to(request.user).values("pk")
        return super().get_queryset(request).filter(source__in=there)

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "kind":
            said = Relation.FROM_THE_OTHER_END
            kwargs["choices"] = [("", "---------"), *said.items()]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


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
    stands_after = _("The original")
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
    stands_after = _("The original")
