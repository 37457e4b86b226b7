"""Fields for texts: typeset and cleaned on every save, so that pages print columns.

Work is done in ``pre_save`` and not in forms alone, because imports and commands
save too. Migrations see plain Django fields: any of these can be replaced.
"""

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from .typography import NO_BREAK_SPACE, typeset

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Link": {"protocols": ["http", "https", "mailto"]},
}


class Typeset:
    """Writes the value as its language is written, when it is saved."""

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        settled = self.settled(value)
        if settled != value:
            setattr(model_instance, self.attname, settled)
        return settled

    def settled(self, value):
        return typeset(value, getattr(self, "language", None))


class LineField(Typeset, models.CharField):
    """One line a visitor reads."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class TextField(Typeset, models.TextField):
    """A few sentences a visitor reads, without marks."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class RichTextField(Typeset, ProseEditorField):
    """A text with headings, lists, quotations and links; anything else is taken out."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", True)
        super().__init__(*args, **kwargs)

    def settled(self, value):
        """The sanitizer writes ``&nbsp;`` where we write the character: one way only,
        or a text would differ from itself after a second save."""
        if not value:
            return value
        clean = self.sanitize(value).replace("&nbsp;", NO_BREAK_SPACE)
        return super().settled(clean)


class LinesField(ArrayField):
    """Several short texts, typed one per line: aliases, synonyms, areas."""

    def __init__(self, verbose_name=None, **kwargs):
        kwargs.setdefault("base_field", models.CharField(max_length=300))
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("help_text", _("One per line."))
        super().__init__(verbose_name=verbose_name, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        kwargs["base_field"] = models.CharField(max_length=300)
        return name, "django.contrib.postgres.fields.ArrayField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(
            **{"form_class": LinesFormField, "widget": forms.Textarea, **kwargs}
        )


class LinesFormField(SimpleArrayField):
    def __init__(self, base_field, *, delimiter="\n", **kwargs):
        super().__init__(base_field, delimiter=delimiter, **kwargs)

    def to_python(self, value):
        if isinstance(value, str):
            lines = (line.strip() for line in value.splitlines())
            value = "\n".join(line for line in lines if line)
        return super().to_python(value)
