"""The admin as the office sees it: its name, and the desk as its first page."""

from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext_lazy as _

from partners.deadlines.page import deadlines
from partners.saved.page import saved_views

from .desk import Desk
from .outbox.preferences import my_mail


class Office(admin.AdminSite):
    empty_value_display = "—"
    enable_nav_sidebar = False
    index_title = _("Desk")
    site_header = site_title = _("IOM Panama")
    site_url = "/"

    def get_urls(self):
        # Records link to their public page themselves (RecordAdmin.view_on_site).
        urls = super().get_urls()
        mail = self.admin_view(my_mail)
        return [
            path("my-mail/", mail, {"site": self}, name="my_mail"),
            path(
                "saved-views/",
                self.admin_view(saved_views),
                {"site": self},
                name="saved_views",
            ),
            path(
                "deadlines/",
                self.admin_view(deadlines),
                {"site": self},
                name="deadlines",
            ),
            *(each for each in urls if getattr(each, "name", "") != "view_on_site"),
        ]

    def index(self, request, extra_context=None):
        return super().index(request, {**(extra_context or {}), "desk": Desk(request)})
