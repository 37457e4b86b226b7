"""The whole of a file, in the order in which records need each other."""

from pathlib import Path

from django.utils.translation import gettext_noop, override

from iompanama.publishing.acting import acting

from .agreements import AGREEMENT, load_agreements
from .checks import Shape, anything, each
from .institutions import INSTITUTION, load_institutions
from .keeping import Keeping
from .officials import OFFICIAL, load_officials
from .pages import (
    HIGHLIGHT,
    META,
    PAGE,
    SERIES,
    load_highlights,
    load_pages,
    load_series,
    load_settings,
)
from .pictures import Pictures
from .reading import read
from .releases import RELEASE, load_releases
from .vocabulary import (
    GOAL,
    PLACE,
    TERM,
    TOPIC,
    load_glossary,
    load_goals,
    load_places,
    load_topics,
)

SAMPLE = Path(__file__).parent / "sample.json"
KINDS = {
    "sdgs": (GOAL, load_goals),
    "topics": (TOPIC, load_topics),
    "places": (PLACE, load_places),
    "glossary": (TERM, load_glossary),
    "institutions": (INSTITUTION, load_institutions),
    "officials": (OFFICIAL, load_officials),
    "agreements": (AGREEMENT, load_agreements),
    "press_releases": (RELEASE, load_releases),
    "pages": (PAGE, load_pages),
    "series": (SERIES, load_series),
    "highlights": (HIGHLIGHT, load_highlights),
}
SHAPES = {kind: shape for kind, (shape, _load) in KINDS.items()}
FIGURES = ("series", "highlights")
FILE = Shape(
    {
        "meta": META,
        "key_figures": Shape({kind: each(anything) for kind in FIGURES}),
        **{kind: each(anything) for kind in KINDS if kind not in FIGURES},
    }
)


# Why, in the log of the register.
LOADED = gettext_noop("Loaded from a file.")


def load(path=SAMPLE):
    """Load a file whole and return the facts about it, or raise Refused."""
    data = read(path, FILE, SHAPES)
    pictures = Pictures()
    try:
        with acting(None, LOADED), override("en"):
            keep = Keeping(pictures)
            for kind, (_shape, load_kind) in KINDS.items():
                load_kind(data[kind], keep)
            load_settings(data["meta"], data["press_releases"], keep)
    except BaseException:
        pictures.undo()
        raise
    return [*keep.facts(), f"pictures cut: {pictures.count}"]
