"""The chain of instruments an agreement stands in: what came before it and after it.

Several steps in both directions; what the reader may not see is not there, nor what
only it leads to. Of a day that is past, what was signed by then.
"""

from django.db.models import OuterRef
from django.db.models.expressions import RawSQL
from django.utils import timezone

from .changes import changes_of
from .lifecycle import State
from .models import Agreement, Relation

# Nearest first: a framework may have been carried out a thousand times.
MOST = 60
AROUND = f"""
    WITH RECURSIVE before(id, step) AS (
        SELECT %s::bigint, 0
        UNION
        SELECT r.target_id, before.step + 1 FROM partners_relation r
        JOIN before ON r.source_id = before.id
        WHERE r.kind <> 'related' AND before.step < 20
    ), after(id, step) AS (
        SELECT %s::bigint, 0
        UNION
        SELECT r.source_id, after.step + 1 FROM partners_relation r
        JOIN after ON r.target_id = after.id
        WHERE r.kind <> 'related' AND after.step < 20
    ), around AS (TABLE before UNION ALL TABLE after)
    SELECT id FROM around GROUP BY id ORDER BY min(step), id LIMIT {MOST}
"""
SHOWN = ("id", "kind", "source_id", "target_id", "new_ends_on", "new_ends_on_precision")
CHANGES = (
    "removes_end",
    "new_renewal",
    "new_renewal_months",
    "new_notice_days",
    "areas_added",
    "areas_removed",
    "changes",
)


class Chain:
    """Agreements in the order they were signed, each with what it does to others."""

    def __init__(self, agreement, day, user):
        self.here = agreement
        found = {each.pk: each for each in around(agreement, day, user)}
        agreement.links_here = found[agreement.pk].links_here
        if day < timezone.localdate():
            found = {pk: each for pk, each in found.items() if was_there(each, day)}
        found[agreement.pk] = agreement
        self.links = [
            link
            for each in found.values()
            for link in each.links_here
            if link.target_id in found
        ]
        for link in self.links:
            link.source, link.target = found[link.source_id], found[link.target_id]
        reached = {*self.beyond("source", "target"), *self.beyond("target", "source")}
        self.links = [
            each for each in self.links if {each.source_id, each.target_id} <= reached
        ]
        self.agreements = sorted((found[pk] for pk in reached), key=_place)
        for each in self.agreements:
            each.links = [link for link in self.links if link.source_id == each.pk]

    def beyond(self, start, end):
        """Keys of what links lead to from here, in one direction."""
        reached, edge = set(), {self.here.pk}
        while edge:
            reached |= edge
            edge = {
                getattr(link, end).pk
                for link in self.links
                if getattr(link, start).pk in edge
            } - reached
        return reached

    def told(self):
        """The agreements, each with ``says``: pairs of a link and its words."""
        parties = self.here.parties_here
        for each in self.agreements:
            each.is_here = each.pk == self.here.pk
            each.says = [
                (link, changes_of(link, parties if link.target is self.here else ()))
                for link in each.links
            ]
            if not each.is_open:
                each.says = [(link, "") for link in each.links]
        return self.agreements

    @property
    def is_long(self):
        """Is there more of it than is shown?"""
        return len(self.agreements) >= MOST

    def amendments(self):
        """Links of those that amend this agreement, directly or through others."""
        reached, found = {self.here.pk}, []
        edge = [each for each in self.links if each.kind == Relation.Kind.AMENDS]
        while step := [each for each in edge if each.target_id in reached]:
            found += step
            reached |= {each.source_id for each in step}
            edge = [each for each in edge if each not in step]
        return found


def around(agreement, day, user):
    """What the reader may see of the chain, with its links, in one query; what is in
    the other language alone too, as it changes what this page says."""
    links = Relation.objects.exclude(kind=Relation.Kind.RELATED)
    key = agreement.pk
    return (
        Agreement.objects.visible_to(user)
        .in_some_language()
        .filter(pk__in=RawSQL(AROUND, [key, key]))
        .with_state(day)
        .without_vectors()
        .defer("body", "body_es", "body_en")
        .gathering(
            "links_here",
            links.filter(source=OuterRef("pk")).order_by("pk"),
            (*SHOWN, *CHANGES),
        )
    )


def was_there(agreement, day):
    """Was it signed by the day? Nobody knows of a draft since when there is one."""
    return agreement.is_signed and agreement.state != State.NEGOTIATION


def _place(agreement):
    day = agreement.signed_on or agreement.in_force_on
    return (day is None, day, agreement.pk) if day else (True, agreement.pk, 0)
