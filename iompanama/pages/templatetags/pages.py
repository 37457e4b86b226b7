"""What every page needs of the office: its menus and its settings, in one query."""

from django import template
from django.db.models import OuterRef, Value

from iompanama.publishing.gathering import GatheringQuerySet

from ..models import Page, SiteSettings

register = template.Library()

SETTINGS = (
    "id",
    "press_team",
    "contact_email",
    "contact_phone",
    "address",
    "member_states",
    "shows_sample",
)
PAGE = ("id", "title", "slug", "menu", "parent_id", "position")


@register.simple_tag(takes_context=True)
def frame(context):
    """Menus and settings of the site; kept for the rest of this page."""
    if "frame" not in context.render_context:
        context.render_context["frame"] = _frame()
    return context.render_context["frame"]
