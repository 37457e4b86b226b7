"""What the pages of the register show of a record, each brought in one query."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import OuterRef
from django.utils import timezone

from iompanama.publishing.languages import current

from .agreement import Agreement
from .document import Document
from .focalpoint import FocalPoint
from .institution import Institution
from .official import Appointment, Official
from .party import Party, Signature
from .relation import Relation
from .version import DocumentVersion

READING = ("partners.read_internal", "partners.read_confidential")
NAMED = ("id", "name", "acronym", "slug")
INSTITUTION = tuple(f"institution__{name}" for name in (*NAMED, "is_the_office"))
DAYS = ("since", "since_precision", "until", "until_precision", "is_current")
POST = ("id", "post", *DAYS, "is_acting", "is_head", "attested_on", "confidence")
RELATION = ("id", "kind", "changes")
OTHER_AGREEMENT = ("id", "title", "slug")
PARTY = ("role", "name", "name_as_printed", "on_behalf_of")
# When a party joined or left, and how precisely that is known.
EFFECT = ("in_force_on", "in_force_on_precision", "signed_on_precision")
AMENDMENT = ("id", "source__id", *(f"source__{name}" for name in EFFECT))
JOINED = (
    *("joined_by_id", "joined_on", "left_by_id", "left_on"),
    *(f"joined_by__{name}" for name in AMENDMENT),
    *(f"left_by__{name}" for name in AMENDMENT),
)
VERSION = (
    "id",
    "number",
    "file",
    "name",
    "sha256",
    "size",
    "media_type",
    "page_count",
    "carries",
    "added_at",
    "added_by__id",
    "added_by__username",
    "added_by__first_name",
    "added_by__last_name",
    "state",
    "tries",
    "due_at",
    "reason",
    "lacks_ocr",
)


@dataclass(frozen=True)
class Reader:
    """Of a user all that what she sees of the register depends on."""

    pk: int | None
    rights: frozenset

    @classmethod
    def of(cls, user):
        return cls(user.pk, frozenset(filter(user.has_perm, READING)))

    def has_perm(self, name):
        return name in self.rights


def agreement_page(day, user):
    """Agreements with all that their own page shows to a reader, but for the chain of
    instruments they stand in (``chain``)."""
    return _agreement_page(day, timezone.localdate(), current(), Reader.of(user))


def listed(day, user):
    """Agreements with what a list shows of them to a reader."""
    return _listed(day, timezone.localdate(), current(), Reader.of(user))


# To put so many children together takes longer than to read them: done once for
# everything it depends on, and only asked for another record then.
@lru_cache(maxsize=128)
def _agreement_page(day, _today, _code, user):
    here = {"agreement": OuterRef("pk")}
    others = Agreement.objects.readable(user).values("pk")
    related = Relation.objects.filter(kind=Relation.Kind.RELATED).order_by("pk")
    topics = Agreement._meta.get_field("topics").related_model.objects
    places = Agreement._meta.get_field("places").related_model.objects
    return (
        Agreement.objects.visible_to(user)
        .with_state(day)
        .without_vectors()
        .select_related("signed_at")
        .gathering(
            "parties_here",
            Party.objects.filter(**here).order_by("position", "pk"),
            ("id", *PARTY, *JOINED, *INSTITUTION),
        )
        .gathering(
            "signatures_here",
            Signature.objects.filter(**here).order_by("position", "pk"),
            (
                "id",
                "party_id",
                "name_as_signed",
                "capacity",
                "signed_on",
                "signed_on_precision",
                "official__id",
                "official__name",
                "official__slug",
                "place__id",
                "place__name",
            ),
        )
        .gathering(
            "documents_here",
            Document.objects.visible_to(user).filter(**here).order_by("position", "pk"),
            ("id", "kind", "language", "is_authentic", "title", "access"),
        )
        .gathering(
            "files_here",
            DocumentVersion.objects.filter(**here).newest().order_by("document"),
            ("id", "document_id", "page_count", "size", "media_type"),
        )
        .gathering(
            "focal_points_here",
            FocalPoint.objects.filter(**here).order_by("pk"),
            ("id", "unit", *INSTITUTION),
        )
        .gathering(
            "relations_from_others",
            related.filter(target=OuterRef("pk"), source__in=others),
            (*RELATION, *(f"source__{name}" for name in OTHER_AGREEMENT)),
        )
        .gathering(
            "relations_to_others",
            related.filter(source=OuterRef("pk"), target__in=others),
            (*RELATION, *(f"target__{name}" for name in OTHER_AGREEMENT)),
        )
        .gathering(
            "topics_here",
            topics.filter(agreements=OuterRef("pk")).in_order(),
            ("id", "name", "slug"),
        )
        .gathering(
            "places_here",
            places.filter(agreements=OuterRef("pk")).order_by("pk"),
            ("id", "name"),
        )
    )


@lru_cache(maxsize=128)
def _listed(day, _today, _code, user):
    return Agreement.objects.visible_to(user).in_language().for_lists(day)


def document_page(user):
    """Papers with all that their own pages show to a reader."""
    versions = DocumentVersion.objects.filter(document=OuterRef("pk"))
    return (
        Document.objects.visible_to(user)
        .select_related("agreement")
        .defer(*_vectors_of("agreement"), "agreement__body_es", "agreement__body_en")
        .gathering("versions_here", versions.order_by("-number"), VERSION)
    )


def institution_page():
    held = Appointment.objects.filter(institution=OuterRef("pk")).newest_first()
    parts = Institution.objects.filter(parent=OuterRef("pk"))
    before = Institution.objects.filter(successor=OuterRef("pk"))
    return (
        Institution.objects.without_vectors()
        .select_related("parent", "successor")
        .defer(*_vectors_of("parent", "successor"))
        .gathering(
            "posts_here",
            held,
            (*POST, "official__id", "official__name", "official__slug"),
        )
        .gathering("parts_here", parts.in_order(), NAMED)
        .gathering("predecessors_here", before.in_order(), NAMED)
    )


def official_page(user):
    agreements = Agreement.objects.open_to(user).in_language().values("pk")
    signed = Signature.objects.filter(
        official=OuterRef("pk"), agreement__in=agreements, agreement__is_signed=True
    )
    held = Appointment.objects.filter(official=OuterRef(OuterRef("pk")))
    beside = Appointment.objects.filter(institution__in=held.values("institution"))
    named = ("official__id", "official__name", "official__slug")
    people = with_posts(Official.objects.without_vectors()).gathering(
        "posts_beside", beside.newest_first(), (*POST, "institution_id", *named)
    )
    return people.gathering(
        "signatures_here",
        signed.order_by("-agreement__signed_on", "-pk"),
        (
            "id",
            "name_as_signed",
            "capacity",
            "signed_on",
            "signed_on_precision",
            "place__id",
            "place__name",
            "agreement__id",
            "agreement__title",
            "agreement__slug",
            "agreement__kind",
            "agreement__signed_on",
            "agreement__is_sample",
        ),
    )


def with_posts(officials):
    held = Appointment.objects.filter(official=OuterRef("pk")).newest_first()
    return officials.gathering("posts_here", held, (*POST, *INSTITUTION))


def _vectors_of(*names):
    return [f"{name}__search_{code}" for name in names for code in ("es", "en")]
