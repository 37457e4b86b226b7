"""What stands in a cell, as the form of an agreement would be sent it."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from iompanama.publishing.languages import codes
from iompanama.publishing.marking import folded
from iompanama.vocabulary.models import Place, Topic

from ..models import Institution

YES, NO = {"si", "yes", "x", "1", "true", "verdadero"}, {"no", "0", "false", "falso"}


class Vocabulary:
    """Names that cells may hold, asked for once for a whole sheet."""

    def __init__(self):
        self.topics = _by_name(Topic.objects.all(), "name", "slug")
        self.places = _by_name(Place.objects.all(), "name")
        self.institutions = _by_name(
            Institution.objects.in_use().without_vectors(), "name", "acronym", "aliases"
        )


def _by_name(rows, *names):
    """Records by each of their names, folded; None where two have the same one."""
    found = {}
    for row in rows:
        texts = {row.key}
        for name in names:
            for code in codes():
                value = getattr(row, f"{name}_{code}", None) or ()
                texts |= {value} if isinstance(value, str) else set(value)
        for text in {folded(each) for each in texts if each}:
            found[text] = None if found.get(text, row) != row else row
    return found


def several(text):
    return [each.strip() for each in re.split(r"[\n;]", text) if each.strip()]


def named(names, text):
    """The one record of the name. Raises ValidationError where it is none, or two."""
    record = names.get(folded(text), names)
    if record is names:
        raise ValidationError(_("“%(name)s” is not on record.") % {"name": text})
    if record is None:
        raise ValidationError(
            _("“%(name)s” is the name of two records.") % {"name": text}
        )
    return record


def sent(column, text, vocabulary):
    """The value a browser would send for the field. Raises ValidationError."""
    return READ[column.kind](column, text, vocabulary)


def _text(column, text, vocabulary):
    return text


def _lines(column, text, vocabulary):
    return "\n".join(several(text))


def _yes(column, text, vocabulary):
    if folded(text) in YES:
        return "on"
    if folded(text) in NO or not text:
        return ""
    raise ValidationError(_("Write yes or no."))


def _choice(column, text, vocabulary):
    for key, *labels in _choices_in_all_languages(column):
        if folded(text) in (key, *map(folded, labels)):
            return key
    if not text:
        return ""
    raise ValidationError(_("“%(text)s” is none of the choices.") % {"text": text})


def _choices_in_all_languages(column):
    for key, label in column.choices:
        said = []
        for code in codes():
            with override(code):
                said.append(str(label))
        yield key, *said


def _topics(column, text, vocabulary):
    return [named(vocabulary.topics, each).pk for each in several(text)]


def _place(column, text, vocabulary):
    return named(vocabulary.places, text).pk if text else ""


READ = {
    "text": _text,
    "number": _text,
    "day": _text,
    "lines": _lines,
    "yes": _yes,
    "choice": _choice,
    "topics": _topics,
    "place": _place,
}
