"""What search engines are told of: each object once for each language it is in."""

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from .languages import codes, localized


class PairedSitemap(Sitemap):
    """Every address with its pair in the other language, prefixes kept.

    Without a prefix (Django's ``x_default``) an address with a Spanish slug would be
    none for a reader of English; ours leads to the office's first language.
    """

    i18n = True
    alternates = True

    def _urls(self, page, protocol, domain):
        urls = super()._urls(page, protocol, domain)
        for url in urls:
            for pair in url["alternates"]:
                if pair["lang_code"] == settings.LANGUAGE_CODE:
                    url["alternates"].append({**pair, "lang_code": "x-default"})
                    break
        return urls


class BilingualSitemap(PairedSitemap):
    def __init__(self, objects, changed=None):
        # A method, called for each request: what is public changes with the clock.
        self.objects, self.changed = objects, changed

    def items(self):
        slugs = [localized("slug", code) for code in codes()]
        fields = {field.name for field in self.objects().model._meta.concrete_fields}
        columns = [
            *fields.intersection(["slug", *slugs]),
            *filter(None, [self.changed]),
        ]
        return self.objects().with_languages().only(*columns).order_by("pk")

    def get_languages_for_item(self, item):
        return item.languages_here

    def lastmod(self, item):
        return getattr(item, self.changed) if self.changed else None


class SectionSitemap(PairedSitemap):
    """The pages that are always there, by the names of their addresses."""

    def __init__(self, names):
        self.names = names

    def items(self):
        return list(self.names)

    def location(self, item):
        return reverse(item)
