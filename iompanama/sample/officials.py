"""Officials and the posts they held, as precisely as the sources say."""

import re

from django.utils.text import slugify

from iompanama.publishing.dates import parse
from partners.models import Appointment, Official

from .checks import (
    CONFIDENCE,
    PRECISION,
    TEXTS,
    Shape,
    each,
    fitting,
    flag,
    maybe,
    partial_day,
    reference,
    slug,
    text,
)
from .keeping import texts
from .pictures import FOLDER

APPOINTMENT = Shape(
    {
        "id": slug,
        "institution": reference("institutions"),
        "role": TEXTS,
        "start": maybe(partial_day),
        "start_precision": PRECISION,
        "end": maybe(partial_day),
        "end_precision": PRECISION,
        "acting": flag,
        "confidence": CONFIDENCE,
    },
    {"attested_on": each(partial_day), "note": text},
    rules=[fitting("start", "start_precision"), fitting("end", "end_precision")],
)
OFFICIAL = Shape(
    {
        "id": slug,
        "full_name": text,
        "family_name": text,
        "sort_name": text,
        "aliases": each(text),
        "honorific": maybe(text),
        "appointments": each(APPOINTMENT),
        "fictional": flag,
    },
    {"note": text},
)

# Posts whose holder heads the institution; the sample does not say so itself.
HEADS = re.compile(
    r"Jef[ea] de Misión|Jef[ea] del Centro|Defensora? del Pueblo|Ministr[oa] de "
    r"|Directora? general|Rectora?$|Alcald(e|esa)|Coordinadora? residente"
)


def load_officials(records, keep):
    for record in records:
        official = keep(
            "officials",
            record["id"],
            Official,
            {
                "name": record["full_name"],
                "sort_name": record["sort_name"],
                "slug": slugify(record["full_name"]),
                "honorific": record["honorific"] or "",
                "aliases": record["aliases"],
                "notes": record.get("note", ""),
                "is_sample": record["fictional"],
                "portrait": FOLDER / f"portrait-{record['id']}.webp",
            },
        )
        for post in record["appointments"]:
            load_appointment(post, official, keep)


def load_appointment(record, official, keep):
    since, since_precision = parse(record["start"])
    until, until_precision = parse(record["end"], last=True)
    keep(
        "appointments",
        record["id"],
        Appointment,
        {
            "official": official,
            "institution": keep.get("institutions", record["institution"]),
            "since": since,
            "since_precision": since_precision,
            "until": until,
            "until_precision": until_precision,
            # An invented person without a last day is meant to hold the post now.
            "is_current": official.is_sample and until is None,
            "is_acting": record["acting"],
            "is_head": bool(HEADS.match(record["role"]["es"])),
            "attested_on": record.get("attested_on", []),
            "confidence": confidence(record["confidence"]),
            "note": record.get("note", ""),
            **texts("post", record["role"]),
        },
    )


def confidence(word):
    """What was invented is certain; that it was invented is said elsewhere."""
    return "confirmed" if word == "fictional" else word
