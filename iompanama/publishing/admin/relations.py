"""Autocompletion that does not ask the database again for what is chosen already,
nor ever for what can be no key."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError


class Chosen:
    """Knows the objects that its form has gathered: thirty rows cost as much as one.

    Shown again after a refusal, it leaves out what is no key: Django would ask the
    database for it and fail.
    """

    chosen = ()

    def optgroups(self, name, value, attr=None):
        known = [each for each in self.chosen if str(each.pk) in value]
        if len(known) < len([*filter(None, value)]):
            return super().optgroups(name, [*filter(self.is_key, value)])
        may_be_none = not (self.is_required or self.allow_multiple_selected)
        options = [("", "")] if may_be_none else []
        options += [(each.pk, str(each)) for each in known]
        created = [
            self.create_option(name, key, label, bool(key), index)
            for index, (key, label) in enumerate(options)
        ]
        return [(None, created, 0)]

    def is_key(self, value):
        try:
            self.field.remote_field.model._meta.pk.to_python(value)
        except ValidationError:
            return False
        return True


class ChosenSelect(Chosen, AutocompleteSelect):
    pass


class ChosenSelectMultiple(Chosen, AutocompleteSelectMultiple):
    pass


class Choosing:
    """For a ModelAdmin or an inline with ``autocomplete_fields``."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ChosenSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ChosenSelectMultiple(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def inside(widget):
    """The input itself, where Django wraps it in links to add what is missing."""
    return getattr(widget, "widget", widget)


def tell_chosen(form):
    """Give each select the objects that its form or its row has gathered."""
    for name, field in form.fields.items():
        widget = inside(field.widget)
        if isinstance(widget, ChosenSelectMultiple):
            widget.chosen = form.initial.get(name, ())
        elif isinstance(widget, ChosenSelect):
            relation = form.instance._meta.get_field(name)
            if relation.is_cached(form.instance):
                widget.chosen = [*filter(None, [getattr(form.instance, name)])]
