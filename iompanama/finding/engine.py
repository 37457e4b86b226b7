"""The door of the engine: what is asked, what is found. PostgreSQL stands behind it.

The index answers which entries hold the words; of these the newest few hundred, and
the newest of those whose titles hold them, are looked at, ranked and shown. What has
to be read in the texts themselves (phrases, synonyms of several words) is read of as
many. So the cost does not grow with how common a word is (docs/decisions/search.md).
"""

from dataclasses import dataclass, field

from django.db import connection

from .keys import Kind, lexeme, parts

COUNTED = 10_000  # more are "more than"
FACETED = 2_000  # of them, whose keys are counted; of more, "at least"
NEWEST = 300  # candidates that hold the words
TITLED = 100  # candidates whose titles or names hold them
READ = 500  # of which the texts themselves are looked at
PAGED = 400  # results somebody can page through
CHOICES = 8  # of a facet
FIRST_LANGUAGE, OTHER_LANGUAGE = 1.0, 0.5
# No walk over all rows because a word is common, by whatever index: it would read every
# vector, which the planner does not know to lie elsewhere. Only bitmaps are left.
SWITCHED_OFF = ("enable_seqscan", "enable_indexscan", "enable_indexonlyscan", "jit")
PLANNED = "".join(f"SET LOCAL {name} = off; " for name in SWITCHED_OFF)
AS_BEFORE = "".join(f"; SET LOCAL {name} = DEFAULT" for name in SWITCHED_OFF)
# A sheet is found as its document.
SHOWN_KIND = f"(CASE e.kind WHEN {Kind.SHEET} THEN {Kind.DOCUMENT} ELSE e.kind END)"
# What was counted whole is sorted as it is; only what is more is looked up once more.
BY_INDEX = """
counted AS MATERIALIZED (
    SELECT e.id, {kind} AS kind, e.of_id, e.keys, e.day FROM finding_entry e
    WHERE {hit} AND {sight} LIMIT {counted} + 1
), {tally}, candidates AS MATERIALIZED (
    (SELECT id FROM counted WHERE NOT (SELECT is_more FROM tally)
        ORDER BY day DESC NULLS LAST, id DESC LIMIT {newest})
    UNION
    (SELECT e.id FROM finding_entry e
        WHERE {hit} AND {sight} AND (SELECT is_more FROM tally)
        ORDER BY e.day DESC NULLS LAST, e.id DESC LIMIT {newest})
    UNION
    (SELECT titled.id FROM (SELECT e.id, e.words FROM finding_entry e
            WHERE {titled} AND {sight}
            ORDER BY e.day DESC NULLS FIRST, e.id DESC LIMIT {most_titled}) titled
        WHERE {whole})
)
"""
BY_TEXT = """
loose AS MATERIALIZED (
    SELECT e.id FROM finding_entry e WHERE {hit} AND {sight}
    ORDER BY e.day DESC NULLS LAST, e.id DESC LIMIT {read}
), titled AS MATERIALIZED (
    SELECT e.id FROM finding_entry e WHERE {titled} AND {sight}
    ORDER BY e.day DESC NULLS FIRST, e.id DESC LIMIT {most_titled}
), counted AS MATERIALIZED (
    SELECT e.id, {kind} AS kind, e.of_id, e.keys, e.day FROM finding_entry e
    WHERE e.id IN (SELECT id FROM loose UNION SELECT id FROM titled) AND {exact}
), candidates AS MATERIALIZED (
    (SELECT id FROM counted ORDER BY day DESC NULLS LAST, id DESC LIMIT {newest})
    UNION (SELECT id FROM counted WHERE id IN (SELECT id FROM titled))
), {tally}
"""
TALLY = """
tally AS MATERIALIZED (
    SELECT count(*) > {counted} AS is_more, count(*) FILTER (WHERE kind <> {document})
        + count(DISTINCT of_id) FILTER (WHERE kind = {document}) AS records
    FROM counted
)
"""
FOUND = """
WITH {found},
records AS MATERIALIZED (
    SELECT kind, of_id, keys FROM counted WHERE kind <> {document}
    UNION ALL SELECT kind, of_id, max(keys) FROM counted WHERE kind = {document}
        GROUP BY kind, of_id
), ranked AS (
    SELECT DISTINCT ON (kind, e.of_id) {kind} AS kind, e.of_id, e.object_id, e.layer,
        e.day, e.keys, {score} AS score
    FROM candidates JOIN finding_entry e USING (id)
    ORDER BY kind, e.of_id, score DESC, e.layer
), hits AS (
    SELECT * FROM ranked ORDER BY {order} LIMIT %(most)s OFFSET %(skip)s
), facets AS (
    SELECT key, count(*) AS n,
        row_number() OVER (PARTITION BY key %% 16 ORDER BY count(*) DESC, key) AS place
    FROM (SELECT unnest(keys) AS key FROM (SELECT keys FROM records LIMIT {faceted}) r
    ) keys GROUP BY key
)
SELECT json_build_object(
    'total', (SELECT records FROM tally),
    'is_capped', {is_capped},
    'ranked', (SELECT count(*) FROM ranked),
    'hits', (SELECT json_agg(json_build_array(
        kind, of_id, object_id, layer, keys, score) ORDER BY {order}) FROM hits),
    'agreements', (SELECT json_agg(of_id) FROM (
        SELECT of_id FROM records WHERE kind = 2 LIMIT %(agreements)s) agreements),
    'facets', (SELECT json_agg(json_build_array(f.key, f.n, es.form, en.form)
            ORDER BY f.n DESC, f.key)
        FROM facets f
        LEFT JOIN finding_name es ON es.type = f.key %% 16
            AND es.object_id = f.key / 16 AND es.is_main AND es.language = 'es'
        LEFT JOIN finding_name en ON en.type = f.key %% 16
            AND en.object_id = f.key / 16 AND en.is_main AND en.language = 'en'
        WHERE f.place <= {choices} OR f.key = ANY (%(filters)s)))
"""
CAPPED_BY_INDEX = "(SELECT is_more FROM tally)"
CAPPED_BY_TEXT = f"(SELECT count(*) >= {READ} FROM loose)"
RELEVANT = "score DESC, day DESC NULLS LAST, kind, of_id DESC"
NEWEST_FIRST = "day DESC NULLS LAST, score DESC, kind, of_id DESC"
# Titles in the reader's language weigh most; words as they were typed twice; a record
# that is called just so comes first, before it a reference.
SCORE = """
    2 * ts_rank(%(weights)s::real[], e.head, %(typed)s::tsquery)
    {wide}
    + CASE WHEN ({kind} * 4294967296 + e.of_id) = ANY (%(meant)s) THEN 2 ELSE 0 END
    + {named}
"""
WIDE = "+ ts_rank(%(weights)s::real[], e.head, %(wide)s::tsquery)"
REF = "(e.refs <> '' AND e.refs LIKE '%%' || %(ref)s || '%%')"


@dataclass
class Hit:
    """One record found: the entry of it that answered best."""

    kind: Kind
    id: int
    object_id: int
    layer: int
    keys: list
    score: float


@dataclass
class Found:
    """``total`` is exact unless ``is_capped``: then there are more than that."""

    total: int = 0
    is_capped: bool = False
    ranked: int = 0
    hits: list = field(default_factory=list)
    facets: list = field(default_factory=list)  # type, number, count, names by language
    agreements: list = field(default_factory=list)  # keys of so many as are read

    @property
    def is_counted(self):
        """Are the facets those of all that was found?"""
        return not self.is_capped and self.total <= FACETED


@dataclass(frozen=True)
class Narrowed:
    """What the reader narrowed the search down to.

    ``also`` is a condition on entries ``e`` that the index does not know, with its
    parameters by name.
    """

    keys: tuple = ()
    also: str = ""
    parameters: dict = field(default_factory=dict)


def find(
    query,
    sight,
    narrowed,
    code,
    *,
    reference="",
    by_date=False,
    skip=0,
    most=20,
    with_agreements=False,
):
    """Search: one query of the database, whatever is asked."""
    marks = [lexeme(each) for each in narrowed.keys]
    loose = " & ".join(filter(None, [query.said("loose"), *marks]))
    if not loose and not reference:
        return Found()
    exact = " & ".join(filter(None, [query.said("exact"), *marks]))
    parameters = {
        **sight.parameters,
        **narrowed.parameters,
        "loose": loose,
        "exact": exact,
        "typed": query.typed,
        "wide": query.wide,
        "ref": reference,
        "meant": [kind * 2**32 + id for kind, id in query.meant],
        "filters": list(narrowed.keys),
        "weights": _weights(code),
        "skip": skip,
        "agreements": READ if with_agreements else 0,
        "most": most,
    }
    sql = _sql(query, sight, narrowed, reference, by_date)
    return _found(_one(sql, parameters))


def _sql(query, sight, narrowed, reference, by_date):
    is_exact = query.is_exact and not narrowed.also
    exact = "e.words @@ %(exact)s::tsquery"
    hit = "e.words @@ %(loose)s::tsquery"
    if reference:
        marks = "".join(
            f" AND e.keys @> ARRAY[{each}]::bigint[]" for each in narrowed.keys
        )
        hit, exact = (f"({each} OR {REF}{marks})" for each in (hit, exact))
    titled = "e.head @@ %(loose)s::tsquery"
    has_without = "!" in query.said("loose")
    parts = {
        "kind": SHOWN_KIND,
        "hit": hit,
        "titled": titled,
        # A title may not hold what is to be left out, and its text may.
        "whole": "titled.words @@ %(loose)s::tsquery" if has_without else "true",
        "tally": TALLY.format(counted=COUNTED, document=int(Kind.DOCUMENT)),
        "exact": exact + (f" AND {narrowed.also}" if narrowed.also else ""),
        "sight": sight.condition,
        "counted": COUNTED,
        "newest": NEWEST,
        "most_titled": TITLED,
        "read": READ,
    }
    return FOUND.format(
        found=(BY_INDEX if is_exact else BY_TEXT).format(**parts),
        kind=SHOWN_KIND,
        score=SCORE.format(
            kind=SHOWN_KIND,
            wide=WIDE if query.wide else "",
            named=f"CASE WHEN {REF} THEN 5 ELSE 0 END" if reference else "0",
        ),
        order=NEWEST_FIRST if by_date else RELEVANT,
        choices=CHOICES,
        faceted=FACETED,
        is_capped=CAPPED_BY_INDEX if is_exact else CAPPED_BY_TEXT,
        document=int(Kind.DOCUMENT),
    )


def _weights(code):
    """Of D, C, B and A (migrations/0001_tables): the reader's language first."""
    first, other = FIRST_LANGUAGE, OTHER_LANGUAGE
    es, en = (first, other) if code == "es" else (other, first)
    return [en * 0.3, es * 0.3, en, es]


def _one(sql, parameters):
    with connection.cursor() as cursor:
        cursor.execute(f"{PLANNED}{sql}{AS_BEFORE}", parameters)
        while cursor.description is None:
            cursor.nextset()
        [found] = cursor.fetchone()
    return found


def _found(told):
    facets = [
        (*parts(each), n, {"es": es, "en": en})
        for each, n, es, en in told["facets"] or ()
    ]
    return Found(
        min(told["total"], COUNTED),
        told["is_capped"],
        told["ranked"],
        [Hit(Kind(each[0]), *each[1:]) for each in told["hits"] or ()],
        facets,
        told["agreements"] or [],
    )
