"""What changed elsewhere because of what was saved, told to whoever saved it."""

from django.contrib import messages
from django.template.loader import render_to_string

from ..following import in_sight

# As many as one reads; the rest are counted, and each has its line in its history.
MOST = 50


def say_what_changed(request, changes):
    if not changes:
        return
    shown = in_sight(changes, request.user)
    told = {
        "count": len(changes),
        "hidden": len(changes) - len(shown),
        "more": max(len(shown) - MOST, 0),
        "shown": shown[:MOST],
    }
    messages.info(request, render_to_string("admin/includes/changes.html", told))
