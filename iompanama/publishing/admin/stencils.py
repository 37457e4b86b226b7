"""The rows of an inline from one drawing: thirty cost little more than one.

Rows are alike but for their number and what stands in their fields. A row is drawn by
its template once with a slot for each field, and a field once for each way it can look,
with marks where its value goes; every row puts its own there. What differs in more than
that (an error, a warning under a field) is drawn by its template as ever.
"""

from copy import copy
from dataclasses import dataclass

from django.contrib.admin.helpers import AdminField, AdminReadonlyField
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from .relations import ChosenSelect, inside

# Django's, in the row that the button for adding copies.
NUMBER = "__prefix__"
# In no text: Unicode gives it to nobody.
MARK = "\ue000"
# Widgets that show a value and nothing that follows from it.
PLAIN = {
    f"django/forms/widgets/{name}.html"
    for name in ("date", "email", "hidden", "number", "text", "textarea")
}
CHECKBOX = "django/forms/widgets/checkbox.html"
SELECT = "django/forms/widgets/select.html"


class Marked:
    """Stands for what is chosen in a row, and for the row."""

    pk = MARK

    def __str__(self):
        return MARK


@dataclass(frozen=True)
class Slot:
    """A place in a form: which template draws what there; without one, its words."""

    template: str
    thing: object
    values: dict

    def of(self, row):
        """The same of another row."""
        if not isinstance(self.thing, AdminField | AdminReadonlyField):
            return row.original
        same = copy(self.thing)
        if same.is_readonly:
            same.form = row.form
        else:
            same.field = row.form[self.thing.field.name]
        return same

    def draw(self, context, thing):
        if not self.template:
            return conditional_escape(str(thing))
        return draw(context, self.template, thing, **self.values)


def draw(context, template, thing, *, pen=None, slots=None, **values):
    """By a template that calls the thing by its own name."""
    with context.push(pen=pen, slots=slots, **{template: thing}, **values):
        made = get_template(f"admin/includes/{template}.html").template
        return made.render(context)


class Rows:
    """The rows of one inline, on one page; ``apart`` in its context are the names of
    fields with more about them than their template alone can tell."""

    def __init__(self, inline, context):
        self.inline, self.context = inline, context
        self.form = inline.formset.another_empty_form()  # to put values in
        self.apart = context.get("apart", ())
        self.frame = None
        self.stencils = {}

    def __iter__(self):
        for number, row in enumerate(self.inline):
            yield self.filled(row) if is_like_others(row) else self.drawn(row, number)

    def drawn(self, row, number, **values):
        is_new = row.form.prefix == self.form.prefix
        values = {"pen": self, "counter": number + 1, **values}
        values["number"] = "empty" if is_new else number
        return draw(self.context, "row", row, inline=self.inline, **values)

    def filled(self, row):
        self.frame = self.frame or self.framed(row)
        pieces, slots = self.frame
        texts = [self.in_slot(slot, slot.of(row)) for slot in slots]
        return self.put(pieces, row.form, texts)

    def framed(self, row):
        """The drawing of a row without what is in its fields."""
        like, slots = copy(row), []
        like.form, like.original = self.form, Marked()
        values = {"inline": self.inline, "number": NUMBER, "slots": slots}
        return draw(self.context, "row", like, **values).split(MARK), slots

    def in_slot(self, slot, thing):
        found = self.look(thing)
        if found is None:
            return slot.draw(self.context, thing)
        value, texts = found
        key = (slot.template, name_of(thing), value)
        if key not in self.stencils:
            marked = slot.draw(self.context, self.marked(thing, value))
            self.stencils[key] = marked.split(MARK)
        return self.put(self.stencils[key], form_of(thing), texts)

    def put(self, pieces, form, texts):
        """The pieces with the number of the row in them, and the texts between."""
        own = [each.replace(self.form.prefix, form.prefix) for each in pieces]
        pairs = zip(own, [*texts, ""], strict=True)
        return mark_safe("".join(part for pair in pairs for part in pair))

    def look(self, thing):
        """The value, or a mark for it, with which a drawing that looks like this one is
        made, and the texts for the marks; None where it may look like no other."""
        if not isinstance(thing, AdminField | AdminReadonlyField):
            return None
        name, form = name_of(thing), form_of(thing)
        if form.add_prefix(name) in self.apart:
            return None
        if thing.is_readonly:
            return MARK, [thing.contents()]
        if is_wrong(form, name) or form.fields[name].show_hidden_initial:
            return None  # or its value stands there twice
        if attrs(form.fields[name]) != attrs(self.form.fields[name]):
            return None
        return look(inside(form.fields[name].widget), thing.field.value())

    def marked(self, thing, value):
        """The same field of the row that stands for all, with this value."""
        name, like = name_of(thing), copy(thing)
        if thing.is_readonly:
            like.form, like.contents = self.form, value
            return like
        self.form.initial[name] = value
        self.form._bound_fields_cache.pop(name, None)
        inside(self.form.fields[name].widget).chosen = [Marked()]
        like.field = self.form[name]
        return like


def is_like_others(row):
    return row.original and not row.show_url and not row.form.errors


def name_of(thing):
    return thing.field["name"] if thing.is_readonly else thing.field.name


def form_of(thing):
    return thing.form if thing.is_readonly else thing.field.form


def is_wrong(form, name):
    return form.is_bound and name in form.errors


def attrs(field):
    """What a widget says beside its value; of the wrapper too, where it has one."""
    return field.widget.attrs, inside(field.widget).attrs


def look(widget, value):
    if isinstance(widget, ChosenSelect):
        return chosen(widget, value)
    if widget.template_name == CHECKBOX:
        return bool(value), ()
    if widget.template_name == SELECT:
        return "" if value is None else str(value), ()
    if widget.template_name in PLAIN:
        text = widget.format_value(value)
        return (MARK, [conditional_escape(text)]) if text else ("", ())
    return None


def chosen(widget, value):
    if value in (None, ""):
        return "", ()
    [known] = [each for each in widget.chosen if str(each.pk) == str(value)] or [None]
    return known and (MARK, [conditional_escape(each) for each in (value, str(known))])
