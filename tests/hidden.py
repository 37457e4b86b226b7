"""A site on which something hangs that not everybody may see."""

import datetime as dt
import uuid
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.utils import timezone

from iompanama.publishing.languages import codes, localized
from partners.models import Agreement, Change, Opening
from tests import make

# A word of what is hidden, and one that its title has.
INSIDE, TITLE = "Zarzuela", "Reservado"


def both(name, value):
    """A text by its columns; ``%s`` in it is the language."""
    say = (lambda code: value.replace("%s", code)) if isinstance(value, str) else None
    return {localized(name, code): say(code) if say else value for code in codes()}


def open_site():
    """What anybody may see, of every kind that agreements have to do with."""
    office = make.institution(key="shared-office", name_es="Oficina compartida")
    person = make.official(key="shared-person", name="Rita Moreno")
    topic = make.topic(key="shared-topic")
    agreement = make.agreement(title_es="Memorando abierto", signed_on="2024-01-01")
    make.party(agreement, institution=office)
    agreement.topics.add(topic)
    release = make.published(topics=[topic], institutions=[office])
    make.mention(release, official=person)
    draft = make.press_release(institutions=[office])
    return SimpleNamespace(
        agreement=agreement,
        draft=draft,
        link=make.preview_link(draft),
        office=office,
        paper=filed(agreement, "public", "Abierta", "es"),
        unfiled=make.agreement(),
        person=person,
        place=make.place(),
        release=release,
        topic=topic,
    )


def bare(site, access):
    """A record with no more than staff may read of a confidential one."""
    agreement = make.agreement(
        access=access,
        kind="data_sharing_agreement",
        **both("title", f"{TITLE} {access}"),
        **both("slug", f"reservado-{access}-%s"),
        **both("summary", "Resumen."),
    )
    make.relation(agreement, "related", site.agreement)
    make.agreement_link(site.release, agreement)
    make.agreement_link(site.draft, agreement)
    return agreement


def whole(site, agreement):
    """Fill the record with all that it may hold, and a paper that was read."""
    told = {
        **both("body", f"<p>{INSIDE}</p>"),
        **both("areas", [INSIDE]),
        **both("custody", INSIDE),
        **both("short_names", [INSIDE]),
        "reference": f"ZZ-7-{agreement.access}",
        "is_signed": True,
        "notice_days": 60,
        "renewal": Agreement.Renewal.AUTOMATIC,
        "renewal_months": 24,
    }
    days = {"signed_on": (2025, 1, 10), "in_force_on": (2025, 1, 10)}
    days["ends_on"] = (2027, 1, 9)
    for name, day in days.items():
        told |= {name: dt.date(*day), f"{name}_precision": "day"}
    for name, value in told.items():
        setattr(agreement, name, value)
    agreement.save()
    party = make.party(agreement, institution=site.office)
    make.signature(agreement, party=party, official=site.person)
    make.focal_point(agreement, institution=site.office)
    agreement.topics.add(site.topic)
    agreement.places.add(site.place)
    return filed(agreement, agreement.access)


def filed(agreement, access, word=INSIDE, language="pt"):
    """A paper with a page that was read, and that somebody opened."""
    title = both("title", f"{word} 1")
    document = make.document(agreement, access=access, language=language, **title)
    page = make.page_text(make.version(document), text=f"La {word}.", is_doubtful=True)
    page.picture.save("p.webp", ContentFile(b"webp"))
    opening = Opening.objects.create(
        user=make.user(f"opened-{document.pk}"),
        version=page.version,
        part="page",
        opened_at=timezone.now(),
    )
    return SimpleNamespace(document=document, page=page, opening=opening)


def at_shared(site):
    """The words in addresses of what anybody may see."""
    rows = {
        "agreement": site.agreement,
        "institution": site.office,
        "official": site.person,
    }
    words = in_admin(rows)
    for kind in ("agreement", "institution", "official"):
        act = Change.objects.of(rows[kind]).latest("pk").act
        words[f"admin:partners_{kind}"]["act"] = act
    return {
        **words,
        **public(site.agreement, site.paper),
        "admin:app_list": {"app_label": "partners"},
        "admin:news_pressrelease": {"object_id": site.draft.pk},
        "news:detail": slugs(site.release),
        "news:preview": {"token": token_of(site.link)},
        "news:year": {"year": 2026},
        "partners:institution": slugs(site.office),
        "partners:official": {"slug": site.person.slug},
        "vocabulary:topic": slugs(site.topic),
    }


def at_hidden(agreement, paper):
    """The words in addresses of one record and its paper."""
    act = Change.objects.of(agreement).latest("pk").act
    words = in_admin(rows_of(agreement, paper))
    words["admin:partners_agreement"]["act"] = act
    return {
        **words,
        **public(agreement, paper),
        "admin:partners_agreement_bring_back": {"key": agreement.pk},
    }


def at_nothing(words):
    """The same addresses with a number and a name that never existed."""
    return {
        name: {k: never(v) for k, v in each.items()} for name, each in words.items()
    }


def never(word):
    if isinstance(word, int):
        return word + 1_000_000
    if isinstance(word, uuid.UUID):
        return uuid.uuid4()
    return {code: f"nunca-{code}" for code in word}


def rows_of(agreement, paper):
    return {
        "agreement": agreement,
        "document": paper.document,
        "opening": paper.opening,
        "pagetext": paper.page,
    }


def token_of(link):
    """The word in an address that is handed to one person."""
    return link.get_absolute_url().strip("/").rpartition("/")[2].removesuffix(".ics")


def in_admin(rows):
    return {
        f"admin:partners_{kind}": {"object_id": row.pk, "pk": row.pk, "number": 1}
        for kind, row in rows.items()
    }


def public(agreement, paper):
    words = {**slugs(agreement), "pk": paper.document.pk, "number": 1}
    names = ("agreement", "document", "document_file", "document_page", "page_picture")
    return {f"partners:{name}": words for name in names}


def slugs(record):
    return {
        "slug": {code: getattr(record, localized("slug", code)) for code in codes()}
    }
