"""Which entries a reader may find: the one condition of everything that is searched.

Twin of ``visible_to`` of agreements and documents: a confidential record is found by
its cover (title and summary) alone, unless the reader is named or may read all.
"""

from dataclasses import dataclass

PUBLIC, STAFF, NAMED = 0, 1, 2
IN_TIME = "e.visible_from <= %(at)s AND e.visible_until > %(at)s"
COVER = "(e.kind = 2 AND e.layer = 1)"
IS_NAMED = "e.readers @> ARRAY[%(reader)s]::bigint[]"
SEEN_BY = {
    PUBLIC: "e.access = 0",
    STAFF: f"(e.access = 0 OR e.access = 1 AND NOT ({COVER} AND {IS_NAMED})"
    f" OR e.access = 2 AND {IS_NAMED})",
    NAMED: f"NOT {COVER}",
}


@dataclass(frozen=True)
class Sight:
    """What somebody sees at a moment."""

    level: int
    reader: int
    at: object

    @classmethod
    def of(cls, user, at):
        if not user.has_perm("partners.read_internal"):
            return cls(PUBLIC, 0, at)
        reads_all = user.has_perm("partners.read_confidential")
        return cls(NAMED if reads_all else STAFF, user.pk, at)

    @property
    def condition(self):
        """On an entry called ``e``, with the parameters below."""
        return f"{SEEN_BY[self.level]} AND {IN_TIME}"

    @property
    def parameters(self):
        return {"at": self.at, "reader": self.reader}

    @property
    def is_staff(self):
        return self.level > PUBLIC
