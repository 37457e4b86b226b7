"""Institutions, their names and where they belong."""

from django.utils.text import slugify

from iompanama.publishing.languages import codes, localized, other_than
from partners.models import Institution

from .checks import (
    LINES,
    Shape,
    by_language,
    flag,
    maybe,
    one_of,
    reference,
    slug,
    text,
)
from .keeping import lines, texts
from .pictures import FOLDER

INSTITUTION = Shape(
    {
        "id": slug,
        "name": by_language(maybe(text)),
        "acronym": by_language(maybe(text)),
        "kind": one_of(*Institution.Kind.values),
        "country": maybe(text),
        "parent": maybe(reference("institutions")),
        "website": maybe(text),
        "aliases": LINES,
        "fictional": flag,
    }
)

# IOM and its offices: lists do not name them beside every agreement.
OWN = {"iom", "iom-panama", "iom-pac"}


def load_institutions(records, keep):
    for record in records:
        keep(
            "institutions",
            record["id"],
            Institution,
            {
                "kind": record["kind"],
                "country": record["country"] or "",
                "website": record["website"] or "",
                "is_the_office": record["id"] in OWN,
                "is_sample": record["fictional"],
                **texts("name", record["name"]),
                **texts("acronym", record["acronym"]),
                **lines("aliases", record["aliases"]),
                **addresses(record["name"]),
                "mark": FOLDER / f"mark-{record['id']}.webp",
            },
        )
    keep.parents("institutions", records)


def addresses(names):
    """One per language, made from the name; a missing name lends the other's."""
    return {
        localized("slug", code): slugify(names[code] or names[other_than(code)[0]])
        for code in codes()
    }
