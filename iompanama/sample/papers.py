"""Who is bound by an agreement, who signed it, who looks after it, and its papers."""

from iompanama.publishing.dates import parse
from partners.models import Agreement, Document, Party

from .checks import TEXTS, Shape, maybe, nothing, one_of, partial_day, reference, text
from .keeping import texts

PARTY = Shape(
    {
        "institution": maybe(reference("institutions")),
        "role": one_of(*Party.Role.values),
    },
    {"name": TEXTS, "on_behalf_of": TEXTS},
)
SIGNATURE = Shape(
    {
        "official": maybe(reference("officials")),
        "name_as_signed": text,
        "institution": maybe(reference("institutions")),
        "capacity": TEXTS,
        "signed_on": maybe(partial_day),
    }
)
DOCUMENT = Shape(
    {
        "kind": one_of(*Document.Kind.values),
        "language": text,
        "title": TEXTS,
        "file": nothing,
        "access": one_of(*Agreement.Access.values),
    }
)
FOCAL_POINT = Shape({"institution": reference("institutions"), "unit": TEXTS})


def party_rows(record, keep):
    for position, party in enumerate(record["parties"], 1):
        yield {
            "position": position,
            "institution": keep.get("institutions", party["institution"]),
            "role": party["role"],
            **texts("name", party.get("name")),
            **texts("on_behalf_of", party.get("on_behalf_of")),
        }


def signatures(record, parties, keep):
    for position, signature in enumerate(record["signatories"], 1):
        institution = keep.get("institutions", signature["institution"])
        signed_on, precision = parse(signature["signed_on"])
        yield {
            "position": position,
            "party": party_of(institution, parties),
            "official": keep.get("officials", signature["official"]),
            "name_as_signed": signature["name_as_signed"],
            "signed_on": signed_on,
            "signed_on_precision": precision,
            **texts("capacity", signature["capacity"]),
        }


def party_of(institution, parties):
    """The party somebody of the institution signs for: it, or what it is part of."""
    wanted = [institution.pk, institution.parent_id] if institution else [None]
    found = [party for pk in wanted for party in parties if party.institution_id == pk]
    return found[0] if found else None


def focal_points(record, keep):
    for point in record["focal_points"]:
        yield {
            "institution": keep.get("institutions", point["institution"]),
            **texts("unit", point["unit"]),
        }


def documents(record):
    authentic = (Document.Kind.SIGNED, Document.Kind.ADDENDUM)
    for position, document in enumerate(record["documents"], 1):
        yield {
            "position": position,
            "kind": document["kind"],
            "language": document["language"],
            "is_authentic": document["kind"] in authentic
            and document["language"] in record["authentic_languages"],
            "access": document["access"],
            **texts("title", document["title"]),
        }
