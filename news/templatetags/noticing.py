"""Warnings on the pages of the admin."""

from django import template
from django.template.loader import render_to_string

from ..noticing import noticed

register = template.Library()


@register.simple_tag(takes_context=True)
def warnings_under(context, field):
    """What is noticed in a field of the form, under it; mostly nothing."""
    told = context.get("noticed")
    name = name_of(field) if told is not None else ""
    under = told.under(name) if name else None
    if not under:
        return ""
    shown = {
        "may_confirm": context.get("may_confirm"),
        "may_save": context.get("has_change_permission"),
        "original": context.get("original"),
        "place": f"id_{name}",
        "told": under,
    }
    return render_to_string("admin/includes/warninglist.html", shown)


def name_of(field):
    """The name a field has in the form, or would have where it is only read."""
    if not field.is_readonly:
        return field.field.html_name
    return field.form.add_prefix(field.field["name"])


@register.inclusion_tag("admin/news/pressrelease/warnings.html")
def warnings_before(release):
    """Everything noticed in an edition, before it is sent or goes out."""
    told = noticed(release)
    return {"places": told.places(), "release": release}
