"""What the templates say and draw of agreements: their time in words and lines."""

from django import template

from .. import lines, wording

register = template.Library()


@register.simple_tag
def on_one_axis(agreements, day):
    """The axis of a list on a day; each of its rows carries its line and sentence."""
    axis = lines.list_axis([each for each in agreements if each.is_open], day)
    for agreement in agreements:
        if agreement.is_open:
            agreement.line = lines.line(agreement, axis)
            agreement.sentence = wording.in_a_list(agreement, day)
    return axis


@register.filter
def is_today(day):
    return wording.is_today(day)
