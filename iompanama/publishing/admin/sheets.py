"""A form as a browser sends it: what was opened, what was typed, what stands now.

A sheet holds the inputs of a form and of its rows as lists of texts, so that three of
them can be laid over each other (``merging``). Files are not on it: a browser does not
send them twice.
"""

import hashlib
import json
from copy import copy
from dataclasses import dataclass, field

from django import forms
from django.contrib.admin.utils import flatten_fieldsets
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

SALT = "opened"
LISTS = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)


@dataclass
class Row:
    """One row of an inline; without a key it is not in the database."""

    form: forms.BaseForm
    values: dict
    key: str = ""
    index: int = 0
    is_removed: bool = False


@dataclass
class Sheet:
    form: forms.BaseForm
    values: dict
    formsets: list = field(default_factory=list)
    rows: dict = field(default_factory=dict)

    def marks(self):
        """The fingerprint of every input; lists whole, because they are merged."""
        rows = {
            prefix: {row.key: marks(row.form, row.values) for row in rows if row.key}
            for prefix, rows in self.rows.items()
        }
        return {"": marks(self.form, self.values), **rows}

    def digest(self):
        return short(json.dumps(self.marks(), sort_keys=True))


def sheet_of(form, formsets):
    """The form as it was drawn from the database."""
    rows = {
        each.prefix: [
            Row(row, values_of(row, each), str(row.instance.pk), index)
            for index, row in enumerate(each.initial_forms)
        ]
        for each in formsets
    }
    return Sheet(form, values_of(form), list(formsets), rows)


def sheet_now(model_admin, request, record):
    """What the person would see if the record were opened now."""
    asking = copy(request)
    asking.method = "GET"
    names = flatten_fieldsets(model_admin.get_fieldsets(asking, record))
    form = model_admin.get_form(asking, record, change=True, fields=names)
    formsets, _inlines = model_admin._create_formsets(asking, record, change=True)
    return sheet_of(form(instance=record), formsets)


def sheet_typed(now, data):
    """What was sent, read with the forms of the sheet that stands now."""
    form = type(now.form)(data, instance=copy(now.form.instance))
    rows = {each.prefix: list(rows_typed(each, data)) for each in now.formsets}
    return Sheet(form, values_of(form), now.formsets, rows)


def rows_typed(formset, data):
    prefix = formset.prefix
    opened = number(data.get(f"{prefix}-INITIAL_FORMS"))
    for index in range(min(number(data.get(f"{prefix}-TOTAL_FORMS")), 1000)):
        key = data.get(f"{prefix}-{index}-{formset.model._meta.pk.name}", "")
        if index < opened and not key:
            continue  # only shown, not sent
        form = formset.form(data, prefix=f"{prefix}-{index}")
        is_removed = bool(data.get(f"{prefix}-{index}-DELETE"))
        yield Row(form, values_of(form, formset), key, index, is_removed)


def number(text):
    return int(text) if text and text.isdecimal() else 0


def values_of(form, formset=None):
    own = {formset.fk.name, formset.model._meta.pk.name, "DELETE"} if formset else ()
    return {
        name: sent(form[name])
        for name, each in form.fields.items()
        if name not in own and not isinstance(each, forms.FileField)
    }


def sent(bound):
    """What a browser sends of an input nobody touches, as a list of texts."""
    value = bound.value()
    if isinstance(bound.field.widget, forms.CheckboxInput):
        return ["on"] if value else []
    if not isinstance(bound.field, LISTS):
        value = bound.field.widget.format_value(value)
    values = value if isinstance(value, list | tuple) else [value]
    texts = (str(each).replace("\r\n", "\n").strip() for each in values if each)
    return sorted(text for text in texts if text)


def shown(bound, values):
    """The same in words: names for keys, labels for choices."""
    each = bound.field
    if isinstance(each, forms.BooleanField):
        return _("Yes") if values else _("No")
    if isinstance(each, forms.ModelChoiceField):
        return ", ".join(names(each.queryset, values))
    if isinstance(each, forms.ChoiceField):
        labels = {str(key): str(label) for key, label in each.choices}
        return ", ".join(labels.get(value, value) for value in values)
    return "\n".join(values)


def names(queryset, keys):
    try:
        return [str(row) for row in queryset.filter(pk__in=keys)] if keys else []
    except (ValueError, ValidationError):
        return keys


def marks(form, values):
    return {
        name: texts if isinstance(form.fields[name], LISTS) else mark(texts)
        for name, texts in values.items()
    }


def mark(texts):
    return short("\n".join(texts)) if texts else ""


def short(text):
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()[:10]


@dataclass(frozen=True)
class Opened:
    """What a form carries to tell what was touched since: moment and marks."""

    at: object
    marks: dict

    def written(self):
        found = {"at": self.at.isoformat(), "marks": self.marks}
        return signing.dumps(found, salt=SALT, compress=True)

    @classmethod
    def of(cls, sheet):
        return cls(timezone.now(), sheet.marks())

    @classmethod
    def read(cls, text):
        """Nothing known, where the form carries nothing or something else."""
        try:
            found = signing.loads(text, salt=SALT)
        except signing.BadSignature:
            return cls(None, {})
        return cls(parse_datetime(found["at"]), found["marks"])
