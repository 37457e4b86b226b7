"""Press releases with the people, agreements and photos in them.

The status is written here, as it is nowhere but in ``workflow``: an import restores
what was decided elsewhere. What must be there before a text goes out is asked all
the same.
"""

import datetime as dt

from django.utils import timezone
from django.utils.html import format_html

from iompanama.publishing.dates import add_months
from iompanama.publishing.languages import codes, localized
from iompanama.publishing.workflow import Status
from news.models import AgreementLink, Mention, PressRelease, Work

from .blocks import BODY, html
from .checks import (
    CONFIDENCE,
    GOALS,
    INSTITUTIONS,
    PLACES,
    SLUGS,
    TEXTS,
    TOPICS,
    Problem,
    Refused,
    Shape,
    day,
    each,
    flag,
    languages,
    maybe,
    moment,
    one_of,
    reference,
    slug,
    text,
)
from .keeping import texts
from .photos import PHOTO, load_photos

MENTION = Shape(
    {
        "official": reference("officials"),
        "role_as_stated": TEXTS,
        "appointment": maybe(reference("appointments")),
        "source_language": one_of("es", "en"),
    },
    {"note": text},
)


def moments(value, path):
    """Rule: a text out, archived or waiting has its moments, and no draft has."""
    for name, needing in (
        ("published_at", {"published", "scheduled", "archived"}),
        ("archived_at", {"archived"}),
    ):
        status = value["status"]
        if (value[name] is not None) != (status in needing):
            what = f"“{value[name] or 'null'}” does not fit the status “{status}”"
            yield Problem((*path, name), what)


RELEASE = Shape(
    {
        "id": slug,
        "slug": SLUGS,
        "kind": one_of(*PressRelease.Kind.values),
        "status": one_of("draft", "published", "scheduled", "archived"),
        "fictional": flag,
        "languages": languages,
        "title": TEXTS,
        "lead": TEXTS,
        "dateline": Shape({"place": reference("places"), "date": maybe(day)}),
        "event_dates": each(day),
        "published_at": maybe(moment),
        "publication_date_confidence": CONFIDENCE,
        "archived_at": maybe(moment),
        "featured": flag,
        "topics": TOPICS,
        "sdgs": GOALS,
        "places": PLACES,
        "officials": each(MENTION),
        "institutions": INSTITUTIONS,
        "agreements": each(reference("agreements")),
        "related": each(reference("press_releases")),
        "photos": each(PHOTO),
        "body": BODY,
        "contact": Shape({"team": Shape({"es": text, "en": text}), "email": text}),
        "sources": each(text),
        "notes": maybe(TEXTS),
    },
    rules=[moments],
)


def load_releases(records, keep):
    for record in records:
        record = moved_on(record)
        release = keep(
            "press_releases",
            record["id"],
            PressRelease,
            {**facts(record, keep), **publication(record), **words(record, keep)},
            new=lambda: {"work": Work.objects.create()},
            is_left=lambda release: release.work.editions.count() > 1,
        )
        keep.links(
            release,
            topics=keep.all("topics", record["topics"]),
            goals=keep.all("sdgs", record["sdgs"]),
            places=keep.all("places", record["places"]),
            institutions=keep.all("institutions", record["institutions"]),
        )
        keep.rows(release, "mentions", list(mentions(record, release, keep)))
        keep.rows(release, "agreement_links", list(agreement_links(record, keep)))
        load_photos(record, release, keep)
        ask_gate(release, keep)
    for record in records:
        related = keep.all("press_releases", record["related"])
        release = keep.get("press_releases", record["id"])
        keep.links(release, related=[each.work for each in related])


def moved_on(record):
    """A waiting text whose day has passed waits for the same day of a later year."""
    if record["status"] != "scheduled":
        return record
    at, months = dt.datetime.fromisoformat(record["published_at"]), 0
    while at.combine(add_months(at.date(), months), at.timetz()) <= timezone.now():
        months += 12
    moved_at = at.combine(add_months(at.date(), months), at.timetz())
    dateline = record["dateline"]
    return {
        **record,
        "published_at": moved_at.isoformat(),
        "dateline": {**dateline, "date": later(dateline["date"], months)},
        "event_dates": [later(each, months) for each in record["event_dates"]],
    }


def later(day, months):
    if day is None:
        return None
    return add_months(dt.date.fromisoformat(day), months).isoformat()


def facts(record, keep):
    return {
        "kind": record["kind"],
        "dateline_place": keep.get("places", record["dateline"]["place"]),
        "dateline_on": record["dateline"]["date"],
        "event_days": [dt.date.fromisoformat(day) for day in record["event_dates"]],
        "contact_email": record["contact"]["email"],
        "is_featured": record["featured"],
        "is_sample": record["fictional"],
        "sources": "\n".join(record["sources"]),
        "notes": "\n".join(notes(record, keep)),
    }


def notes(record, keep):
    yield from (record["notes"] or {}).values()
    for mention in record["officials"]:
        if "note" in mention:
            yield f"{keep.get('officials', mention['official'])}: {mention['note']}"


def publication(record):
    at = record["published_at"]
    return {
        "status": Status.PUBLISHED if at else Status.DRAFT,
        "published_at": at,
        "archived_at": record["archived_at"],
        **{
            localized("first_published_at", code): at
            for code in codes()
            if code in record["languages"]
        },
        **{
            localized("released", code): code in record["languages"] for code in codes()
        },
    }


def words(record, keep):
    return {
        **texts("title", record["title"]),
        **texts("slug", record["slug"]),
        **texts("lead", record["lead"]),
        **texts("body", html(record["body"], Speakers(record, keep))),
        **texts("contact_team", record["contact"]["team"]),
    }


class Speakers:
    """The line under a quotation: who said it, with the title as printed."""

    def __init__(self, record, keep):
        self.record, self.keep = record, keep

    def __getitem__(self, quoted):
        key, code = quoted
        name = format_html("<strong>{}</strong>", self.keep.get("officials", key))
        for mention in self.record["officials"]:
            if mention["official"] == key:
                return format_html("{}, {}", name, mention["role_as_stated"][code])
        return name


def mentions(record, release, keep):
    for position, mention in enumerate(record["officials"], 1):
        official = keep.get("officials", mention["official"])
        stated = keep.get("appointments", mention["appointment"])
        if stated and stated.official_id != official.pk:
            path = (f"press_releases “{record['id']}”", "officials", str(position))
            what = f"the post “{mention['appointment']}” is not of “{official.key}”"
            raise Refused([Problem((*path, "appointment"), what)])
        found = Mention(release=release, official=official)
        found.resolve()
        is_chosen = stated is not None and found.appointment != stated
        yield {
            "position": position,
            "official": official,
            "printed_in": mention["source_language"],
            "appointment": stated if is_chosen else found.appointment,
            "is_chosen": is_chosen,
            **texts("printed_title", mention["role_as_stated"]),
        }


def agreement_links(record, keep):
    Role = AgreementLink.Role
    days = {*record["event_dates"], record["dateline"]["date"]}
    for agreement in keep.all("agreements", record["agreements"]):
        signed_on = agreement.signed_on and agreement.signed_on.isoformat()
        is_signing = agreement.signed_on_precision == "day" and signed_on in days
        yield {
            "agreement": agreement,
            "role": Role.SIGNING if is_signing else Role.FOLLOW_UP,
        }


def ask_gate(release, keep):
    if release.is_open or keep.is_left(release):
        return
    if reasons := release.missing_for_publication():
        path = (keep.name_of[release],)
        raise Refused([Problem(path, str(reason).rstrip(".")) for reason in reasons])
