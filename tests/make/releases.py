"""Press releases at every stage, and who is in them."""

import datetime as dt

from django.utils import timezone

from iompanama.publishing.fingerprints import fingerprint
from iompanama.publishing.workflow import Status
from news.models import AgreementLink, Mention, PressRelease, Work

from .people import user
from .register import official
from .rows import made, number
from .words import place, topic


def press_release(**values):
    """A complete draft in both languages, ready for review.

    ``topics``, ``places``, ``institutions``, ``goals`` and ``related`` take lists.
    """
    n = number()
    lists = {
        name: values.pop(name)
        for name in ("topics", "places", "institutions", "goals", "related")
        if name in values
    }
    if "dateline_place" not in values:
        values["dateline_place"] = place()
    if "work" not in values:
        values["work"] = Work.objects.create()
    texts = {
        "title_es": f"Noticia {n}",
        "title_en": f"News {n}",
        "slug_es": f"noticia-{n}",
        "slug_en": f"news-{n}",
        "lead_es": f"Entrada {n}.",
        "lead_en": f"Lead {n}.",
        "body_es": f"<p>Texto {n}.</p>",
        "body_en": f"<p>Text {n}.</p>",
    }
    release = made(
        PressRelease,
        values,
        **texts,
        dateline_on=dt.date(2024, 5, 1),
        confirmed=following({**texts, **values}),
    )
    if "topics" not in lists:
        lists["topics"] = [topic()]
    for name, rows in lists.items():
        getattr(release, name).set(rows)
    return release


def following(texts):
    """What each translation remembers when it was written against its source."""
    source = texts.get("source_language", "es")
    [other] = {"es", "en"} - {source}
    return {
        f"{name}_{other}": fingerprint(texts[f"{name}_{source}"])
        for name in ("title", "lead", "body")
    }


def only_in(code, maker=press_release, **values):
    """The same in one language alone: nothing is written in the other."""
    other = {"es": "en", "en": "es"}[code]
    empty = {f"{name}_{other}": "" for name in ("title", "slug", "lead", "body")}
    return maker(**{**empty, **values})


def published(*, at=None, **values):
    """A live text, visible since ``at`` (an hour ago)."""
    at = at or timezone.now() - dt.timedelta(hours=1)
    return press_release(
        **{
            "status": Status.PUBLISHED,
            "published_at": at,
            "first_published_at_es": at,
            "first_published_at_en": at,
            **values,
        }
    )


def scheduled(*, at=None, **values):
    """Published for a moment that has not come (an hour from now)."""
    return published(at=at or timezone.now() + dt.timedelta(hours=1), **values)


def in_review(by=None, **values):
    return press_release(
        **{"status": Status.REVIEW, "submitted_by": by or user("ines"), **values}
    )


def withdrawn(**values):
    return published(
        **{
            "status": Status.WITHDRAWN,
            "withdrawn_at": timezone.now(),
            "withdrawn_reason_es": "El texto tenía un error.",
            "withdrawn_reason_en": "The text was wrong.",
            **values,
        }
    )


def archived(**values):
    return published(**{"archived_at": timezone.now(), **values})


def mention(release=None, **values):
    if not {"official", "name"} & set(values):
        values["official"] = official()
    return made(
        Mention,
        values,
        release=release or press_release(),
        printed_title_es="Directora",
        printed_title_en="Director",
    )


def agreement_link(release, of, **values):
    return made(AgreementLink, values, release=release, agreement=of)
