"""The one statement of a search: how much is looked at, and the SQL that does it."""

from .keys import Kind, key, lexeme

COUNTED = 1_000  # more are "more than", and facets are counted in a share of them
TELLING = 100  # of a share: so many tell of all beyond doubt
SHARES = 499  # of all entries, of even size, kinds and times mixed in each
SHARE = f"mod(e.id * 309, {SHARES})"  # as it is indexed (migrations/0008_shares)
NEWEST = 200  # candidates that hold the words
TITLED = 100  # candidates whose titles or names hold them
READ = 500  # of which the texts themselves are looked at
PAGED = 300  # results somebody can page through
CHOICES = 8  # of a facet
FIRST_LANGUAGE, OTHER_LANGUAGE = 1.0, 0.5
# No walk over all rows because a word is common, by whatever index: it would read every
# vector, which the planner does not know to lie elsewhere. Only bitmaps are left.
SWITCHED_OFF = ("enable_seqscan", "enable_indexscan", "enable_indexonlyscan", "jit")
SWITCHED_OFF += ("max_parallel_workers_per_gather",)  # beginning them takes longer
PLANNED = "".join(f"SET LOCAL {name} = 0; " for name in SWITCHED_OFF)
AS_BEFORE = "".join(f"; SET LOCAL {name} = DEFAULT" for name in SWITCHED_OFF)
NAMED_KINDS = (Kind.INSTITUTION, Kind.OFFICIAL, Kind.TOPIC, Kind.PAGE)
# A sheet is found as its document.
SHOWN_KIND = f"(CASE e.kind WHEN {Kind.SHEET} THEN {Kind.DOCUMENT} ELSE e.kind END)"
# The newest of what answers: of the newest years where they hold enough of it, so that
# of a common word only those are read. Each year is a key, for the index to answer.
NEWEST_OF = """
{name}_lately AS MATERIALIZED (
    SELECT e.id FROM finding_entry e
    WHERE e.{vector} @@ %(lately)s::tsquery AND {sight} AND {when}
    ORDER BY e.day DESC NULLS LAST, e.id DESC LIMIT {most}
), {name} AS MATERIALIZED (
    SELECT id FROM {name}_lately
    UNION (SELECT e.id FROM finding_entry e WHERE {hit} AND {sight} AND {when}
        AND (SELECT count(*) < {most} FROM {name}_lately)
        ORDER BY e.day DESC NULLS LAST, e.id DESC LIMIT {most})
)
"""
# Institutions, people, topics and pages: they have names, and no day.
NAMED = """
named AS MATERIALIZED (
    SELECT e.id FROM finding_entry e WHERE e.head @@ %(named)s::tsquery AND {sight}
    ORDER BY e.id DESC LIMIT {most}
)
"""
# A reference may be of any year, and the index knows it elsewhere.
REFERRED = """
referred AS MATERIALIZED (
    SELECT e.id FROM finding_entry e WHERE {referred} AND {sight}
    ORDER BY e.id DESC LIMIT {most}
)
"""
# What was counted whole is sorted as it is; only what is more is looked up once more. A
# share tells of very many words beyond doubt that they are more: then none are counted.
BY_INDEX = """
shared AS MATERIALIZED (
    SELECT e.id, {kind} AS kind, e.of_id, e.layer, e.keys FROM finding_entry e
    WHERE {hit} AND {sight} AND {share} < %(share)s LIMIT {counted}
), told AS MATERIALIZED (
    SELECT count(*) >= {telling} AND count(*) * {shares} > 2 * {counted} * %(share)s
        AS are_many FROM shared WHERE kind <> {document}
), counted AS MATERIALIZED (
    SELECT e.id, {kind} AS kind, e.of_id, e.layer, e.keys, e.day FROM finding_entry e
    WHERE ({hit} OR {referred}) AND {sight} AND NOT (SELECT are_many FROM told)
    LIMIT {counted} + 1
), tally AS MATERIALIZED (
    SELECT are_many OR count > {counted} AS is_more,
        CASE WHEN are_many THEN {counted} ELSE records END AS records
    FROM told, {tally}
), {newest}, {titled}, {named}, {references}, candidates AS MATERIALIZED (
    (SELECT id FROM counted WHERE NOT (SELECT is_more FROM tally)
        ORDER BY day DESC NULLS LAST, id DESC LIMIT {most_newest})
    UNION SELECT id FROM newest
    UNION {by_title}
), faceted AS MATERIALIZED (
    SELECT id, kind, of_id, layer, keys FROM counted
        WHERE NOT (SELECT is_more FROM tally)
    UNION ALL SELECT * FROM shared WHERE (SELECT is_more FROM tally)
)
"""
# Read in the texts: of these entries alone, not of all that an index would offer.
BY_TEXT = """
{newest}, {titled}, {named}, {references}, counted AS MATERIALIZED (
    SELECT e.id, {kind} AS kind, e.of_id, e.layer, e.keys, e.day FROM (
        SELECT * FROM finding_entry e
        WHERE e.id IN (SELECT id FROM newest UNION {by_title}) OFFSET 0
    ) e WHERE {exact} OR {referred}
), candidates AS MATERIALIZED (
    (SELECT id FROM counted ORDER BY day DESC NULLS LAST, id DESC LIMIT {most_newest})
    UNION (SELECT id FROM counted WHERE id IN ({by_title}))
), tally AS (SELECT records FROM {tally}),
faceted AS (SELECT id, kind, of_id, layer, keys FROM counted)
"""
BY_TITLE = " UNION ".join(
    f"SELECT id FROM {name}" for name in ("titled", "named", "referred")
)
# A title may not hold what is to be left out, and its text may.
BY_WHOLE_TITLE = f"""
SELECT e.id FROM finding_entry e JOIN ({BY_TITLE}) titles USING (id)
WHERE e.words @@ %(loose)s::tsquery
"""
TALLY = """(
    SELECT count(*), count(*) FILTER (WHERE kind <> {document}) + (
        SELECT count(DISTINCT of_id) FROM counted WHERE kind = {document}) AS records
    FROM counted
) counts
"""
FOUND = """
WITH {found},
ranked AS (
    SELECT DISTINCT ON (kind, e.of_id) e.id, {kind} AS kind, e.of_id, e.object_id,
        e.layer, e.day, e.keys, {score} AS score
    FROM candidates JOIN finding_entry e USING (id)
    ORDER BY kind, e.of_id, score DESC, e.layer
), shown AS (
    SELECT * FROM faceted UNION ALL SELECT id, kind, of_id, layer, keys FROM ranked
        WHERE {is_capped} AND id NOT IN (SELECT id FROM faceted)
), records AS MATERIALIZED (
    SELECT kind, of_id, layer, keys FROM shown WHERE kind <> {document}
    UNION ALL SELECT kind, of_id, 0, max(keys) FROM shown WHERE kind = {document}
        GROUP BY kind, of_id
), hits AS (
    SELECT * FROM ranked ORDER BY {order} LIMIT %(most)s OFFSET %(skip)s
), facets AS (
    SELECT key, count(*) AS n,
        row_number() OVER (PARTITION BY key %% 16 ORDER BY count(*) DESC, key) AS place
    FROM (SELECT unnest(keys) AS key FROM records) keys GROUP BY key
)
SELECT json_build_object(
    'total', (SELECT records FROM tally),
    'is_capped', {is_capped},
    'ranked', (SELECT count(*) FROM ranked),
    'hits', (SELECT json_agg(json_build_array(
        kind, of_id, object_id, layer, keys, score) ORDER BY {order}) FROM hits),
    'agreements', (SELECT json_agg(of_id) FROM (
        SELECT of_id FROM records WHERE kind = 2 AND layer = 0
        LIMIT %(agreements)s) agreements),
    'facets', (SELECT json_agg(json_build_array(f.key, f.n, es.form, en.form)
            ORDER BY f.n DESC, f.key)
        FROM facets f
        LEFT JOIN finding_name es ON es.type = f.key %% 16
            AND es.object_id = f.key / 16 AND es.is_main AND es.language = 'es'
        LEFT JOIN finding_name en ON en.type = f.key %% 16
            AND en.object_id = f.key / 16 AND en.is_main AND en.language = 'en'
        WHERE f.place <= {choices} OR f.key = ANY (%(filters)s)))
"""
# Everything there is: nothing is counted or ranked, phrases are read in all.
EVERY = """
WITH {alone}every AS MATERIALIZED (
    SELECT * FROM finding_entry e WHERE ({hit} OR {referred}) AND {sight} OFFSET 0
)
SELECT json_agg(DISTINCT {record}) FROM every e WHERE {exact} OR {referred}
"""
CAPPED_BY_INDEX = "(SELECT is_more FROM tally)"
CAPPED_BY_TEXT = f"(SELECT count(*) >= {READ} FROM newest)"
RELEVANT = "score DESC, day DESC NULLS LAST, kind, of_id DESC"
NEWEST_FIRST = "day DESC NULLS LAST, score DESC, kind, of_id DESC"
# Titles in the reader's language weigh most; words as they were typed twice; a record
# that is called just so comes first, before it a reference.
SCORE = """
    2 * ts_rank(%(weights)s::real[], e.head, %(typed)s::tsquery)
    {wide}
    + CASE WHEN {record} = ANY (%(meant)s) THEN 2 ELSE 0 END
    + {named}
"""
WIDE = "+ ts_rank(%(weights)s::real[], e.head, %(wide)s::tsquery)"
RECORD = f"({SHOWN_KIND} * 4294967296 + e.of_id)"
AMONG = f"{RECORD} = ANY (%(among)s)"
ALONE = "e.kind = 2 AND e.layer = 0 AND e.object_id IN (SELECT id FROM alone)"
REF = "(e.refs <> '' AND e.refs LIKE '%%' || %(ref)s || '%%')"
REFERENCE = f"({REF} AND e.keys @> %(filters)s::bigint[])"


HIT, EXACT = "e.words @@ %(loose)s::tsquery", "e.words @@ %(exact)s::tsquery"


def written(query, sight, narrowed, reference, by_date):
    is_exact = query.is_exact
    titled = "e.head @@ %(loose)s::tsquery"
    referred = REFERENCE if reference else "false"
    alone, sight = _alone(sight, narrowed)
    parts = {
        "kind": SHOWN_KIND,
        "hit": HIT,
        "referred": referred,
        "references": REFERRED.format(referred=referred, sight=sight, most=TITLED),
        "newest": NEWEST_OF.format(
            name="newest",
            vector="words",
            hit=HIT,
            sight=sight,
            most=NEWEST if is_exact else READ,
            when="(SELECT is_more FROM tally)" if is_exact else "true",
        ),
        "titled": NEWEST_OF.format(
            name="titled",
            vector="head",
            hit=titled,
            sight=sight,
            most=TITLED,
            when="true",
        ),
        "named": NAMED.format(sight=sight, most=TITLED),
        "by_title": BY_WHOLE_TITLE if query.has_without else BY_TITLE,
        "tally": TALLY.format(document=int(Kind.DOCUMENT)),
        "document": int(Kind.DOCUMENT),
        "exact": EXACT,
        "sight": sight,
        "counted": COUNTED,
        "share": SHARE,
        "shares": SHARES,
        "telling": TELLING,
        "most_newest": NEWEST,
    }
    return FOUND.format(
        found=alone + (BY_INDEX if is_exact else BY_TEXT).format(**parts),
        kind=SHOWN_KIND,
        score=SCORE.format(
            record=RECORD,
            wide=WIDE if query.wide else "",
            named=f"CASE WHEN {REF} THEN 5 ELSE 0 END" if reference else "0",
        ),
        order=NEWEST_FIRST if by_date else RELEVANT,
        choices=CHOICES,
        is_capped=CAPPED_BY_INDEX if is_exact else CAPPED_BY_TEXT,
        document=int(Kind.DOCUMENT),
    )


def every(query, sight, narrowed, reference):
    alone, sight = _alone(sight, narrowed)
    return EVERY.format(
        alone=alone,
        hit=HIT,
        referred=REFERENCE if reference else "false",
        sight=sight,
        record=RECORD,
        exact="true" if query.is_exact else EXACT,
    )


def _alone(sight, narrowed):
    """What is looked for alone: as a part of the statement, and as a condition."""
    alone, condition = "", sight.condition
    if narrowed.agreements:
        alone = f"alone (id) AS MATERIALIZED ({narrowed.agreements}), "
        condition += f" AND {ALONE}"
    if narrowed.among is not None:
        condition += f" AND {AMONG}"
    return alone, condition


def of(loose, type, numbers):
    """The same question, of some years or some kinds alone."""
    marks = " | ".join(lexeme(key(type, number)) for number in numbers)
    return f"{loose} & ({marks})" if loose and marks else ""


def weights(code):
    """Of D, C, B and A (migrations/0001_tables): the reader's language first."""
    first, other = FIRST_LANGUAGE, OTHER_LANGUAGE
    es, en = (first, other) if code == "es" else (other, first)
    return [en * 0.3, es * 0.3, en, es]
