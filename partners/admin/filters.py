"""Questions about agreements. Facts are asked of open records alone: a filter that
found a closed one would tell the fact."""

import datetime as dt

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..lifecycle import State
from ..models import Agreement


class OpenFilter(admin.SimpleListFilter):
    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return self.found(queryset.filter(is_open=True), self.value())


class StateFilter(OpenFilter):
    title = _("state today")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return State.choices

    def found(self, queryset, value):
        return queryset.in_state(timezone.localdate(), value)


class EndFilter(OpenFilter):
    title = _("deadline")
    parameter_name = "ends"
    DAYS = {
        "90": _("ends within 90 days"),
        "180": _("ends within 180 days"),
    }

    def lookups(self, request, model_admin):
        return self.DAYS.items()

    def found(self, queryset, value):
        if value not in self.DAYS:
            return queryset
        today = timezone.localdate()
        until = today + dt.timedelta(days=int(value))
        return queryset.ending_by(until, today)


class KindFilter(OpenFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return Agreement.Kind.choices

    def found(self, queryset, value):
        return queryset.filter(kind=value)


class YearFilter(OpenFilter):
    title = _("year of signature")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        signed = Agreement.objects.open_to(request.user)
        days = signed.dates("signed_on", "year", order="DESC")
        return [(str(day.year), str(day.year)) for day in days]

    def found(self, queryset, value):
        if not value.isdecimal() or not 1 <= int(value) <= 9999:
            return queryset.none()
        return queryset.filter(signed_on__year=int(value))
