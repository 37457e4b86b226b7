"""The rows of an inline from one drawing: thirty cost little more than one.

Rows are alike but for their number and what stands in their fields. A row is drawn by
its template once with a slot for each field, and a field once for each way it can look,
with marks where its value goes; every row puts its own there. What differs in more than
that (an error, a warning under a field, a value that is only read) is drawn by its
template as ever.
"""

from copy import copy
from dataclasses import dataclass

from django.contrib.admin.helpers import AdminField, AdminReadonlyField
from django.template.loader import get_template
from django.utils.html import conditional_escape

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


class Marked:
    """Stands for what is chosen in a row, and for the row."""

    pk = MARK

    def __str__(self):
        return MARK


@dataclass(frozen=True)
class Slot:
    """A place in the drawing of a row: which template draws what there."""

    template: str
    thing: object
    values: dict

    def of(self, row):
        """The same of another row."""
        if isinstance(self.thing, AdminField):
            return AdminField(row.form, self.thing.field.name, self.thing.is_first)
        if isinstance(self.thing, AdminReadonlyField):
            name, is_first = self.thing.field["field"], self.thing.is_first
            return AdminReadonlyField(row.form, name, is_first, row.model_admin)
        return row.original

    def draw(self, context, thing):
        return draw(context, self.template, thing, **self.values)


def draw(context, template, thing, *, slots=None, **values):
    """By a template that calls the thing by its own name."""
    with context.push(slots=slots, **{template: thing}, **values):
        made = get_template(f"admin/includes/{template}.html").template
        return made.render(context)


class Rows:
    """The rows of one inline, on one page."""

    def __init__(self, inline, context):
        self.inline, self.context = inline, context
        self.form = inline.formset.empty_form
        self.frame = None
        self.stencils = {}

    def __iter__(self):
        for number, row in enumerate(self.inline):
            yield self.filled(row) if is_like_others(row) else self.whole(row, number)

    def whole(self, row, number):
        is_new = row.form.prefix == self.form.prefix
        return self.drawn(row, "empty" if is_new else number, counter=number + 1)

    def filled(self, row):
        self.frame = self.frame or self.framed(row)
        drawn, slots = self.frame
        things = [(slot, slot.of(row)) for slot in slots]
        return self.put(drawn, row, [self.in_slot(*each, row) for each in things])

    def framed(self, row):
        """The drawing of a row without what is in its fields."""
        like, slots = copy(row), []
        like.form, like.original = self.form, Marked()
        return self.drawn(like, NUMBER, slots=slots).split(MARK), slots

    def drawn(self, row, number, **values):
        return draw(
            self.context, "row", row, inline=self.inline, number=number, **values
        )

    def in_slot(self, slot, thing, row):
        found = self.look(thing.field) if isinstance(thing, AdminField) else None
        if found is None:
            return slot.draw(self.context, thing)
        value, texts = found
        key = (slot.template, thing.field.name, value)
        if key not in self.stencils:
            marked = slot.draw(self.context, self.marked(thing, value))
            self.stencils[key] = marked.split(MARK)
        return self.put(self.stencils[key], row, texts)

    def put(self, pieces, row, texts):
        """The pieces with the number of the row in them, and the texts between."""
        own = [each.replace(self.form.prefix, row.form.prefix) for each in pieces]
        return "".join(
            part for pair in zip(own, [*texts, ""], strict=True) for part in pair
        )

    def look(self, bound):
        if bound.field.show_hidden_initial:
            return None  # its value stands there twice
        if attrs(bound.field) != attrs(self.form.fields[bound.name]):
            return None
        return look(inside(bound.field.widget), bound.value())

    def marked(self, field, value):
        """The same field of the row that stands for all, with this value."""
        name = field.field.name
        self.form.initial[name] = value
        self.form._bound_fields_cache.pop(name, None)
        inside(self.form.fields[name].widget).chosen = Marked()
        return AdminField(self.form, name, field.is_first)


def is_like_others(row):
    return row.original and not row.show_url and not row.form.errors


def attrs(field):
    """What a widget says beside its value; of the wrapper too, where it has one."""
    return field.widget.attrs, inside(field.widget).attrs


def look(widget, value):
    """With which value, or a mark for it, a drawing that looks like this one is made,
    and the texts in place of the marks; None where each may look another way."""
    if isinstance(widget, ChosenSelect):
        return chosen(widget, value)
    if widget.template_name == CHECKBOX:
        return bool(value), ()
    if widget.template_name == "django/forms/widgets/select.html":
        return "" if value is None else str(value), ()
    if widget.template_name in PLAIN:
        text = widget.format_value(value)
        return (MARK, [conditional_escape(text)]) if text else ("", ())
    return None


def chosen(widget, value):
    if value in (None, ""):
        return "", ()
    if widget.chosen is None or str(widget.chosen.pk) != str(value):
        return None
    return MARK, [conditional_escape(value), conditional_escape(str(widget.chosen))]
