"""Agreements with their parties, signatures, papers and relations."""

import datetime as dt
from decimal import Decimal

from iompanama.publishing.dates import add_months, parse
from partners.models import Agreement, Relation

from .blocks import BODY, html
from .checks import (
    CONFIDENCE,
    GOALS,
    LINES,
    PLACES,
    PRECISION,
    SLUGS,
    TEXTS,
    TOPICS,
    Problem,
    Refused,
    Shape,
    day,
    each,
    fitting,
    flag,
    maybe,
    one_of,
    partial_day,
    real,
    reference,
    slug,
    text,
    whole,
)
from .keeping import lines, texts
from .officials import confidence
from .papers import (
    DOCUMENT,
    FOCAL_POINT,
    PARTY,
    SIGNATURE,
    documents,
    focal_points,
    party_rows,
    signatures,
)

INVERSE = {
    "amends": "amended_by",
    "replaces": "replaced_by",
    "implements": "implemented_by",
    "related": "related",
}
PASSIVE = {passive: active for active, passive in INVERSE.items()}

RENEWAL = Shape(
    {"type": one_of(*Agreement.Renewal.values), "period_months": maybe(whole)}
)
CHANGES = Shape(
    {},
    {
        "words": TEXTS,
        "adds": LINES,
        "removes": LINES,
        "notice_days": whole,
        "renewal": RENEWAL,
    },
)
AGREEMENT = Shape(
    {
        "id": slug,
        "slug": SLUGS,
        "reference": maybe(text),
        "kind": one_of(*Agreement.Kind.values),
        "title": TEXTS,
        "status": one_of(
            "negotiation", "in_force", "expired", "terminated", "superseded", "unknown"
        ),
        "fictional": flag,
        "confidence": CONFIDENCE,
        "iom_is_party": flag,
        "parties": each(PARTY),
        "signatories": each(SIGNATURE),
        "signed_on": maybe(partial_day),
        "signed_on_precision": PRECISION,
        "place_of_signature": maybe(reference("places")),
        "entry_into_force": Shape(
            {
                "date": maybe(partial_day),
                "precision": PRECISION,
                "method": maybe(one_of(*Agreement.Entry.values)),
            },
            rules=[fitting("date", "precision")],
        ),
        "duration_months": maybe(whole),
        "end_date": maybe(partial_day),
        "renewal": RENEWAL,
        "termination": Shape(
            {
                "notice_days": maybe(whole),
                "terminated_on": maybe(day),
                "reason": maybe(TEXTS),
            }
        ),
        "topics": TOPICS,
        "sdgs": GOALS,
        "areas": LINES,
        "places": PLACES,
        "authentic_languages": each(text),
        "confidentiality": one_of(*Agreement.Access.values),
        "custody": maybe(TEXTS),
        "focal_points": each(FOCAL_POINT),
        "financial": maybe(Shape({"amount": real, "currency": text})),
        "documents": each(DOCUMENT),
        "relations": each(
            Shape(
                {
                    "type": one_of(*Relation.Kind.values, *PASSIVE),
                    "agreement": reference("agreements"),
                },
                {"changes": CHANGES},
            )
        ),
        "summary": TEXTS,
        "body": BODY,
        "field_notes": maybe(TEXTS),
        "sources": each(text),
    },
    {"data": TEXTS},
    rules=[fitting("signed_on", "signed_on_precision")],
)


def load_agreements(records, keep):
    by_id = {record["id"]: record for record in records}
    refuse_one_sided_relations(by_id)
    for record in records:
        agreement = keep(
            "agreements",
            record["id"],
            Agreement,
            {**facts(record, keep), **time(record, by_id), **words(record)},
        )
        keep.links(
            agreement,
            topics=keep.all("topics", record["topics"]),
            goals=keep.all("sdgs", record["sdgs"]),
            places=keep.all("places", record["places"]),
        )
        parties = keep.rows(agreement, "parties", list(party_rows(record, keep)))
        keep.rows(agreement, "signatures", list(signatures(record, parties, keep)))
        keep.rows(agreement, "focal_points", list(focal_points(record, keep)))
        keep.rows(agreement, "documents", list(documents(record)))
    for record in records:
        agreement = keep.get("agreements", record["id"])
        keep.rows(agreement, "relations_out", list(relations(record, by_id, keep)))


def facts(record, keep):
    financial = record["financial"] or {"amount": None, "currency": ""}
    amount = financial["amount"]
    return {
        "kind": record["kind"],
        "reference": record["reference"],
        "iom_is_party": record["iom_is_party"],
        "access": record["confidentiality"],
        "confidence": confidence(record["confidence"]),
        "signed_at": keep.get("places", record["place_of_signature"]),
        "authentic_languages": record["authentic_languages"],
        "amount": None if amount is None else Decimal(str(amount)),
        "currency": financial["currency"],
        "sources": "\n".join(record["sources"]),
        "is_sample": record["fictional"],
    }


def words(record):
    return {
        **texts("title", record["title"]),
        **texts("slug", record["slug"]),
        **texts("summary", record["summary"]),
        **texts("body", html(record["body"])),
        **lines("areas", record["areas"]),
        **texts("termination_reason", record["termination"]["reason"]),
        **texts("on_data", record.get("data")),
        **texts("custody", record["custody"]),
        **texts("remark", record["field_notes"]),
    }


def time(record, by_id):
    """When it was signed, begins and ends; the state follows from these alone."""
    signed_on, signed_on_precision = parse(record["signed_on"])
    entry, renewal = record["entry_into_force"], record["renewal"]
    in_force_on, in_force_on_precision = parse(entry["date"])
    ends_on, ends_on_precision = first_end(record, by_id)
    return {
        "is_signed": record["status"] != "negotiation",
        "signed_on": signed_on,
        "signed_on_precision": signed_on_precision,
        "entry": entry["method"] or Agreement.Entry.UNKNOWN,
        "in_force_on": in_force_on,
        "in_force_on_precision": in_force_on_precision,
        "duration_months": record["duration_months"],
        "ends_on": ends_on,
        "ends_on_precision": ends_on_precision,
        "is_open_ended": ends_on is None
        and renewal["type"] == "none"
        and record["status"] == "in_force",
        "renewal": renewal["type"],
        "renewal_months": renewal["period_months"],
        "notice_days": record["termination"]["notice_days"],
        "terminated_on": record["termination"]["terminated_on"],
    }


def first_end(record, by_id):
    """The last day as the text itself had it, before an addendum moved it."""
    if any(moves_end(record, addendum) for addendum in amended_by(record, by_id)):
        return end_by_duration(record), "day"
    return parse(record["end_date"], last=True)


def amended_by(record, by_id):
    return [
        by_id[relation["agreement"]]
        for relation in record["relations"]
        if relation["type"] == "amended_by"
    ]


def moves_end(record, addendum):
    """Does the record end when its addendum says, and not when its own months do?"""
    own = end_by_duration(record)
    return (
        own is not None
        and addendum["end_date"] == record["end_date"] != own.isoformat()
    )


def end_by_duration(record):
    entry, months = record["entry_into_force"], record["duration_months"]
    if not months or entry["precision"] != "day":
        return None
    return add_months(parse(entry["date"])[0], months) - dt.timedelta(days=1)


def refuse_one_sided_relations(by_id):
    """The file tells a relation from both ends; one end alone is a mistake."""
    problems = [
        Problem(
            (f"agreements “{record['id']}”", "relations", relation["type"]),
            f"“{relation['agreement']}” does not say “{back}” in its turn",
        )
        for record in by_id.values()
        for relation in record["relations"]
        if (back := {**INVERSE, **PASSIVE}[relation["type"]])
        not in [
            other["type"]
            for other in by_id[relation["agreement"]]["relations"]
            if other["agreement"] == record["id"]
        ]
    ]
    if problems:
        raise Refused(problems)


def relations(record, by_id, keep):
    """From the acting side; what are merely related, from the one that stands first."""
    order = list(by_id)
    for relation in record["relations"]:
        kind, target = relation["type"], by_id[relation["agreement"]]
        stands_first = order.index(record["id"]) < order.index(target["id"])
        if kind in PASSIVE and not (kind == "related" and stands_first):
            continue
        amends = kind == Relation.Kind.AMENDS
        moves = amends and moves_end(target, record)
        new_end, precision = parse(target["end_date"] if moves else None, last=True)
        yield {
            "kind": kind,
            "target": keep.get("agreements", target["id"]),
            "new_ends_on": new_end,
            "new_ends_on_precision": precision,
            **changed(relation.get("changes", {})),
        }


def changed(changes):
    """What an amendment changes besides the end."""
    renewal = changes.get("renewal", {"type": "", "period_months": None})
    return {
        "new_renewal": renewal["type"],
        "new_renewal_months": renewal["period_months"],
        "new_notice_days": changes.get("notice_days"),
        **lines("areas_added", changes.get("adds", {})),
        **lines("areas_removed", changes.get("removes", {})),
        **texts("changes", changes.get("words")),
    }
