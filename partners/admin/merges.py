"""What was merged: by whom, why, what moved, and how to make it two again."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from iompanama.publishing.admin.sight import InSight
from iompanama.publishing.workflow import StepRefused

from ..merging import parting
from ..models import Merge
from ..references import address
from .changes import say_what_changed
from .merging_records import MAY


@admin.register(Merge)
class MergeAdmin(InSight, admin.ModelAdmin):
    actions = None
    list_display = ["gone_name", "kept_name", "by", "at", "undone_at"]
    list_display_links = ["gone_name"]
    list_per_page = 30
    list_select_related = ["by"]
    search_fields = ["gone_name__folded", "kept_name__folded"]
    show_full_result_count = False

    def get_urls(self):
        own = path(
            "<path:object_id>/undo/",
            self.admin_site.admin_view(self.undo_view),
            name="partners_merge_undo",
        )
        return [own, *super().get_urls()]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        merge = self.get_object(request, unquote(object_id))
        if request.method == "POST":
            raise PermissionDenied
        return self.page(request, merge)

    @method_decorator(csrf_protect)
    def undo_view(self, request, object_id):
        merge = self.get_object(request, unquote(object_id))
        if not request.user.has_perm(MAY):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            parted = parting.undo(merge, request.user)
        except StepRefused as refused:
            return self.page(request, merge, refused.reasons, status=409)
        words = _("“%(gone)s” is a record of its own again.")
        messages.success(request, words % {"gone": merge.gone_name})
        for sentence in parted.left:
            messages.warning(request, sentence)
        say_what_changed(request, parted.changes)
        return redirect(address(parted.back))

    def page(self, request, merge, refused=(), status=200):
        may_undo = merge.undone_at is None and request.user.has_perm(MAY)
        parted, reasons = None, []
        if may_undo and not refused:
            parted, reasons = parting.rehearsed(merge, request.user)
        context = {
            **self.admin_site.each_context(request),
            "kept_address": address(merge.kept),
            "may_undo": may_undo,
            "opts": self.opts,
            "original": merge,
            "parted": parted,
            "reasons": refused or reasons,
            "title": str(merge),
        }
        return TemplateResponse(
            request, "admin/merge_made.html", context, status=status
        )
