"""Making agreements of rows, by the rules of the form and of the database."""

from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from iompanama.publishing.acting import acting
from iompanama.publishing.admin import RecordForm
from iompanama.publishing.admin.fields import dress, special
from iompanama.publishing.admin.refusals import sentence
from iompanama.publishing.languages import codes, current, localized

from ..models import Agreement, Party, Signature
from .cells import Vocabulary, folded, named, sent, several
from .columns import COLUMNS
from .reading import rows_of

IMPORTED = gettext_noop("Imported from a spreadsheet.")
OWN = {"parties", "signatures"}
ADDRESSES = [localized("slug", code) for code in codes()]
# What an empty cell means, where the form would have something chosen.
EMPTY = {"iom_is_party": "x", "access": "internal", "confidence": "confirmed"}
EMPTY |= {"entry": "unknown", "renewal": "unknown"}


def form_field(db_field, **kwargs):
    if own := special(db_field):
        return own
    made = db_field.formfield(**kwargs)
    if made is not None:
        dress(made, db_field)
    return made


RowForm = forms.modelform_factory(
    Agreement,
    form=RecordForm,
    fields=[*(each.name for each in COLUMNS if each.name not in OWN), *ADDRESSES]
    + ["is_signed"],
    formfield_callback=form_field,
)


@dataclass
class Row:
    """What became of one row: the record it makes, or every reason why it does not."""

    number: int
    title: str
    agreement: Agreement | None = None
    refused: list = field(default_factory=list)
    noticed: list = field(default_factory=list)


class TakenBack(Exception):
    """Ends the transaction of a trial."""


def try_out(data, user):
    """What would become of each row; nothing of it stays. Raises ValidationError."""
    made = []
    try:
        with acting(user, IMPORTED):
            made = _make(rows_of(data), user)
            raise TakenBack
    except TakenBack:
        return made


def bring_in(data, user):
    """Make all of the rows, or none where one is refused; answers as ``try_out``."""
    made = []
    try:
        with acting(user, IMPORTED):
            made = _make(rows_of(data), user)
            if any(row.refused for row in made):
                raise TakenBack
    except TakenBack:
        pass
    return made


def _make(rows, user):
    vocabulary = Vocabulary()
    return [_row(number, cells, vocabulary, user) for number, cells in rows]


def _row(number, cells, vocabulary, user):
    titles = [cells.get(localized("title", code), "") for code in codes()]
    row = Row(number, next(filter(None, titles), ""))
    try:
        with transaction.atomic():
            _fill(row, cells, vocabulary, user)
            if row.refused:
                raise TakenBack
    except TakenBack:
        pass
    except IntegrityError as error:
        row.refused.append(sentence(error))
    return row


def _fill(row, cells, vocabulary, user):
    data = dict(_sent(row, cells, vocabulary))
    form = RowForm(data)
    if not form.is_valid():
        for name, messages in form.errors.items():
            if name in data or name not in cells:  # else it was said already
                row.refused += _said(_label(form, name), messages)
        return
    _notice_doubles(row, form.cleaned_data, user)
    row.agreement = form.save()
    if not row.agreement.opens_to(user):
        row.agreement.readers.add(user)
    parties = _parties(row, cells.get("parties", ""), vocabulary)
    _signatures(row, cells.get("signatures", ""), parties)


def _sent(row, cells, vocabulary):
    """The row as a browser would send the form."""
    for column in COLUMNS:
        if column.name in OWN:
            continue
        text = cells.get(column.name, "") or EMPTY.get(column.name, "")
        try:
            yield column.name, sent(column, text, vocabulary)
        except ValidationError as error:
            row.refused += _said(column.heading(current()), error.messages)
    if cells.get("signed_on") or cells.get("in_force_on"):
        yield "is_signed", "on"


def _said(label, messages):
    return [f"{label}: {message}" if label else str(message) for message in messages]


def _label(form, name):
    return "" if name == "__all__" else str(form.fields[name].label)


def _notice_doubles(row, cleaned, user):
    """A record of the same title that the person may see, made before or in this sheet.

    To be looked at and no reason to refuse: two agreements may be called the same.
    """
    for code in codes():
        name = localized("title", code)
        if not (title := cleaned.get(name)):
            continue
        same = Agreement.objects.visible_to(user).filter(**{f"{name}__iexact": title})
        if other := same.first():
            row.noticed.append(_("On record already: “%(title)s”.") % {"title": other})
            return


def _parties(row, text, vocabulary):
    """The parties by the name that stands in the cell."""
    found = {}
    for position, name in enumerate(several(text)):
        party = Party(agreement=row.agreement, position=position)
        if folded(name) in vocabulary.institutions:
            if not _tried(row, party, "institution", name, vocabulary):
                continue
        else:
            setattr(party, localized("name", current()), name)
            row.noticed.append(
                _("“%(name)s” is not in the register: entered by its name.")
                % {"name": name}
            )
        if _kept(row, _("party"), party):
            found[folded(name)] = party
    return found


def _tried(row, party, name, text, vocabulary):
    try:
        setattr(party, name, named(vocabulary.institutions, text))
    except ValidationError as error:
        row.refused += _said(capfirst(_("party")), error.messages)
        return False
    return True


def _signatures(row, text, parties):
    for position, line in enumerate(filter(None, text.splitlines())):
        name, es, en, of, *more = [*map(str.strip, line.split("|")), "", "", ""]
        if any(more) or not name:
            row.refused += _said(
                capfirst(_("signature")),
                [_("Write: name | capacity in Spanish | capacity in English | party.")],
            )
            continue
        if of and folded(of) not in parties:
            row.refused += _said(
                capfirst(_("signature")),
                [_("“%(name)s” is not among the parties of the row.") % {"name": of}],
            )
            continue
        signature = Signature(
            agreement=row.agreement,
            name_as_signed=name,
            capacity_es=es,
            capacity_en=en,
            party=parties.get(folded(of)),
            position=position,
        )
        _kept(row, capfirst(_("signature")), signature)


def _kept(row, label, record):
    try:
        record.full_clean()
    except ValidationError as error:
        row.refused += _said(capfirst(label), error.messages)
        return False
    record.save()
    return True
