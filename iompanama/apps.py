from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    """The frame as an app, so that its commands and templates are found."""

    name = "iompanama"
    verbose_name = _("Site")
