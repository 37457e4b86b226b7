"""Under an input in which somebody is tagged: what there is to know about them."""

from django import template
from django.template.loader import render_to_string

from iompanama.publishing.admin.relations import inside

from ..admin.attention import address_for, model_of

register = template.Library()


@register.simple_tag(takes_context=True)
def attention_under(context, field):
    """Empty while nobody is chosen: there what is chosen next is told of."""
    if not context.get("attentive") or field.is_readonly:
        return ""
    model = model_of(field.field.field)
    if model is None:
        return ""
    told = {
        "address": address_for(model),
        "notes": getattr(inside(field.field.field.widget), "notes", ()),
        "place": f"{field.field.id_for_label}_attention",
    }
    return render_to_string("admin/includes/attention.html", told)
