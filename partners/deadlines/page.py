"""The staff's page of deadlines, with what was told of each, and the own calendar."""

import datetime as dt

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from ..models import Agreement, DeadlineCalendar, Reminder
from .coming import brought, keys

AHEAD = dt.timedelta(days=366)
# A list somebody reads; the register has the others, by the day they end.
MOST = 200


@csrf_protect
def deadlines(request, site):
    if not request.user.has_perm("partners.read_internal"):
        raise Http404
    if request.method == "POST":
        renew(request)
        return redirect("admin:deadlines")
    today = timezone.localdate()
    here = Agreement.objects.open_to(request.user)
    due, total = keys(here, today, today + AHEAD, MOST)
    context = {
        **site.each_context(request),
        "title": _("Deadlines of agreements"),
        "spans": list(spans(list(brought(due, today)), today)),
        "more": total - len(due),
        "calendar": DeadlineCalendar.objects.open().filter(user=request.user).first(),
    }
    return TemplateResponse(request, "admin/deadlines.html", context)


@transaction.atomic
def renew(request):
    """A new address instead of the old one, or none: only one is open at a time."""
    mine = DeadlineCalendar.objects.select_for_update().filter(user=request.user)
    mine.open().update(revoked_at=timezone.now())
    if "revoke" in request.POST:
        messages.success(request, _("The calendar opens no more."))
        return
    # Two clicks at once: the second finds the first one's address.
    DeadlineCalendar.objects.bulk_create(
        [DeadlineCalendar(user=request.user)], ignore_conflicts=True
    )
    messages.success(request, _("Your calendar has a new address."))


def spans(due, today):
    """The deadlines in spans of time, each with what was told of it."""
    lines = {}
    for line in Reminder.objects.filter(
        agreement__in={each.agreement.pk for each in due}
    ).exclude(told=[]):
        key = line.agreement_id, line.kind, line.deadline
        lines.setdefault(key, []).append(line)
    rows = [
        {
            "deadline": each,
            "left": each.days_left(today),
            "told": lines.get((each.agreement.pk, each.kind, each.day), []),
        }
        for each in due
    ]
    for name, first, last in [
        (_("Within 30 days"), 0, 30),
        (_("Within 90 days"), 31, 90),
        (_("Within 180 days"), 91, 180),
        (_("Within a year"), 181, 366),
    ]:
        if found := [row for row in rows if first <= row["left"] <= last]:
            yield {"name": name, "rows": found}
