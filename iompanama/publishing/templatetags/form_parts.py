"""Small parts of long forms, written without a template each.

A press release with twenty people draws some four hundred fields.
"""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from ..admin.stencils import MARK, Rows, Slot

register = template.Library()

ENDS_ALREADY = ":?.!"


@register.filter
def label(field):
    """Of a field of the admin, as ``AdminField.label_tag`` writes it."""
    if field.is_readonly or not (at := field.field.id_for_label):
        return field.label_tag()
    words, classes = str(field.field.label), []
    if field.is_checkbox:
        classes.append("vCheckboxLabel")
    elif words and words[-1] not in ENDS_ALREADY:
        words += field.field.form.label_suffix
    if field.field.field.required:
        classes.append("required")
    if not field.is_first:
        classes.append("inline")
    kind = format_html(' class="{}"', " ".join(classes)) if classes else ""
    return format_html('<label for="{}"{}>{}</label>', at, kind, words)


@register.simple_tag(takes_context=True)
def rows(context, inline):
    """All rows of an inline of the admin, and the one that is copied to add another."""
    return mark_safe("".join(Rows(inline, context)))


@register.simple_tag(takes_context=True)
def slot(context, template, thing, **values):
    """A part of a form by its template, or its words; in rows by what draws all of
    them alike; where a row is drawn for all, a mark."""
    made = Slot(template, thing, values)
    if (slots := context.get("slots")) is not None:
        slots.append(made)
        return MARK
    pen = context.get("pen")
    return pen.in_slot(made, thing) if pen else made.draw(context, thing)


@register.filter
def parts(adminform, inlines):
    """The groups of a form in the order they are read: an inline stands after the
    group it names in ``stands_after``, else at the end."""
    left, found = list(inlines), []
    for fieldset in adminform:
        behind = [each for each in left if after(each) == fieldset.name]
        left = [each for each in left if each not in behind]
        found += [{"fieldset": fieldset}, *({"inline": each} for each in behind)]
    return [*found, *({"inline": each} for each in left)]


def after(inline):
    return getattr(inline.opts, "stands_after", "")
