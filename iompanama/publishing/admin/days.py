"""One text field for a day that may be known only to its month or year."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .. import dates

# Kept as the latest day they can be, all others as the earliest.
LAST_DAYS = {"ends_on", "new_ends_on", "until"}


class PartialDayField(forms.CharField):
    """``5/10/2024``, ``10/2024`` or ``2024``; cleaned to the day and its precision."""

    def __init__(self, *, last=False, **kwargs):
        super().__init__(**kwargs)
        self.last = last

    def clean(self, value):
        return dates.parse(super().clean(value), last=self.last)


def has_precision(db_field):
    names = {field.name for field in db_field.model._meta.fields}
    return precision_of(db_field.name) in names


def precision_of(name):
    return f"{name}_precision"


def form_field(db_field):
    example = _("Day, month or year: 5/10/2024, 10/2024 or 2024.")
    return PartialDayField(
        label=capfirst(db_field.verbose_name),
        required=not db_field.blank,
        help_text=db_field.help_text or example,
        last=db_field.name in LAST_DAYS,
        widget=forms.TextInput(attrs={"class": "vDateText", "size": 10}),
    )


def partial_names(form):
    return [
        name
        for name, field in form.fields.items()
        if isinstance(field, PartialDayField)
    ]


def fill(form):
    """Show each day as precisely as it is known."""
    for name in partial_names(form):
        day = getattr(form.instance, name)
        precision = getattr(form.instance, precision_of(name))
        form.initial[name] = dates.written(day, precision)


def settle(form):
    """Part day and precision, before the model looks at them."""
    for name in partial_names(form):
        if name in form.cleaned_data:
            form.cleaned_data[name], precision = form.cleaned_data[name]
            setattr(form.instance, precision_of(name), precision)
