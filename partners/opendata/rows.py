"""The public agreements with what the open data says of them, read a part at a time."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef

from ..models import Agreement, Document, Relation, Signature
from .fields import FIELDS

PART = 500
VISITOR = AnonymousUser()


def rows(day):
    """Dictionaries by the names of the fields, oldest record first."""
    for agreement in public(day).iterator(chunk_size=PART):
        agreement.terms = agreement.terms_on(day)
        yield {field.name: field.of(agreement) for field in FIELDS}


def public(day):
    here = {"agreement": OuterRef("pk")}
    topics = Agreement._meta.get_field("topics").related_model.objects
    visible = Agreement.objects.readable(VISITOR).values("pk")
    return (
        Agreement.objects.visible_to(VISITOR)
        .for_lists(day)
        .gathering(
            "signatures_here",
            Signature.objects.filter(**here).order_by("position", "pk"),
            ("id", "name_as_signed", "capacity", "signed_on", "signed_on_precision"),
        )
        .gathering(
            "documents_here",
            Document.objects.visible_to(VISITOR)
            .filter(**here)
            .order_by("position", "pk"),
            ("id", "kind", "language", "is_authentic", "title"),
        )
        .gathering(
            "relations_to_others",
            Relation.objects.filter(source=OuterRef("pk"), target__in=visible).order_by(
                "pk"
            ),
            ("id", "kind", "target__id", "target__key"),
        )
        .gathering(
            "topics_here",
            topics.filter(agreements=OuterRef("pk")).order_by("pk"),
            ("id", "key"),
        )
        .order_by("pk")
    )
