"""The register for readers of RSS: what visitors find with words and filters, the
agreements signed last first."""

import datetime as dt

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from iompanama.publishing.dates import Precision
from iompanama.publishing.xml import for_xml

from .asked import Asked
from .facets import chosen
from .register import Register

LENGTH = 30
NOON = dt.time(12)


class RegisterFeed(Feed):
    def get_object(self, request):
        reader = AnonymousUser()
        return Register(Asked.of(request.GET, reader), reader), request.GET

    def title(self, asked):
        names = [each["name"] for each in chosen(*asked)]
        return ": ".join(filter(None, [_("IOM Panama: agreements"), ", ".join(names)]))

    def description(self, asked):
        return _("What was signed last, as the register has it.")

    def link(self, asked):
        return f"{reverse('partners:agreements')}?{asked[1].urlencode()}"

    def feed_url(self, asked):
        return f"{reverse('partners:agreements_feed')}?{asked[1].urlencode()}"

    def items(self, asked):
        register, _parameters = asked
        found = register.found().filter(is_open=True).without_vectors()
        return found.order_by(F("signed_on").desc(nulls_last=True), "-pk")[:LENGTH]

    def item_title(self, agreement):
        return for_xml(agreement.title)

    def item_description(self, agreement):
        return for_xml(agreement.summary)

    def item_pubdate(self, agreement):
        """Where the day itself is known; its hour never is."""
        if not agreement.signed_on or agreement.signed_on_precision != Precision.DAY:
            return None
        return timezone.make_aware(dt.datetime.combine(agreement.signed_on, NOON))
