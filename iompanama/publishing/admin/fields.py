"""The dress of a single form field: its widget, its language, what it may leave out."""

import re

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.validators import RegexValidator, validate_slug
from django.utils.translation import gettext_lazy as _

from ..dates import check_day
from ..fields import LineField, LinesField, TextField
from ..images import PictureField
from . import days
from .pictures import PictureInput

LONG = 120
TITLE = 250


class LineArea(AdminTextareaWidget):
    """One line in as many rows as it takes: a title is read whole while writing."""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", value) if value else value


class TextArea(AdminTextareaWidget):
    """Ends its lines as they are kept: what a browser only sent back is no change."""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if value else value


ADDRESS = RegexValidator(
    r"^[-a-zA-Z0-9_]+\Z",
    _("Write letters without accents, digits and hyphens, as in “new-health-post”."),
)


def special(db_field):
    """A form field of our own, or None for Django's."""
    return days.form_field(db_field) if days.has_precision(db_field) else None


def dress(field, db_field):
    if type(field) is forms.DateField:
        field.validators.append(check_day)
    if isinstance(field, forms.FileField):
        field.max_length = None  # the name is thrown away
    widget = widget_of(field, db_field)
    if widget is not None:
        widget.is_required = field.required
        field.widget = widget
    if code := getattr(db_field, "language", None):
        field.widget.attrs["lang"] = code
        # Needed in one language, whichever: RecordForm.clean asks for it.
        field.required = False
    field.validators = [
        ADDRESS if each is validate_slug else each for each in field.validators
    ]
    if db_field.name == "slug":
        field.required = False  # made from the title


def widget_of(field, db_field):
    for kind, widget in WIDGETS:
        if isinstance(db_field, kind):
            return widget(db_field)
    if type(field.widget) is AdminTextareaWidget:
        return TextArea(attrs={"rows": 3})
    return None


def line(db_field):
    longest = {"maxlength": db_field.max_length}
    if db_field.max_length > LONG:
        rows = 2 if db_field.max_length >= TITLE else 1
        return LineArea(attrs={"rows": rows, **longest})
    return AdminTextInputWidget(attrs=longest)


WIDGETS = (
    (PictureField, lambda db_field: PictureInput()),
    (LineField, line),
    (TextField, lambda db_field: TextArea(attrs={"rows": 4})),
    (LinesField, lambda db_field: AdminTextareaWidget(attrs={"rows": 3})),
)
