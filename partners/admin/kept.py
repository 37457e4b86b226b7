"""Records that are retired instead of deleted, once something refers to them."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iompanama.publishing.admin import RecordAdmin, pair
from iompanama.publishing.admin.refusals import sentence
from iompanama.publishing.search import beginning_first

from ..references import referring

RETIRING = (gettext_lazy("Out of use"), {"fields": ["retired_on"]})


class UseFilter(admin.SimpleListFilter):
    title = gettext_lazy("use")
    parameter_name = "use"

    def lookups(self, request, model_admin):
        return [("now", _("in use")), ("retired", _("retired"))]

    def queryset(self, request, queryset):
        if self.value() == "now":
            return queryset.in_use()
        if self.value() == "retired":
            return queryset.filter(retired_on__isnull=False)
        return queryset


class KeptAdmin(RecordAdmin):
    called_by = pair("name")  # columns

    def get_search_results(self, request, queryset, search_term):
        """What is retired is found in the list, and not offered while writing; there,
        what begins with the words is offered first."""
        if request.path != reverse("admin:autocomplete"):
            return super().get_search_results(request, queryset, search_term)
        found, has_doubles = super().get_search_results(
            request, queryset.in_use(), search_term
        )
        return beginning_first(found, self.called_by, search_term), has_doubles

    def delete_view(self, request, object_id, extra_context=None):
        """Says what refers to the record; two at once, the second is refused."""
        record = self.get_object(request, unquote(object_id))
        if not self.has_delete_permission(request, record):
            raise PermissionDenied
        try:
            with transaction.atomic():
                self.lock(record)
                if found := referring(record, request.user):
                    return self.cannot_be_deleted(request, record, found)
                return super().delete_view(request, object_id, extra_context)
        except IntegrityError as error:
            return self.cannot_be_deleted(request, record, [], sentence(error))

    def cannot_be_deleted(self, request, record, found, refusal=""):
        context = {
            **self.admin_site.each_context(request),
            "found": found,
            "opts": self.opts,
            "original": record,
            "refusal": refusal,
            "title": _("“%s” cannot be deleted") % record,
        }
        status = 409 if request.method == "POST" else 200
        return TemplateResponse(request, "admin/kept.html", context, status=status)
