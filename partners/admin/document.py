"""The page of a paper: its files, how far each is read, and what to check in them."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from iompanama.publishing.admin.sight import InSight
from iompanama.publishing.marking import excerpt

from ..documents.filing import also_filed, file_version
from ..documents.reading import read_again
from ..documents.standing import in_words
from ..documents.views import Part, file_of, note_opening
from ..models import Document
from .papers import FilesField

PAGES_LISTED = 30


class UploadForm(forms.Form):
    files = FilesField(label=gettext_lazy("File"))


@admin.register(Document)
class DocumentAdmin(InSight, admin.ModelAdmin):
    """What a paper is stands in the form of its agreement; here are its files."""

    def has_module_permission(self, request):
        return False

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        visible = Document.objects.visible_to(request.user)
        return visible.select_related("agreement")

    def get_urls(self):
        view = self.admin_site.admin_view
        version = "<int:pk>/versions/<int:number>"
        return [
            path(
                f"{version}/file/",
                view(self.file_view),
                name="partners_document_file",
            ),
            path(
                f"{version}/read-again/",
                view(self.again_view),
                name="partners_document_again",
            ),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        """Papers are listed with their agreements."""
        if not self.has_view_or_change_permission(request):
            raise Http404
        return redirect("admin:partners_agreement_changelist")

    @method_decorator(csrf_protect)
    def change_view(self, request, object_id, form_url="", extra_context=None):
        document = self.get_object(request, object_id)
        if document is None:
            raise Http404
        if not self.has_view_or_change_permission(request, document):
            raise PermissionDenied
        form, sent = None, request.method == "POST"
        if sent and not self.has_change_permission(request, document):
            raise PermissionDenied
        if self.has_change_permission(request, document):
            form = UploadForm(files=request.FILES if sent else None)
            if sent and self.filed(request, document, form):
                return redirect(request.path)
        return self.page(request, document, form)

    def filed(self, request, document, form):
        """Was a file sent, and taken? Else the form says why not."""
        if not form.is_valid():
            return False
        try:
            version = file_version(document, form.cleaned_data["files"], request.user)
        except ValidationError as refused:
            form.add_error("files", refused)
            return False
        messages.success(
            request,
            _("Version %(number)s is filed. Its pages are read in the background.")
            % {"number": version.number},
        )
        return True

    def page(self, request, document, form):
        versions = list(document.versions.select_related("added_by"))
        same = also_filed(document, versions, request.user)
        for version in versions:
            version.document = document
            version.standing = in_words(version)
            version.same = same[version.sha256]
        shown = self.chosen(request, versions)
        if shown:
            note_opening(request, shown, Part.LIST)
        context = {
            **self.admin_site.each_context(request),
            "agreement": document.agreement,
            "form": form,
            "opts": self.opts,
            "original": document,
            "page_obj": shown and self.listed(request, shown),
            "shown": shown,
            "title": str(document),
            "versions": versions,
        }
        return TemplateResponse(
            request,
            "admin/partners/document/files.html",
            context,
            status=400 if form and form.errors else 200,
        )

    def chosen(self, request, versions):
        """The newest, or the one that is asked for."""
        asked = request.GET.get("version")
        for version in versions:
            if asked in (None, str(version.number)):
                return version
        if versions:
            raise Http404
        return None

    def listed(self, request, version):
        """What somebody should look at first."""
        pages = version.pages.without_vectors().select_related("corrected_by")
        pages = pages.order_by(F("is_doubtful").desc(), "number")
        listed = Paginator(pages, PAGES_LISTED).get_page(request.GET.get("page"))
        for page in listed.object_list:
            page.words = excerpt(page.text, "")
        return listed

    def version(self, request, pk, number):
        document = get_object_or_404(self.get_queryset(request), pk=pk)
        version = get_object_or_404(document.versions, number=number)
        version.document = document
        return version

    def file_view(self, request, pk, number):
        version = self.version(request, pk, number)
        if not self.has_view_or_change_permission(request, version.document):
            raise PermissionDenied
        return file_of(request, version)

    @method_decorator([csrf_protect, require_POST])
    def again_view(self, request, pk, number):
        version = self.version(request, pk, number)
        if not self.has_change_permission(request, version.document):
            raise PermissionDenied
        read_again(version)
        messages.success(
            request,
            _("Version %(number)s is read again; corrected pages stay as they are.")
            % {"number": number},
        )
        return redirect(reverse("admin:partners_document_change", args=[pk]))
