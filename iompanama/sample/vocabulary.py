"""Goals, topics, places and the glossary."""

from iompanama.publishing.languages import codes, localized
from iompanama.vocabulary.models import Goal, Place, Term, Topic

from .checks import (
    GOALS,
    LINES,
    SLUGS,
    TEXTS,
    Shape,
    each,
    maybe,
    one_of,
    real,
    reference,
    slug,
    text,
    whole,
)
from .keeping import lines, texts

GOAL = Shape({"number": one_of(*range(1, 18)), "name": TEXTS})
TOPIC = Shape(
    {
        "id": slug,
        "slug": SLUGS,
        "name": TEXTS,
        "description": TEXTS,
        "sdgs": GOALS,
        "aliases": LINES,
    }
)
PLACE = Shape(
    {
        "id": slug,
        "name": TEXTS,
        "kind": one_of(*Place.Kind.values),
        "parent": maybe(reference("places")),
        "lat": maybe(real),
        "lon": maybe(real),
        "precision_km": maybe(whole),
    },
    {"note": TEXTS},
)
FORMS = Shape({"term": text, "acronym": maybe(text), "synonyms": each(text)})
TERM = Shape({"id": slug, "es": FORMS, "en": FORMS}, {"usage_note": text})


def load_goals(records, keep):
    for record in records:
        keep(
            "sdgs",
            record["number"],
            Goal,
            texts("name", record["name"]),
            own={"number": record["number"]},
        )


def load_topics(records, keep):
    for position, record in enumerate(records, 1):
        topic = keep(
            "topics",
            record["id"],
            Topic,
            {
                "position": position,
                **texts("name", record["name"]),
                **texts("slug", record["slug"]),
                **texts("description", record["description"]),
                **lines("aliases", record["aliases"]),
            },
        )
        keep.links(topic, goals=keep.all("sdgs", record["sdgs"]))


def load_places(records, keep):
    for record in records:
        keep(
            "places",
            record["id"],
            Place,
            {
                "kind": record["kind"],
                "latitude": record["lat"],
                "longitude": record["lon"],
                "precision_km": record["precision_km"],
                **texts("name", record["name"]),
                **texts("note", record.get("note")),
            },
        )
    keep.parents("places", records)


def load_glossary(records, keep):
    for record in records:
        forms = {code: record[code] for code in codes()}
        keep(
            "glossary",
            record["id"],
            Term,
            {
                "usage_note": record.get("usage_note", ""),
                **{
                    localized(name, code): form[name] or empty
                    for code, form in forms.items()
                    for name, empty in (("term", ""), ("acronym", ""), ("synonyms", []))
                },
            },
        )
