"""The photos of press releases, and the consents that are on file."""

import re

from news.models import Photo

from .checks import TEXTS, Shape, flag, nothing, one_of, text
from .keeping import texts
from .pictures import FOLDER

PHOTO = Shape(
    {
        "file": nothing,
        "position": one_of("lead", "text"),
        "caption": TEXTS,
        "credit": text,
        "alt": TEXTS,
        "identifiable_people": flag,
        "minors": flag,
        "consent_status": one_of("on_file", "not_applicable", "missing"),
        "fictional": flag,
    }
)


def load_photos(record, release, keep):
    uses = []
    for number, photo in enumerate(record["photos"], 1):
        key = record["id"] if number == 1 else f"{record['id']}-{number}"
        uses.append(
            {
                "position": number,
                "photo": load_photo(photo, key, record, keep),
                **texts("caption", photo["caption"]),
                **texts("alt", photo["alt"]),
            }
        )
    keep.rows(release, "photo_uses", uses)


def load_photo(photo, key, record, keep):
    kept = keep(
        "photos",
        key,
        Photo,
        {
            "title": next(iter(record["title"].values())),
            "credit": photo["credit"],
            "year": year_in(photo["credit"]),
            "is_recognizable": photo["identifiable_people"],
            "has_minors": photo["minors"],
            "is_sample": photo["fictional"],
            "picture": FOLDER / f"{key}.webp",
        },
    )
    on_file = photo["consent_status"] == "on_file"
    keep.rows(kept, "consents", [consent(photo, record)] if on_file else [])
    return kept


def year_in(credit):
    found = re.search(r"\b(19|20)\d\d\b", credit)
    return int(found[0]) if found else None


def consent(photo, record):
    return {
        "given_by": "Personas retratadas (muestra)",
        "given_on": record["dateline"]["date"],
        "is_strict": photo["minors"],
    }
