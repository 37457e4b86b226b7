"""The columns of the register: what each is called, says and is sorted by.

A table on a page and a file for a spreadsheet have the same ones.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, IntegerField, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.dates import Precision
from iompanama.publishing.languages import current, localized, other_than
from iompanama.publishing.search import fold

from .lifecycle import State
from .models import Agreement
from .phrases import language_name
from .status import is_told


@dataclass(frozen=True)
class Column:
    """``cell(agreement, terms)`` says a text, or a day with its precision; ``order()``
    is what rows are sorted by, none where they are not."""

    name: str
    label: str
    cell: Callable
    order: Callable | None = None
    # Said of every record a reader sees, of one that does not open too; or of every
    # one that opens, on a day before its signature too.
    is_for_all: bool = False
    is_always: bool = False

    def of(self, agreement, terms, day):
        told = self.is_always or is_told(agreement, day)
        shown = self.is_for_all or (agreement.is_open and told)
        return self.cell(agreement, terms) if shown else ""


def _by_label(name, choices):
    """In the order of what the values are called in the reader's language."""
    ranked = sorted(choices, key=lambda choice: str(choice[1]).casefold())
    words = Value([value for value, _label in ranked], ArrayField(TextField()))
    return Func(
        words,
        Cast(name, TextField()),
        function="array_position",
        output_field=IntegerField(),
    )


def _first(name):
    """The first of several values, in the reader's language (``Traits``)."""
    return lambda: F(f"traits__{localized(f'first_{name}', current())}")


def _areas(agreement):
    named = (
        getattr(agreement, localized("areas_then", code))
        for code in (current(), *other_than(current()))
    )
    return "; ".join(next(filter(None, named), []))


def _languages(agreement):
    codes = dict.fromkeys(paper.language for paper in agreement.documents_here)
    return "; ".join(map(language_name, codes))


def _joined(rows):
    return "; ".join(map(str, rows))


ALL = (
    Column(
        "title",
        _("Title"),
        lambda a, terms: a.title,
        lambda: fold(F(localized("title", current()))),
        is_for_all=True,
    ),
    Column(
        "access",
        _("Access"),
        lambda a, terms: a.get_access_display(),
        lambda: _by_label("access", Agreement.Access.choices),
        is_for_all=True,
    ),
    Column(
        "reference",
        _("Reference"),
        lambda a, terms: a.reference or "",
        lambda: F("reference"),
    ),
    Column(
        "kind",
        _("Kind"),
        lambda a, terms: a.get_kind_display(),
        lambda: _by_label("kind", Agreement.Kind.choices),
        is_always=True,
    ),
    Column(
        "parties",
        _("Parties"),
        lambda a, terms: _joined(a.parties_here),
        _first("party"),
    ),
    Column(
        "state",
        _("State"),
        lambda a, terms: a.state_label,
        lambda: _by_label("state", State.choices),
        is_always=True,
    ),
    Column(
        "signed",
        _("Signed on"),
        lambda a, terms: (a.signed_on, a.signed_on_precision),
        lambda: F("signed_on"),
    ),
    Column(
        "in_force",
        _("In force from"),
        lambda a, terms: (a.in_force_on, a.in_force_on_precision),
        lambda: F("in_force_on"),
    ),
    Column(
        "ends",
        _("Present term ends on"),
        lambda a, terms: (terms.ends_on, terms.ends_on_precision),
        lambda: F("term_ends_on"),
    ),
    Column(
        "notice",
        _("Notice by"),
        lambda a, terms: (terms.notice_by, Precision.DAY),
        lambda: F("notice_by"),
    ),
    Column(
        "renewal",
        _("Renewal"),
        lambda a, terms: Agreement.Renewal(terms.renewal).label,
        lambda: _by_label("renewal", Agreement.Renewal.choices),
    ),
    Column("areas", _("Areas"), lambda a, terms: _areas(a)),
    Column(
        "topics",
        _("Topics"),
        lambda a, terms: _joined(a.topics_here),
        _first("topic"),
    ),
    Column(
        "signatories",
        _("Signed by"),
        lambda a, terms: _joined(a.signatures_here),
        lambda: F("traits__first_signatory"),
    ),
    Column(
        "languages",
        _("Languages of the papers"),
        lambda a, terms: _languages(a),
        lambda: F("traits__first_language"),
    ),
    Column(
        "scan",
        _("Scan"),
        lambda a, terms: say("Yes") if a.files_here else say("No"),
    ),
    Column(
        "changed",
        _("Last changed"),
        lambda a, terms: (a.changed_at.date(), Precision.DAY),
        lambda: F("changed_at"),
    ),
)
BY_NAME = {column.name: column for column in ALL}
# Of a table; of a file; and what nobody can do without.
USUAL = ("title", "parties", "state", "signed", "ends", "notice")
IN_A_FILE = tuple(column.name for column in ALL[: list(BY_NAME).index("areas") + 1])
ALWAYS = "title"


def named(names, usual=USUAL):
    """The columns of these names, in their own order, the title in any case."""
    chosen = [name for name in BY_NAME if name in names]
    if not chosen:
        return usual
    return tuple(chosen if ALWAYS in chosen else [ALWAYS, *chosen])
