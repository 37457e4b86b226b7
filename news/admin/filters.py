"""What editors ask of the list of press releases."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.languages import current, localized
from iompanama.vocabulary.models import Topic

from ..models import PressRelease


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("draft", _("draft")),
            ("review", _("waiting for a second reader")),
            ("changes", _("live, changes in work")),
            ("scheduled", _("scheduled")),
            ("live", _("live, nothing in work")),
            ("withdrawn", _("withdrawn")),
            ("archived", _("archived")),
        ]

    def queryset(self, request, queryset):
        return queryset.in_state(self.value()) if self.value() else queryset


class MissingLanguageFilter(admin.SimpleListFilter):
    title = _("language missing")
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        return [("es", _("missing in Spanish")), ("en", _("missing in English"))]

    def queryset(self, request, queryset):
        if self.value() in ("es", "en"):
            return queryset.filter(**{localized("complete", self.value()): False})
        return queryset


class TopicFilter(admin.SimpleListFilter):
    title = _("topic")
    parameter_name = "topic"

    def lookups(self, request, model_admin):
        topics = Topic.objects.without_vectors().order_by(localized("name", current()))
        self.topics = {topic.key: topic for topic in topics}
        return [(key, str(topic)) for key, topic in self.topics.items()]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        topic = self.topics.get(self.value())
        return queryset.on_topic(topic) if topic else queryset.none()


class YearFilter(admin.SimpleListFilter):
    title = _("year")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        years = PressRelease.objects.newest_editions().years()
        return [(str(year), str(year)) for year in years]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        year = int(self.value()) if self.value().isdecimal() else 0
        return queryset.in_year(year)
