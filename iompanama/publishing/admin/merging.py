"""Two people changed one record: what each did, laid over what both had opened.

What one of them touched is taken over; what both touched is asked. Lists are merged as
sets. The result is data for the same form, with the rows that exist now first.
"""

from dataclasses import dataclass, field

from django import forms
from django.utils.functional import cached_property

from ..comparing import Piece, differences, shortened
from .fields import LineArea
from .sheets import LISTS, mark, shown

OTHER_WAY = {"same": "same", "ins": "del", "del": "ins"}


@dataclass
class Difference:
    """One input that is not the same in both texts."""

    name: str
    label: str
    theirs: str
    mine: str
    lang: str = ""
    may_hold_both: bool = False

    @cached_property
    def whole(self):
        """From theirs to mine, word by word."""
        return differences(self.theirs, self.mine)

    @cached_property
    def pieces(self):
        return shortened(self.whole)

    @cached_property
    def taken(self):
        """From mine to theirs: what they changed where I did not."""
        return [Piece(OTHER_WAY[each.kind], each.words) for each in self.pieces]

    @property
    def is_row(self):
        """A whole row, taken out by one and changed by the other."""
        return self.name.endswith("-DELETE")

    @property
    def only_marks(self):
        """The words are the same; bold, links or headings are not."""
        return all(piece.kind == "same" for piece in self.whole)


@dataclass
class Merged:
    """The data for the form, and what there is to tell about it."""

    data: object
    asked: list = field(default_factory=list)
    theirs: list = field(default_factory=list)
    mine: list = field(default_factory=list)
    by_hand: list = field(default_factory=list)

    def settle(self, bound, name, known, theirs, mine, row=None):
        """Put the texts of one input where they belong; ``bound`` is theirs."""
        if theirs == mine:
            return
        if isinstance(bound.field, LISTS):
            both = united(known, theirs, mine)
            bucket = self.mine if both == mine else self.theirs
            self.note(bucket, bound, name, theirs if both == mine else both, mine, row)
            put(self.data, bound.field, name, both)
        elif known is not None and mark(mine) == known:
            put(self.data, bound.field, name, theirs)
            self.note(self.theirs, bound, name, theirs, mine, row)
        elif known is not None and mark(theirs) == known:
            self.note(self.mine, bound, name, theirs, mine, row)
        else:
            self.note(self.asked, bound, name, theirs, mine, row)

    def note(self, bucket, bound, name, theirs, mine, row):
        bucket.append(difference(bound, name, theirs, mine, row))


def difference(bound, name, theirs, mine, row=None):
    """``row`` says in words which row the input belongs to."""
    return Difference(
        name,
        f"{row()}: {bound.label}" if row else str(bound.label),
        shown(bound, theirs),
        shown(bound, mine),
        bound.field.widget.attrs.get("lang", ""),
        isinstance(bound.field.widget, forms.Textarea),
    )


def united(known, theirs, mine):
    """A list with what either added and without what either took out."""
    known = set(known) if known is not None else set()
    return sorted(set(theirs) - (known - set(mine)) | (set(mine) - known))


def put(data, form_field, name, texts):
    """Write an input as a browser would send it."""
    if texts or isinstance(form_field, LISTS):
        data.setlist(name, texts)
    elif isinstance(form_field.widget, forms.CheckboxInput):
        data.pop(name, None)
    else:
        data[name] = ""


def joined(form_field, theirs, mine):
    """Both texts in one input, to be edited by hand."""
    if isinstance(form_field.widget, LineArea):
        return " / ".join([*theirs, *mine])
    return "\n".join([*theirs, *mine])


def merge(data, opened, now, typed):
    """Everything of the form's own, then the rows of its inlines."""
    merged = Merged(data.copy())
    known = opened.get("", {})
    for name, theirs in now.values.items():
        bound = now.form[name]
        merged.settle(
            bound, bound.html_name, known.get(name), theirs, typed.values[name]
        )
    return merged
