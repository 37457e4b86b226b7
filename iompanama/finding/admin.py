"""The searches somebody saved: everybody of the office sees her own."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iompanama.publishing.admin.sight import InSight

from .models import SavedSearch


@admin.register(SavedSearch)
class SavedSearchAdmin(InSight, admin.ModelAdmin):
    fields = ["name", "question", "language", "with_mail"]
    list_display = ["name", "ask", "with_mail"]
    search_fields = ["name__folded"]
    show_full_result_count = False
    view_on_site = False

    def get_queryset(self, request):
        return super().get_queryset(request).filter(user=request.user)

    def save_model(self, request, obj, form, change):
        obj.user = request.user
        if change and "question" in form.changed_data:
            obj.begin_anew()
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("results"))
    def ask(self, saved):
        return format_html('<a href="{}">{}</a>', saved.get_absolute_url(), _("Search"))

    def has_module_permission(self, request):
        return request.user.has_perm("partners.read_internal")

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("partners.read_internal")

    def has_add_permission(self, request):
        return request.user.has_perm("partners.read_internal")

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("partners.read_internal")

    def has_delete_permission(self, request, obj=None):
        return request.user.has_perm("partners.read_internal")
