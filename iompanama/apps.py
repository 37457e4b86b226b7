from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    """The frame as an app, so that its commands and templates are found."""

    name = "iompanama"
    verbose_name = _("Site")


class OfficeConfig(AdminConfig):
    """Django's admin as the office's desk."""

    default_site = "iompanama.office.Office"
