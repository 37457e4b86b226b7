from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News")

    def ready(self):
        # Models can be imported from here on alone.
        from partners.following import follow_posts  # noqa: PLC0415

        from .following import FOLLOWER  # noqa: PLC0415

        follow_posts(FOLLOWER)
