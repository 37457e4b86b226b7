"""Mail as administrators see it: what waits, what failed, what was given up."""

from django.contrib import admin, messages
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from iompanama.publishing.admin.sight import InSight

from .models import Message


class StandingFilter(admin.SimpleListFilter):
    title = _("where it stands")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [
            ("waiting", _("waits")),
            ("failed", _("failed, to be tried again")),
            ("given_up", _("given up")),
            ("sent", _("sent")),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "waiting" | "failed" | "given_up" | "sent" as word:
                return getattr(queryset, word)()
        return queryset


@admin.register(Message)
class MessageAdmin(InSight, admin.ModelAdmin):
    """To be read; what a message says is for its recipient alone."""

    actions = ["try_again"]
    fields = [
        "recipient",
        "address",
        "language",
        "in_digest",
        "created_at",
        "not_before",
        "sent_at",
        "tries",
        "last_error",
    ]
    list_display = ["created_at", "sent_to", "standing", "not_before", "last_error"]
    list_filter = [StandingFilter]
    list_per_page = 30
    list_select_related = ["recipient"]
    ordering = ["-created_at", "-pk"]
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    sortable_by = []

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_retry_permission(self, request):
        return self.has_view_permission(request)

    @admin.action(description=_("Try again now"), permissions=["retry"])
    def try_again(self, request, queryset):
        unsent = queryset.filter(sent_at__isnull=True)
        count = unsent.update(tries=0, not_before=timezone.now(), last_error="")
        words = ngettext(
            "%(n)s message will be tried again.",
            "%(n)s messages will be tried again.",
            count,
        )
        messages.success(request, words % {"n": count})

    @admin.display(description=_("where it stands"), ordering=F("sent_at"))
    def standing(self, message):
        return message.standing.label
