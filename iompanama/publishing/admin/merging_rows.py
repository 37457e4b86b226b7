"""Rows that two people added, changed or took out, in one form again."""

from functools import partial

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .merging import Difference, merge, put
from .sheets import marks, shown


def merge_all(data, opened, now, typed):
    merged = merge(data, opened, now, typed)
    for formset in now.formsets:
        if f"{formset.prefix}-TOTAL_FORMS" in data:
            Rows(merged, data, opened.get(formset.prefix, {}), formset).merge(
                now.rows[formset.prefix], typed.rows[formset.prefix]
            )
    return merged


class Rows:
    """The rows of one inline, written anew: those that exist now, then the added."""

    def __init__(self, merged, data, opened, formset):
        self.merged, self.data, self.opened = merged, data, opened
        self.formset, self.prefix = formset, formset.prefix
        self.key_name = formset.model._meta.pk.name

    def merge(self, there, typed):
        self.clear()
        mine = {row.key: row for row in typed if row.key}
        for place, row in enumerate(there):
            self.write(place, row.values, row.key)
            if row.key in mine:
                self.lay_over(place, row, mine[row.key])
            elif row.key not in self.opened:
                self.tell(self.merged.theirs, place, row, theirs=_("added"))
        place = len(there)
        for row in self.not_there(there, typed):
            place += self.add(place, row)
        self.count(len(there), place)

    def not_there(self, there, typed):
        """My rows without those that exist, and those the other added as well."""
        keys = {row.key for row in there}
        new = [row.values for row in there if row.key not in self.opened]
        return [
            row
            for row in typed
            if (row.key not in keys if row.key else row.values not in new)
        ]

    def add(self, place, row):
        """A row of mine behind the others; how many places it took."""
        if row.is_removed:
            return 0
        if row.key and self.is_untouched(row):
            self.tell(self.merged.theirs, None, row, theirs=_("taken out"))
            return 0
        self.write(place, row.values)
        if row.key:
            self.ask_removal(place, row, _("taken out"), _("changed"))
        else:
            self.tell(self.merged.mine, place, row, mine=_("added"))
        return 1

    def lay_over(self, place, theirs, mine):
        """What I did to a row that is still there."""
        if mine.is_removed:
            self.merged.data[self.name(place, "DELETE")] = "on"
            if self.is_untouched(theirs):
                self.tell(self.merged.mine, place, theirs, mine=_("taken out"))
            else:
                self.ask_removal(place, theirs, _("changed"), _("taken out"))
            return
        known = self.opened.get(theirs.key, {})
        for name, texts in theirs.values.items():
            bound, html_name = theirs.form[name], self.name(place, name)
            put(self.merged.data, bound.field, html_name, mine.values[name])
            self.merged.settle(
                bound,
                html_name,
                known.get(name),
                texts,
                mine.values[name],
                partial(self.words, theirs),
            )

    def is_untouched(self, row):
        return marks(row.form, row.values) == self.opened.get(row.key)

    def tell(self, bucket, place, row, theirs="", mine=""):
        """A whole row came or went."""
        name = self.name(place, "") if place is not None else ""
        bucket.append(Difference(name, self.words(row), theirs, mine))

    def ask_removal(self, place, row, theirs, mine):
        name = self.name(place, "DELETE")
        self.merged.asked.append(Difference(name, self.words(row), theirs, mine))

    def words(self, row):
        """“Person mentioned: Marta Soto”, in the words that the row itself has."""
        kind = capfirst(self.formset.model._meta.verbose_name)
        texts = (shown(row.form[name], values) for name, values in row.values.items())
        return f"{kind} “{next(filter(None, texts), '…')}”"

    # Data of the form.

    def name(self, place, name):
        return f"{self.prefix}-{place}-{name}"

    def clear(self):
        for name in list(self.merged.data):
            if name.startswith(f"{self.prefix}-"):
                del self.merged.data[name]

    def write(self, place, values, key=""):
        for name, texts in values.items():
            put(
                self.merged.data,
                self.formset.form.base_fields[name],
                self.name(place, name),
                texts,
            )
        self.merged.data[self.name(place, self.key_name)] = key
        self.merged.data[self.name(place, self.formset.fk.name)] = (
            str(self.formset.instance.pk) if self.formset.instance else ""
        )

    def count(self, opened, total):
        limits = {
            name: self.data[f"{self.prefix}-{name}"]
            for name in ("MIN_NUM_FORMS", "MAX_NUM_FORMS")
            if f"{self.prefix}-{name}" in self.data
        }
        counts = {"INITIAL_FORMS": str(opened), "TOTAL_FORMS": str(total), **limits}
        for name, value in counts.items():
            self.merged.data[f"{self.prefix}-{name}"] = value
