"""The fields of the open data: one table makes the files and their description."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.dates import Precision
from iompanama.publishing.languages import codes, localized

ISO = {Precision.DAY: "%Y-%m-%d", Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y"}


@dataclass(frozen=True)
class Field:
    """``of`` answers a text, a flag, a list or a dictionary by language, or None."""

    name: str
    meaning: str
    of: Callable
    standard: str = ""


def iso(day, precision=Precision.DAY):
    return day.strftime(ISO[precision]) if day else None


def by_language(record, name):
    found = {code: getattr(record, localized(name, code)) or None for code in codes()}
    return {code: text for code, text in found.items() if text} or None


def named(record):
    return by_language(record, "name")


def address(record):
    code = record.languages()[0]
    return settings.SITE_URL + record.url_in(code)


def party(row):
    found = {"name": named(row.called), "roles": [row.role]}
    if row.institution:
        found = {"id": row.institution.slug, **found}
    return found


def signature(row):
    return {
        "name": row.name_as_signed,
        "capacity": by_language(row, "capacity"),
        "dateSigned": iso(row.signed_on, row.signed_on_precision),
    }


def document(row):
    return {
        "documentType": row.kind,
        "title": by_language(row, "title"),
        "language": row.language,
        "authentic": row.is_authentic,
    }


def relation(row):
    return {"relationship": row.kind, "identifier": row.target.key}


FIELDS = (
    Field(
        "id",
        _("What the record is known by; it stays."),
        lambda a: a.key,
        "id",
    ),
    Field("uri", _("The page of the agreement."), address, "uri"),
    Field(
        "reference",
        _("The reference the office gave it."),
        lambda a: a.reference or None,
    ),
    Field("kind", _("What kind of instrument it is."), lambda a: a.kind),
    Field(
        "title",
        _("The title, by language."),
        lambda a: by_language(a, "title"),
        "title",
    ),
    Field(
        "description",
        _("What it is about, by language."),
        lambda a: by_language(a, "summary"),
        "description",
    ),
    Field(
        "status", _("The state on the day of the file."), lambda a: a.state, "status"
    ),
    Field(
        "dateSigned",
        _("The day of signature, as precisely as it is known."),
        lambda a: iso(a.signed_on, a.signed_on_precision),
        "contracts/dateSigned",
    ),
    Field(
        "startDate",
        _("The day it entered into force, as precisely as it is known."),
        lambda a: iso(a.in_force_on, a.in_force_on_precision),
        "contracts/period/startDate",
    ),
    Field(
        "endDate",
        _("The last day of the present term, where it has one that is known."),
        lambda a: iso(a.terms.ends_on, a.terms.ends_on_precision),
        "contracts/period/endDate",
    ),
    Field(
        "noticeDate",
        _("The last day to give notice in the present term."),
        lambda a: iso(a.notice_by),
    ),
    Field(
        "openEnded",
        _("The text itself sets no end."),
        lambda a: a.terms.is_open_ended,
    ),
    Field("renewal", _("Whether and how it renews."), lambda a: a.terms.renewal),
    Field(
        "terminationDate",
        _("The day it ended early."),
        lambda a: iso(a.terminated_on),
    ),
    Field(
        "parties",
        _("Who is bound by it, with names and roles."),
        lambda a: [party(row) for row in a.parties_here],
        "parties",
    ),
    Field(
        "signatories",
        _("Who signed it, in which capacity and when."),
        lambda a: [signature(row) for row in a.signatures_here],
    ),
    Field(
        "documents",
        _("The papers there are, public ones only."),
        lambda a: [document(row) for row in a.documents_here],
        "documents",
    ),
    Field(
        "relatedAgreements",
        _("What it amends, replaces or implements, by id."),
        lambda a: [relation(row) for row in a.relations_to_others],
        "relatedProcesses",
    ),
    Field(
        "topics",
        _("What it is about, by the key of the topic."),
        lambda a: [row.key for row in a.topics_here],
    ),
    Field(
        "certainty",
        _("Whether the facts of the record are confirmed."),
        lambda a: a.confidence,
    ),
    Field("iomIsParty", _("IOM is one of the parties."), lambda a: a.iom_is_party),
    Field(
        "sample", _("An invented record, kept to show the site."), lambda a: a.is_sample
    ),
)
