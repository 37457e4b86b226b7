"""What the news say of one person, for the person's page."""

from django import template
from django.db.models import OuterRef

from ..models import Mention, PressRelease

register = template.Library()

COLUMNS = (
    "id",
    "printed_title",
    "printed_in",
    "appointment__id",
    "appointment__post",
    "appointment__institution__id",
    "appointment__institution__name",
)


@register.simple_tag
def press_releases_of(official, most=20):
    """The newest texts that mention a person, each with ``mentions_of``: the title as
    printed and the post held that day."""
    mentions = Mention.objects.filter(release=OuterRef("pk"), official=official)
    listed = PressRelease.objects.listed().filter(mentions__official=official)
    return listed.newest(most).gathering("mentions_of", mentions, COLUMNS)
