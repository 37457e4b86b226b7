"""Autocompletion that does not ask the database again for what is chosen already,
nor ever for what can be no key."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError


class OnlyKeys:
    """Shown again after a refusal, the choice leaves out what is no key: Django would
    ask the database for it and fail."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [each for each in value if self.is_key(each)])

    def is_key(self, value):
        try:
            self.field.remote_field.model._meta.pk.to_python(value)
        except ValidationError:
            return False
        return True


class ChosenSelect(OnlyKeys, AutocompleteSelect):
    """Knows the related object of its row: thirty rows cost as much as one."""

    chosen = None

    def optgroups(self, name, value, attr=None):
        if self.chosen is None or value != [str(self.chosen.pk)]:
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [("", "", False)]
        options.append((self.chosen.pk, str(self.chosen), True))
        created = [
            self.create_option(name, pk, label, {str(pk)} if selected else set(), index)
            for index, (pk, label, selected) in enumerate(options)
        ]
        return [(None, created, 0)]


class ChosenSelectMultiple(OnlyKeys, AutocompleteSelectMultiple):
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
    """Give each select the object its row has gathered."""
    for name, field in form.fields.items():
        widget = inside(field.widget)
        if isinstance(widget, ChosenSelect):
            relation = form.instance._meta.get_field(name)
            if relation.is_cached(form.instance):
                widget.chosen = getattr(form.instance, name)
