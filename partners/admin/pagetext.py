"""One page of a file: the picture, and beside it the text to correct."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.admin import RecordAdmin

from ..documents.views import Part, note_opening, picture_of
from ..models import Document, PageText


@admin.register(PageText)
class PageTextAdmin(RecordAdmin):
    """Reached from the page of its paper, by whoever may change that."""

    change_form_template = "admin/partners/pagetext/change_form.html"
    fieldsets = [
        (
            None,
            {
                "fields": ["text"],
                "description": _(
                    "Saving says that the text is what the picture shows: it stays "
                    "when the file is read again."
                ),
            },
        )
    ]
    view_on_site = False

    def has_module_permission(self, request):
        return False

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("partners.change_document")

    has_view_permission = has_change_permission

    def get_queryset(self, request):
        visible = Document.objects.visible_to(request.user).values("pk")
        return (
            PageText.objects.without_vectors()
            .filter(version__document__in=visible)
            .select_related("version__document__agreement", "corrected_by")
        )

    def get_urls(self):
        picture = path(
            "<int:pk>/picture/",
            self.admin_site.admin_view(self.picture_view),
            name="partners_pagetext_picture",
        )
        return [picture, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        """Pages are listed with their paper."""
        if not self.has_change_permission(request):
            raise Http404
        return redirect("admin:partners_agreement_changelist")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        page = self.get_object(request, unquote(object_id))
        if page is not None and self.has_change_permission(request, page):
            note_opening(request, page.version, Part.PAGE, page.number)
        return super().change_view(request, object_id, form_url, extra_context)

    def picture_view(self, request, pk):
        if not self.has_view_permission(request):
            raise Http404
        return picture_of(request, get_object_or_404(self.get_queryset(request), pk=pk))

    def save_model(self, request, obj, form, change):
        obj.origin, obj.is_doubtful = PageText.Origin.TYPED, False
        obj.corrected_by, obj.corrected_at = request.user, timezone.now()
        super().save_model(request, obj, form, change)

    def response_post_save_change(self, request, obj):
        """On to the next page that somebody should look at, else back to the paper."""
        doubtful = obj.version.pages.filter(is_doubtful=True)
        after = doubtful.filter(number__gt=obj.number).order_by("number")
        if page := after.first() or doubtful.order_by("number").first():
            return redirect("admin:partners_pagetext_change", page.pk)
        return redirect(address_of(obj.version))


def address_of(version):
    """Of the page of its paper, with this version shown."""
    paper = reverse("admin:partners_document_change", args=[version.document_id])
    return f"{paper}?version={version.number}"
