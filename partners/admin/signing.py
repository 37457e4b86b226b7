"""For whom somebody signs: a party on record, or one that is entered in the same form.

The latter is chosen by the number at the head of its row, so that an agreement is
entered in one sitting, with a script or without one.
"""

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from iompanama.publishing.admin import RecordForm
from iompanama.publishing.admin.forms import RowFormSet

# Rows of parties that can be chosen: of a new agreement, and besides those on record.
MOST_NEW, MOST_BESIDE = 8, 2
ROW = re.compile(r"row-(\d{1,3})")


@dataclass(frozen=True)
class Row:
    """A party not on record yet, by the number at its head."""

    number: int

    def __str__(self):
        return _("Party #%(number)s of this form") % {"number": self.number}


def rows_beside(parties):
    """Pairs for a choice: the rows in which parties can be entered."""
    first = len(parties) + 1
    most = MOST_BESIDE if parties else MOST_NEW
    return [(f"row-{n}", str(Row(n))) for n in range(first, first + most)]


class PartyField(forms.ModelChoiceField):
    def to_python(self, value):
        found = ROW.fullmatch(str(value or ""))
        return Row(int(found[1])) if found else super().to_python(value)


class SignatureForm(RecordForm):
    """A row of signatures; ``parties`` is the form set of the parties beside it."""

    parties = None

    def clean_party(self):
        party = self.cleaned_data["party"]
        return self.entered(party) if isinstance(party, Row) else party

    def entered(self, row):
        """The party of the row, saved before this signature is."""
        rows = self.parties.forms if self.parties else []
        for form in rows[row.number - 1 : row.number]:
            if form.has_changed() and form not in self.parties.deleted_forms:
                return form.instance
        words = _("No party is entered in row #%(number)s of this form.")
        raise ValidationError(words, params={"number": row.number})


class SignatureFormSet(RowFormSet):
    parties = None

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.parties = self.parties
