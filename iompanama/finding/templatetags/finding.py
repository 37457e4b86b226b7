"""What was asked in vain, for those who keep the glossary."""

from django import template

from ..models import Missed

register = template.Library()
SHOWN = 50


@register.simple_tag
def missed_searches():
    return list(Missed.objects.most_asked()[:SHOWN])
