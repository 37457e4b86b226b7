"""Objects for tests: each function fills in what a test does not care about."""

from .people import (
    administrator,
    staff,
    user,
    visitor,
)
from .pictures import (
    consent,
    photo,
    photo_use,
    picture,
)
from .previews import preview_link
from .register import (
    agreement,
    appointment,
    attention,
    document,
    focal_point,
    institution,
    official,
    party,
    relation,
    signature,
)
from .releases import (
    agreement_link,
    archived,
    in_review,
    mention,
    only_in,
    press_release,
    published,
    scheduled,
    withdrawn,
)
from .site import (
    highlight,
    page,
    series,
)
from .words import (
    goal,
    place,
    term,
    topic,
)

__all__ = [
    "administrator",
    "agreement",
    "agreement_link",
    "appointment",
    "archived",
    "attention",
    "consent",
    "document",
    "focal_point",
    "goal",
    "highlight",
    "in_review",
    "institution",
    "mention",
    "official",
    "only_in",
    "page",
    "party",
    "photo",
    "photo_use",
    "picture",
    "place",
    "press_release",
    "preview_link",
    "published",
    "relation",
    "scheduled",
    "series",
    "signature",
    "staff",
    "term",
    "topic",
    "user",
    "visitor",
    "withdrawn",
]
