"""The columns of a sheet to import: how each is headed and what stands in it."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from iompanama.publishing.languages import codes
from iompanama.publishing.marking import folded

from ..models import Agreement


@dataclass(frozen=True)
class Column:
    """``kind`` says how a cell is read, ``label`` heads what is no field."""

    name: str
    kind: str = "text"
    help: str = ""
    label: str = ""

    @property
    def choices(self):
        if self.kind != "choice":
            return ()
        return tuple(Agreement._meta.get_field(self.name).choices)

    def heading(self, code):
        with override(code):
            label = self.label or Agreement._meta.get_field(self.name).verbose_name
            return capfirst(str(label))

    @property
    def headings(self):
        """In all languages, as the template prints it."""
        return " / ".join(dict.fromkeys(self.heading(code) for code in codes()))

    def answers_to(self, text):
        names = [self.name, self.headings, *(self.heading(code) for code in codes())]
        return folded(text) in map(folded, names)


DAY = _("A day (5/10/2024), a month (10/2024) or a year (2024).")
LINES = _("Several: one per line of the cell, or with “;” between them.")
COLUMNS = (
    Column("title_es", help=_("At least one of both titles.")),
    Column("title_en", help=_("At least one of both titles.")),
    Column("kind", "choice"),
    Column("reference", help=_("Each reference stands for one agreement.")),
    Column("older_references", "lines", LINES),
    Column("short_names", "lines", LINES),
    Column("summary_es"),
    Column("summary_en"),
    Column(
        "parties",
        "parties",
        _(
            "Names or acronyms of institutions, as the register has them: one per "
            "line, or with “;” between them. A name it does not have is entered as it "
            "stands."
        ),
        _("parties"),
    ),
    Column(
        "signatures",
        "signatures",
        _("One per line: name | capacity in Spanish | capacity in English | party."),
        _("signatures"),
    ),
    Column("signed_on", "day", DAY),
    Column("signed_at", "place", _("A place of the vocabulary.")),
    Column("entry", "choice"),
    Column("in_force_on", "day", DAY),
    Column("ends_on", "day", DAY),
    Column("is_open_ended", "yes", _("Yes or no.")),
    Column("renewal", "choice"),
    Column("renewal_months", "number"),
    Column("notice_days", "number"),
    Column("areas_es", "lines", LINES),
    Column("areas_en", "lines", LINES),
    Column("topics", "topics", LINES),
    Column("authentic_languages", "lines", _("Codes, one per line: es, en, fr.")),
    Column("custody_es"),
    Column("custody_en"),
    Column("iom_is_party", "yes", _("Yes or no; empty is yes.")),
    Column("access", "choice", _("Empty is internal.")),
    Column("confidence", "choice", _("Empty is confirmed.")),
    Column("sources"),
    Column("notes"),
)
