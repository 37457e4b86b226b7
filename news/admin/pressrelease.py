"""Press releases: one row a work in the list, one edition on a page."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from iompanama.publishing.admin import pair
from iompanama.publishing.admin.sight import InSight
from iompanama.publishing.workflow import is_editable
from partners.admin.attention import Attentive

from ..models import PressRelease, Work
from .editions import EditionsAdmin
from .forms import PressReleaseForm
from .links import AgreementLinkInline, MentionInline, PhotoUseInline
from .listing import ListingAdmin
from .matrix import MatrixAdmin
from .previews import PreviewsAdmin
from .several import SeveralAdmin
from .steps import StepsAdmin
from .together import TogetherAdmin
from .translating import TranslatingAdmin

# Rows of the form, and where the gate and the warnings look for them.
LOOKED_AT = {"mentions": "mentions_here", "photo_uses": "checked_uses"}


@admin.register(PressRelease)
class PressReleaseAdmin(
    TogetherAdmin,
    PreviewsAdmin,
    EditionsAdmin,
    SeveralAdmin,
    ListingAdmin,
    StepsAdmin,
    TranslatingAdmin,
    MatrixAdmin,
    Attentive,
):
    autocomplete_fields = [
        "dateline_place",
        "goals",
        "institutions",
        "places",
        "related",
        "topics",
    ]
    fieldsets = [
        (
            gettext_lazy("Text"),
            {
                "classes": ["languages", "switch"],
                "fields": [
                    pair("title"),
                    pair("lead"),
                    pair("body"),
                    pair("slug"),
                    pair("released"),
                    "source_language",
                ],
            },
        ),
        (
            gettext_lazy("Facts"),
            {
                "fields": [
                    ("kind", "is_featured"),
                    ("dateline_on", "dateline_place"),
                    "event_days",
                    "topics",
                    "institutions",
                    "places",
                    "goals",
                    "related",
                ]
            },
        ),
        (
            gettext_lazy("Contact and correction"),
            {
                "classes": ["languages"],
                "fields": [
                    pair("contact_team"),
                    "contact_email",
                    pair("change_note"),
                    "is_small_change",
                ],
            },
        ),
        (
            gettext_lazy("Sources"),
            {"classes": ["collapse"], "fields": ["sources", "notes", "is_sample"]},
        ),
    ]
    form = PressReleaseForm
    gathered = ("dateline_place", "written_by", "submitted_by", "published_by")
    inlines = [MentionInline, PhotoUseInline, AgreementLinkInline]
    prepopulated_fields = {
        address: [title]
        for address, title in zip(pair("slug"), pair("title"), strict=True)
    }
    view_on_site = False

    def render_change_form(self, request, context, *args, **kwargs):
        """Gate and warnings look at the rows that the form has asked for."""
        release = context.get("original")
        if release is not None and not context["adminform"].is_bound:
            for inline in context["inline_admin_formsets"]:
                if name := LOOKED_AT.get(inline.formset.prefix):
                    rows = [row.instance for row in inline.formset.initial_forms]
                    setattr(release, name, rows)
            release.hear_the_gate()
        return super().render_change_form(request, context, *args, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "related":
            kwargs["queryset"] = Work.objects.titled()
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or is_editable(obj, request.user))

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.may_be_deleted)

    def save_model(self, request, obj, form, change):
        if change:
            obj.hold()
        else:
            obj.work, obj.written_by = Work.objects.create(), request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.instance.find_posts()

    def delete_model(self, request, obj):
        obj.delete_with_work()


@admin.register(Work)
class WorkAdmin(InSight, admin.ModelAdmin):
    """For naming related texts while writing; a work is edited through its editions."""

    ordering = ["pk"]
    search_fields = ["titles__holds"]

    def get_queryset(self, request):
        return Work.objects.titled().order_by("-begun_at", "pk")

    def has_module_permission(self, request):
        return False

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("news.view_pressrelease")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
