"""Standing pages, the settings of the site, key figures."""

from iompanama.pages.models import Highlight, Page, Point, Series, SiteSettings

from .blocks import BODY, html
from .checks import (
    SLUGS,
    TEXTS,
    Shape,
    day,
    each,
    flag,
    languages,
    maybe,
    one_of,
    partial_day,
    reference,
    slug,
    text,
    whole,
)
from .keeping import texts

PAGE = Shape(
    {
        "id": slug,
        "key": slug,
        "menu": one_of(*Page.Menu.values),
        "order": whole,
        "parent": maybe(reference("pages")),
        "title": TEXTS,
        "slug": SLUGS,
        "lead": TEXTS,
        "body": BODY,
        "languages": languages,
        "status": one_of("draft", "published"),
        "fictional": flag,
    }
)

SERIES = Shape(
    {
        "id": slug,
        "name": TEXTS,
        "unit": TEXTS,
        "frequency": one_of(*Series.Frequency.values),
        "source": TEXTS,
        "source_detail": text,
        "retrieved_on": maybe(day),
        "fictional": flag,
        "points": each(
            Shape(
                {"value": whole},
                {
                    "period": partial_day,
                    "category": TEXTS,
                    "provisional": flag,
                    "quality": one_of(*Point.Quality.values),
                    "note": TEXTS,
                },
            )
        ),
    }
)
HIGHLIGHT = Shape(
    {"id": slug, "label": TEXTS, "value": whole, "as_of": day, "source": TEXTS}
)

META = Shape(
    {
        "title": text,
        "version": text,
        "languages": languages,
        "default_language": one_of("es", "en"),
        "timezone": text,
        "country": text,
        "notice": TEXTS,
        "site_settings": Shape(
            {
                "member_states": Shape({"value": whole, "as_of": text}, {"note": text}),
                "presence_in_panama_since": whole,
                "organization_founded": whole,
                "contact_email": text,
            }
        ),
    }
)

# The figures the home page opens with.
ON_HOME = {"kf-2025", "kf-2023", "kf-assisted-2023"}


def load_settings(meta, releases, keep):
    """The press contact is the one the releases name."""
    facts = meta["site_settings"]
    team = releases[0]["contact"]["team"] if releases else {}
    keep(
        "settings",
        1,
        SiteSettings,
        {
            "contact_email": facts["contact_email"],
            "member_states": facts["member_states"]["value"],
            "member_states_as_of": facts["member_states"]["as_of"],
            "presence_since": facts["presence_in_panama_since"],
            "founded": facts["organization_founded"],
            "shows_sample": True,
            **texts("press_team", team),
        },
        own={"id": 1},
    )


def load_pages(records, keep):
    for record in records:
        keep(
            "pages",
            record["id"],
            Page,
            {
                "menu": record["menu"],
                "position": record["order"],
                "is_public": record["status"] == "published",
                **texts("title", record["title"]),
                **texts("slug", record["slug"]),
                **texts("lead", record["lead"]),
                **texts("body", html(record["body"])),
            },
            own={"key": record["key"]},
        )
    keep.parents("pages", records)


def load_series(records, keep):
    for position, record in enumerate(records, 1):
        series = keep(
            "series",
            record["id"],
            Series,
            {
                "position": position,
                "frequency": record["frequency"],
                "source_detail": record["source_detail"],
                "retrieved_on": record["retrieved_on"],
                "is_sample": record["fictional"],
                **texts("name", record["name"]),
                **texts("unit", record["unit"]),
                **texts("source", record["source"]),
            },
        )
        keep.rows(series, "points", list(points(record["points"])))


def points(records):
    for position, record in enumerate(records, 1):
        yield {
            "position": position,
            "period": record.get("period", ""),
            "value": record["value"],
            "is_provisional": record.get("provisional", False),
            "quality": record.get("quality", Point.Quality.PUBLISHED),
            **texts("category", record.get("category")),
            **texts("note", record.get("note")),
        }


def load_highlights(records, keep):
    for position, record in enumerate(records, 1):
        keep(
            "highlights",
            record["id"],
            Highlight,
            {
                "position": position,
                "value": record["value"],
                "as_of": record["as_of"],
                "on_home": record["id"] in ON_HOME,
                **texts("label", record["label"]),
                **texts("source", record["source"]),
            },
        )
