"""The form of a record: one language is enough, addresses and keys make themselves."""

import secrets

from django import forms
from django.forms.models import InlineForeignKeyField
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ..addresses import is_own, own
from ..languages import codes, localized
from . import days, relations


class RecordForm(forms.ModelForm):
    # What the database said no to, when the same form is shown again.
    refusal = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        days.fill(self)
        relations.tell_chosen(self)

    def full_clean(self):
        """A row of a form that nobody touched is as right as when it was saved: asking
        again costs some queries for each."""
        if self.is_untouched_row:
            self._errors = ErrorDict(renderer=self.renderer)
            self.cleaned_data = {
                name: getattr(self.instance, name, None)
                for name, field in self.fields.items()
                if not isinstance(field, InlineForeignKeyField)
            }
            return
        super().full_clean()

    @property
    def is_untouched_row(self):
        is_row = self._meta.model._meta.pk.name in self.fields and self.prefix
        return bool(
            self.is_bound and is_row and self.instance.pk and not self.has_changed()
        )

    def clean(self):
        super().clean()
        for address, text in self.addresses():
            if not self.is_typed(address, text):
                self.cleaned_data[address] = self.new_address(address, text)
            self.refuse_address_of_another_page(address)
        for name in self.needed_somewhere():
            columns = [localized(name, code) for code in codes()]
            if not any(self.cleaned_data.get(column) for column in columns):
                self.add_error(columns[0], _("Write it in at least one language."))
        if self.refusal:
            field = getattr(self.refusal, "field", None)
            self.add_error(field if field in self.fields else None, self.refusal)
        return self.cleaned_data

    def refuse_address_of_another_page(self, address):
        slug = self.cleaned_data[address]
        if slug and not is_own(self._meta.model, address, slug):
            self.add_error(address, _("“%s” leads to another page of the site.") % slug)

    def addresses(self):
        """The addresses in the form, each with the name of the text it is made from."""
        columns = {field.name for field in self._meta.model._meta.fields}
        text = "title" if "title" in columns else "name"
        pairs = [(localized("slug", code), localized(text, code)) for code in codes()]
        return [
            (address, source)
            for address, source in [("slug", text), *pairs]
            if address in self.fields
        ]

    def is_typed(self, name, text):
        """Not what the script of a new record writes while the text is typed."""
        address = self.cleaned_data.get(name)
        if not address or self.instance.pk:
            return bool(address)
        longest = self._meta.model._meta.get_field(name).max_length
        words = slugify(self.cleaned_data.get(text) or "")
        return address != words[:longest].rstrip("-")

    def new_address(self, name, text):
        """Made of the words of the text, with a number where they are taken."""
        words = self.address_of(name, text)
        address, number = words, 1
        while words and self.is_taken(name, address):
            number += 1
            address = f"{words}-{number}"
        return address

    def is_taken(self, name, address):
        return self.others().filter(**{name: address}).exists()

    def address_of(self, name, text):
        """As many words of the text as the address has room for."""
        words = slugify(self.cleaned_data.get(text) or "")
        longest = self._meta.model._meta.get_field(name).max_length - 4
        if len(words) > longest:
            words = words[:longest].rpartition("-")[0] or words[:longest]
        return own(self._meta.model, name, words)

    def others(self):
        """Records whose addresses this one may not have."""
        return self._meta.model._base_manager.exclude(pk=self.instance.pk)

    def needed_somewhere(self):
        """Names of texts that the record cannot do without, in the form."""
        return [
            field.name
            for field in self._meta.model._meta.fields
            if localized(field.name, codes()[0]) in self.fields
            and not field.blank
            and field.name != "slug"
            and field.get_internal_type() != "BooleanField"
        ]

    def _post_clean(self):
        days.settle(self)
        if getattr(self.instance, "key", None) == "":
            self.instance.key = self.new_key()
        super()._post_clean()

    def new_key(self):
        """Nobody reads it: an import knows the record by it again."""
        words = [value for value in self.cleaned_data.values() if value]
        first = next((word for word in words if isinstance(word, str)), "")
        return f"{slugify(first)[:40]}-{secrets.token_hex(4)}".strip("-")

    def _get_validation_exclusions(self):
        # Precisions are set by the day beside them; rules about both are asked too.
        return super()._get_validation_exclusions() - {
            days.precision_of(name) for name in days.partial_names(self)
        }


class RowFormSet(forms.BaseInlineFormSet):
    @cached_property
    def empty_form(self):
        """Made once: Django asks for it six times to draw a page, each time anew."""
        return self.another_empty_form()

    def another_empty_form(self):
        return super().empty_form


class NamedFormSet(RowFormSet):
    """Names every input of a table row: a head cell alone names nothing to a reader."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        row = _("new") if index is None else index + 1
        what = self.model._meta.verbose_name
        for field in form.fields.values():
            if field.label and not field.widget.is_hidden:
                name = f"{field.label}, {what} {row}"
                relations.inside(field.widget).attrs["aria-label"] = name
