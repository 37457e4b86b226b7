"""Words inside another list: the records whose entries hold them, as a subquery.

The register narrows its own rows by it. Where the texts themselves have to be read
(phrases, synonyms of several words) they are read of the newest, as everywhere.
"""

from django.db import connection
from django.db.models.expressions import RawSQL

from .asked import Asked
from .keys import Kind
from .meant import Meant, meant
from .statement import READ, REF
from .widening import widened

ENTRIES = """
SELECT e.of_id FROM finding_entry e
WHERE {hit} AND {sight} AND e.kind = ANY ({kinds})
"""
NEWEST = """
SELECT e.of_id FROM (
    SELECT * FROM finding_entry e WHERE {hit} AND {sight} AND e.kind = ANY ({kinds})
    ORDER BY e.day DESC NULLS LAST, e.id DESC LIMIT {read}
) e WHERE {exact}
"""
KINDS = {
    Kind.AGREEMENT: (Kind.AGREEMENT,),
    Kind.DOCUMENT: (Kind.DOCUMENT, Kind.SHEET),
}


class Matching:
    """What words mean to a reader, and which records hold them."""

    def __init__(self, text, sight):
        self.sight = sight
        asked = Asked.of(text).of_one_kind()
        self.meant = Meant(asked, widened(asked))

    def forgive(self):
        """Where nothing was found: is there another meaning to look for?"""
        other = meant(self.meant.asked, self.meant.query, self.sight)
        self.meant = other or self.meant
        return other is not None

    @property
    def words(self):
        """The words that were looked for at last."""
        return self.meant.asked.text

    def of(self, *kinds):
        """The keys of the records of the kinds, for ``pk__in``."""
        sql, parameters = self._entries(kinds)
        with connection.cursor() as cursor:
            said = cursor.mogrify(sql, parameters).replace("%", "%%")
        return RawSQL(said, ())

    def _entries(self, kinds):
        query, reference = self.meant.query, self.meant.asked.reference
        hit, exact = "e.words @@ %(loose)s::tsquery", "e.words @@ %(exact)s::tsquery"
        if reference:
            hit, exact = f"({hit} OR {REF})", f"({exact} OR {REF})"
        sql = (ENTRIES if query.is_exact else NEWEST).format(
            hit=hit,
            exact=exact,
            sight=self.sight.condition,
            kinds="%(kinds)s",
            read=READ,
        )
        return sql, {
            **self.sight.parameters,
            "loose": query.said("loose"),
            "exact": query.said("exact"),
            "ref": reference,
            "kinds": [int(each) for kind in kinds for each in KINDS[kind]],
        }
