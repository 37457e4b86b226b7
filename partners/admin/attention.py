"""Notes on people and institutions: written on their pages, shown where tagged."""

from collections import defaultdict

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path, reverse

from iompanama.publishing.admin import RecordAdmin, StackedInline, pair
from iompanama.publishing.admin.relations import inside

from ..models import Attention
from ..models.attention import SUBJECTS

# More than anybody tags at once; what else is in the address is not looked at.
MOST = 100
SEEN_BY = "partners.view_attention"


class AttentionInline(StackedInline):
    fieldsets = [
        (None, {"classes": ["languages"], "fields": ["kind", pair("note")]}),
    ]
    model = Attention


class AttentionPage:
    """For the admin of what is tagged: the notes alone, for who has just chosen."""

    def get_urls(self):
        own = path(
            "attention/",
            self.admin_site.admin_view(self.attention_view),
            name=name_of(self.model),
        )
        return [own, *super().get_urls()]

    def attention_view(self, request):
        if not request.user.has_perm(SEEN_BY):
            raise PermissionDenied
        keys = keys_in(request.GET.getlist("of")[:MOST])
        found = Attention.objects.about({self.model: keys})
        return render(request, "admin/includes/notes.html", {"notes": flat(found)})


class Attentive(RecordAdmin):
    """For the admin of a form in which people or institutions are tagged."""

    class Media:
        js = ["js/admin/attention.js"]

    def render_change_form(self, request, context, *args, **kwargs):
        if request.user.has_perm(SEEN_BY):
            context["attentive"] = True
            attend(forms_of(context))
        return super().render_change_form(request, context, *args, **kwargs)


def forms_of(context):
    """The form of the page and those of all its rows."""
    yield context["adminform"].form
    for each in context["inline_admin_formsets"]:
        yield from each.formset.forms


def attend(shown):
    """Give each input the notes on what is chosen in it, in one query."""
    tagging = [bound for form in shown for bound in form if model_of(bound.field)]
    asked = defaultdict(set)
    for bound in tagging:
        asked[model_of(bound.field)].update(chosen(bound))
    found = Attention.objects.about(asked)
    for bound in tagging:
        model = model_of(bound.field)
        notes = [note for key in chosen(bound) for note in found[model, key]]
        if notes:
            widget = inside(bound.field.widget)
            widget.notes = notes
            widget.attrs["aria-describedby"] = f"{bound.id_for_label}_attention"


def model_of(field):
    """Of what model somebody is tagged in a form field, or None."""
    if not isinstance(field, forms.ModelChoiceField):
        return None
    return field.queryset.model if field.queryset.model in SUBJECTS else None


def chosen(bound):
    value = bound.value()
    return keys_in(value if isinstance(value, list | tuple) else [value])


def keys_in(values):
    """Whole numbers: a form that was sent may hold anything."""
    texts = (str(getattr(each, "pk", each)) for each in values)
    return [int(text) for text in texts if text.isdecimal() and len(text) < 19]


def flat(found):
    return [note for notes in found.values() for note in notes]


def name_of(model):
    return f"{model._meta.app_label}_{model._meta.model_name}_attention"


def address_for(model):
    """Where the notes on records of a model are asked for."""
    return reverse(f"admin:{name_of(model)}")
