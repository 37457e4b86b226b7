"""Accounts and their roles."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iompanama.publishing.admin.relations import Choosing
from iompanama.publishing.admin.sight import InSight

admin.site.unregister(Group)
admin.site.unregister(User)


class RoleFilter(admin.SimpleListFilter):
    title = gettext_lazy("role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return [(name, _(name)) for name in settings.ROLES]

    def queryset(self, request, queryset):
        role = self.value()
        return queryset.filter(groups__name=role) if role else queryset


@admin.register(User)
class AccountAdmin(InSight, Choosing, UserAdmin):
    """An account has roles, and through them permissions: none of its own."""

    autocomplete_fields = ["groups"]
    actions = None
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (
            gettext_lazy("Person"),
            {"fields": [("first_name", "last_name"), "email"]},
        ),
        (
            gettext_lazy("Roles"),
            {"fields": ["is_active", "is_staff", "is_superuser", "groups"]},
        ),
        (gettext_lazy("Dates"), {"fields": [("last_login", "date_joined")]}),
    ]
    filter_horizontal = ()
    list_display = ["username", "full_name", "roles", "is_active"]
    list_filter = ["is_active", RoleFilter]
    list_per_page = 30
    readonly_fields = ["last_login", "date_joined"]
    search_fields = ["username__folded", "first_name__folded", "last_name__folded"]
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else [*fields, "is_superuser"]

    def has_module_permission(self, request):
        """Others may name a colleague in a record; the list is not for them."""
        return request.user.has_perm("auth.change_user")

    def has_change_permission(self, request, obj=None):
        """Only a superuser changes a superuser."""
        allowed = super().has_change_permission(request, obj)
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return allowed and not above

    def has_delete_permission(self, request, obj=None):
        """An account that did something stays in the history: make it inactive."""
        return False

    @admin.display(description=gettext_lazy("name"), ordering="last_name")
    def full_name(self, user):
        return user.get_full_name()

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, user):
        if user.is_superuser:
            return _("everything")
        return ", ".join(_(group.name) for group in user.groups.all())


@admin.register(Group)
class RoleAdmin(InSight, admin.ModelAdmin):
    """Roles are declared in the settings; here one reads who has which."""

    fields = ["role", "members", "may"]
    list_display = ["role"]
    readonly_fields = ["role", "members", "may"]
    search_fields = ["name__folded"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("user_set")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("role"), ordering="name")
    def role(self, group):
        return _(group.name)

    @admin.display(description=gettext_lazy("who has it"))
    def members(self, group):
        return ", ".join(map(str, group.user_set.all()))

    @admin.display(description=gettext_lazy("may"))
    def may(self, group):
        permissions = group.permissions.select_related("content_type")
        return "\n".join(str(each) for each in permissions)
