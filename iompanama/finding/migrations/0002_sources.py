"""What every entry says, one function a kind: the record as it is, for the index.

The kinds: 1 release, 2 agreement, 3 document, 4 institution, 5 official, 6 topic,
7 standing page, 8 page of a document (a sheet, found as its document). The types of keys: 0 kind, 1 topic, 2 institution,
3 official, 4 place, 5 year, 6 language (1 Spanish, 2 English), 7 access, 8 scan,
10 standing page.

A language that is not there (``readable_in``) gives no word. Columns alike in all:
object_id, of_id (the record a result shows), layer, access, readers, visible_from, visible_until, day, keys, days, refs,
head, body (the vector without its marks), plain (what words are learned from).
"""

from django.db import migrations

ALWAYS = "'0001-01-01Z'::timestamptz AS visible_from, '9999-01-01Z'::timestamptz AS visible_until"
EMPTY = "''::tsvector"
LANGUAGES = """
    CASE WHEN {es} THEN ARRAY[public.finding_key(6, 1)] ELSE '{{}}'::bigint[] END ||
    CASE WHEN {en} THEN ARRAY[public.finding_key(6, 2)] ELSE '{{}}'::bigint[] END"""


def there(*names, alias):
    """Is the language there: every text needed to read is written."""
    return {
        code: " AND ".join(
            f"coalesce({alias}.{name}_{code}, '') > ''" for name in names
        )
        for code in ("es", "en")
    }


RELEASE = f"""
SELECT r.id AS object_id, r.id AS of_id, 0 AS layer, 0::smallint AS access, NULL::bigint[] AS readers,
    r.published_at AS visible_from, r.visible_until,
    coalesce(r.dateline_on, r.published_at::date) AS day,
    keys, days, '' AS refs,
    public.finding_head(
        CASE WHEN r.complete_es THEN r.title_es END,
        CASE WHEN r.complete_en THEN r.title_en END,
        CASE WHEN r.complete_es THEN r.lead_es END,
        CASE WHEN r.complete_en THEN r.lead_en END, keys) AS head,
    CASE WHEN r.complete_es THEN r.search_es ELSE {EMPTY} END
        || CASE WHEN r.complete_en THEN r.search_en ELSE {EMPTY} END
        || public.finding_es(concat_ws(' ', people.names,
            CASE WHEN r.complete_es THEN people.titles_es END))
        || public.finding_en(CASE WHEN r.complete_en THEN people.titles_en END) AS body,
    concat_ws(' ', CASE WHEN r.complete_es
            THEN concat_ws(' ', r.title_es, r.lead_es, r.body_es) END,
        CASE WHEN r.complete_en
            THEN concat_ws(' ', r.title_en, r.lead_en, r.body_en) END,
        people.names) AS plain
FROM news_pressrelease r
CROSS JOIN LATERAL (
    SELECT string_agg(nullif(m.name, ''), ' ') AS names,
        string_agg(m.printed_title_es, ' ') AS titles_es,
        string_agg(m.printed_title_en, ' ') AS titles_en,
        array_agg(public.finding_key(3, m.official_id))
            FILTER (WHERE m.official_id IS NOT NULL) AS officials
    FROM news_mention m WHERE m.release_id = r.id
) people
CROSS JOIN LATERAL (SELECT
    ARRAY[public.finding_key(0, 1),
        public.finding_key(5, extract(year FROM coalesce(r.dateline_on,
            r.published_at::date))::bigint)]
    || ARRAY(SELECT public.finding_key(1, id) FROM unnest(r.topic_ids) id)
    || ARRAY(SELECT public.finding_key(2, id) FROM unnest(r.institution_ids) id)
    || coalesce(people.officials, '{{}}')
    || ARRAY(SELECT public.finding_key(4, place_id) FROM news_pressrelease_places
        WHERE pressrelease_id = r.id
        UNION SELECT public.finding_key(4, r.dateline_place_id)
        WHERE r.dateline_place_id IS NOT NULL)
    || {LANGUAGES.format(es="r.complete_es", en="r.complete_en")} AS keys,
    public.finding_days(r.dateline_on, 'day')
    || ARRAY(SELECT unnest(public.finding_days(day, 'day'))
        FROM unnest(r.event_days) day) AS days
) said
WHERE r.id = ANY (ids) AND r.status = 'published' AND (r.complete_es OR r.complete_en)
    AND r.visible_until > now()
"""

_agreement = there("title", "slug", alias="a")
FACTS_OF_AGREEMENT = f"""
CROSS JOIN LATERAL (SELECT
    {_agreement["es"]} AS es, {_agreement["en"]} AS en,
    coalesce(a.signed_on, a.in_force_on) AS day,
    coalesce(CASE WHEN a.signed_on IS NULL THEN a.in_force_on_precision
        ELSE a.signed_on_precision END, 'day') AS precise
) here
CROSS JOIN LATERAL (SELECT
    array_remove(ARRAY[public.finding_key(5,
        extract(year FROM here.day)::bigint)], NULL)
    || ARRAY(SELECT public.finding_key(1, topic_id) FROM partners_agreement_topics
        WHERE agreement_id = a.id)
    || ARRAY(SELECT DISTINCT public.finding_key(2, institution_id) FROM partners_party
        WHERE agreement_id = a.id AND institution_id IS NOT NULL)
    || ARRAY(SELECT DISTINCT public.finding_key(3, official_id) FROM partners_signature
        WHERE agreement_id = a.id AND official_id IS NOT NULL)
    || ARRAY(SELECT public.finding_key(4, place_id) FROM partners_agreement_places
        WHERE agreement_id = a.id
        UNION SELECT public.finding_key(4, a.signed_at_id)
        WHERE a.signed_at_id IS NOT NULL) AS keys,
    public.finding_days(a.signed_on, a.signed_on_precision)
    || public.finding_days(a.in_force_on, a.in_force_on_precision) AS days,
    concat_ws(' ', public.finding_ref(a.reference), (SELECT
        string_agg(public.finding_ref(each), ' ') FROM unnest(a.older_references) each)
    ) AS refs
) facts
"""
READERS = """CASE WHEN {access} = 2 THEN ARRAY(SELECT user_id
        FROM partners_agreement_readers WHERE agreement_id = a.id ORDER BY user_id)
        END"""
AGREEMENT = f"""
SELECT a.id AS object_id, a.id AS of_id, 0 AS layer, public.finding_access(a.access) AS access,
    {READERS.format(access="public.finding_access(a.access)")} AS readers,
    {ALWAYS}, here.day, whole.keys, facts.days, facts.refs,
    public.finding_head(CASE WHEN here.es THEN a.title_es END,
        CASE WHEN here.en THEN a.title_en END,
        concat_ws(' ', a.reference, public.join_lines(a.short_names),
            CASE WHEN here.es THEN a.summary_es END),
        CASE WHEN here.en THEN a.summary_en END, whole.keys) AS head,
    CASE WHEN here.es THEN a.search_es ELSE {EMPTY} END
        || CASE WHEN here.en THEN a.search_en ELSE {EMPTY} END
        || public.finding_es(concat_ws(' ', people.said_es,
            CASE WHEN here.es THEN a.on_data_es END))
        || public.finding_en(concat_ws(' ', people.said_en,
            CASE WHEN here.en THEN a.on_data_en END)) AS body,
    concat_ws(' ', public.join_lines(a.short_names), people.said_es,
        CASE WHEN here.es THEN concat_ws(' ', a.title_es, a.summary_es,
            public.join_lines(a.areas_es), a.on_data_es, a.body_es) END,
        CASE WHEN here.en THEN concat_ws(' ', a.title_en, a.summary_en,
            public.join_lines(a.areas_en), a.on_data_en, a.body_en) END) AS plain
FROM partners_agreement a
{FACTS_OF_AGREEMENT}
CROSS JOIN LATERAL (SELECT facts.keys
    || ARRAY[public.finding_key(0, 2),
        public.finding_key(7, public.finding_access(a.access)::bigint)]
    || {LANGUAGES.format(es="here.es", en="here.en")}
    || ARRAY(SELECT public.finding_key(8, 1) WHERE EXISTS (
        SELECT FROM partners_documentversion v WHERE v.agreement_id = a.id)) AS keys
) whole
CROSS JOIN LATERAL (
    SELECT concat_ws(' ',
        (SELECT string_agg(concat_ws(' ', p.name_es, p.name_as_printed,
            p.on_behalf_of_es), ' ') FROM partners_party p WHERE p.agreement_id = a.id),
        (SELECT string_agg(concat_ws(' ', s.name_as_signed, s.capacity_es), ' ')
            FROM partners_signature s WHERE s.agreement_id = a.id)) AS said_es,
        concat_ws(' ',
        (SELECT string_agg(concat_ws(' ', p.name_en, p.on_behalf_of_en), ' ')
            FROM partners_party p WHERE p.agreement_id = a.id),
        (SELECT string_agg(s.capacity_en, ' ')
            FROM partners_signature s WHERE s.agreement_id = a.id)) AS said_en
) people
WHERE a.id = ANY (ids) AND (here.es OR here.en)
UNION ALL
-- What the rest of the staff sees of a confidential one: its title and summary.
SELECT a.id, a.id, 1, 1::smallint, {READERS.format(access="2")}, {ALWAYS}, NULL, cover.keys,
    '{{}}'::text[], '',
    public.finding_head(CASE WHEN here.es THEN a.title_es END,
        CASE WHEN here.en THEN a.title_en END, CASE WHEN here.es THEN a.summary_es END,
        CASE WHEN here.en THEN a.summary_en END, cover.keys),
    CASE WHEN here.es
        THEN public.search_vector_es(a.title_es, '', a.summary_es, '')
        ELSE {EMPTY} END
        || CASE WHEN here.en
        THEN public.search_vector_en(a.title_en, '', a.summary_en, '')
        ELSE {EMPTY} END,
    concat_ws(' ', CASE WHEN here.es THEN concat_ws(' ', a.title_es, a.summary_es) END,
        CASE WHEN here.en THEN concat_ws(' ', a.title_en, a.summary_en) END)
FROM partners_agreement a
CROSS JOIN LATERAL (SELECT {_agreement["es"]} AS es, {_agreement["en"]} AS en) here
CROSS JOIN LATERAL (SELECT ARRAY[public.finding_key(0, 2), public.finding_key(7, 2)]
    || {LANGUAGES.format(es="here.es", en="here.en")} AS keys) cover
WHERE a.id = ANY (ids) AND a.access = 'confidential' AND (here.es OR here.en)
"""
# A paper is found by its title, and page by page.
OF_PAPER = f"""
FROM partners_document d
JOIN partners_agreement a ON a.id = d.agreement_id
{FACTS_OF_AGREEMENT}
CROSS JOIN LATERAL (SELECT greatest(public.finding_access(a.access),
    public.finding_access(d.access)) AS access) sight
CROSS JOIN LATERAL (SELECT facts.keys
    || ARRAY[public.finding_key(0, 3), public.finding_key(7, sight.access::bigint),
        public.finding_key(8, 1)]
    || {LANGUAGES.format(es="d.language = 'es'", en="d.language = 'en'")} AS keys) said
CROSS JOIN LATERAL (
    SELECT v.id FROM partners_documentversion v WHERE v.document_id = d.id
    ORDER BY v.number DESC LIMIT 1
) newest
"""
SEEN = f"""sight.access, {READERS.format(access="sight.access")},
    {ALWAYS}, here.day, said.keys, facts.days, '',
    public.finding_head(d.title_es, d.title_en, CASE WHEN here.es THEN a.title_es END,
        CASE WHEN here.en THEN a.title_en END, said.keys),
    public.finding_es(concat_ws(' ', d.title_es, a.reference,
            CASE WHEN here.es THEN a.title_es END))
        || public.finding_en(concat_ws(' ', d.title_en,
            CASE WHEN here.en THEN a.title_en END))"""
DOCUMENT = f"""
SELECT d.id, d.id, 0, {SEEN}, concat_ws(' ', d.title_es, d.title_en)
{OF_PAPER}
WHERE d.id = ANY (ids) AND (here.es OR here.en)
"""
SHEET = f"""
SELECT p.id, d.id, p.number, {SEEN}
        || CASE WHEN d.language <> 'en' THEN p.search_es ELSE {EMPTY} END
        || CASE WHEN d.language <> 'es' THEN p.search_en ELSE {EMPTY} END,
    p.text
{OF_PAPER}
JOIN partners_pagetext p ON p.version_id = newest.id AND p.text > ''
WHERE p.id = ANY (ids) AND (here.es OR here.en)
"""

_slug = there("slug", alias="i")
INSTITUTION = f"""
SELECT i.id AS object_id, i.id AS of_id, 0 AS layer, 0::smallint AS access, NULL::bigint[] AS readers,
    {ALWAYS}, NULL::date AS day, said.keys, '{{}}'::text[] AS days, '' AS refs,
    public.finding_head(i.name_es, i.name_en,
        concat_ws(' ', i.acronym_es, public.join_lines(i.aliases_es)),
        concat_ws(' ', i.acronym_en, public.join_lines(i.aliases_en)), said.keys) AS head,
    i.search_es || i.search_en AS body,
    concat_ws(' ', i.name_es, i.name_en, i.acronym_es, i.acronym_en, i.description_es,
        i.description_en, public.join_lines(i.aliases_es),
        public.join_lines(i.aliases_en)) AS plain
FROM partners_institution i
CROSS JOIN LATERAL (SELECT {_slug["es"]} AS es, {_slug["en"]} AS en) here
CROSS JOIN LATERAL (SELECT ARRAY[public.finding_key(0, 4), public.finding_key(2, i.id)]
    || {LANGUAGES.format(es="here.es", en="here.en")} AS keys) said
WHERE i.id = ANY (ids) AND (here.es OR here.en)
"""
OFFICIAL = f"""
SELECT o.id AS object_id, o.id AS of_id, 0 AS layer, 0::smallint AS access, NULL::bigint[] AS readers,
    {ALWAYS}, NULL::date AS day, said.keys, '{{}}'::text[] AS days, '' AS refs,
    public.finding_head(o.name, o.name,
        concat_ws(' ', public.join_lines(o.aliases), posts.es),
        concat_ws(' ', public.join_lines(o.aliases), posts.en), said.keys) AS head,
    o.search_es || o.search_en || public.finding_es(posts.es)
        || public.finding_en(posts.en) AS body,
    concat_ws(' ', o.name, public.join_lines(o.aliases), posts.es, posts.en,
        o.biography_es, o.biography_en) AS plain
FROM partners_official o
CROSS JOIN LATERAL (
    SELECT string_agg(p.post_es, ' ') AS es, string_agg(p.post_en, ' ') AS en,
        coalesce(array_agg(DISTINCT public.finding_key(2, p.institution_id))
            FILTER (WHERE p.institution_id IS NOT NULL), '{{}}') AS institutions
    FROM partners_appointment p WHERE p.official_id = o.id
) posts
CROSS JOIN LATERAL (SELECT ARRAY[public.finding_key(0, 5), public.finding_key(3, o.id)]
    || posts.institutions || {LANGUAGES.format(es="true", en="true")} AS keys) said
WHERE o.id = ANY (ids)
"""

_topic = there("name", "slug", alias="t")
TOPIC = f"""
SELECT t.id AS object_id, t.id AS of_id, 0 AS layer, 0::smallint AS access, NULL::bigint[] AS readers,
    {ALWAYS}, NULL::date AS day, said.keys, '{{}}'::text[] AS days, '' AS refs,
    public.finding_head(CASE WHEN here.es THEN t.name_es END,
        CASE WHEN here.en THEN t.name_en END,
        CASE WHEN here.es THEN public.join_lines(t.aliases_es) END,
        CASE WHEN here.en THEN public.join_lines(t.aliases_en) END, said.keys) AS head,
    CASE WHEN here.es THEN t.search_es ELSE {EMPTY} END
        || CASE WHEN here.en THEN t.search_en ELSE {EMPTY} END AS body,
    concat_ws(' ', CASE WHEN here.es THEN concat_ws(' ', t.name_es, t.description_es,
            public.join_lines(t.aliases_es)) END,
        CASE WHEN here.en THEN concat_ws(' ', t.name_en, t.description_en,
            public.join_lines(t.aliases_en)) END) AS plain
FROM vocabulary_topic t
CROSS JOIN LATERAL (SELECT {_topic["es"]} AS es, {_topic["en"]} AS en) here
CROSS JOIN LATERAL (SELECT ARRAY[public.finding_key(0, 6), public.finding_key(1, t.id)]
    || {LANGUAGES.format(es="here.es", en="here.en")} AS keys) said
WHERE t.id = ANY (ids) AND (here.es OR here.en)
"""

_page = there("title", "slug", "body", alias="p")
PAGE = f"""
SELECT p.id AS object_id, p.id AS of_id, 0 AS layer, 0::smallint AS access, NULL::bigint[] AS readers,
    {ALWAYS}, NULL::date AS day, said.keys, '{{}}'::text[] AS days, '' AS refs,
    public.finding_head(CASE WHEN here.es THEN p.title_es END,
        CASE WHEN here.en THEN p.title_en END, CASE WHEN here.es THEN p.lead_es END,
        CASE WHEN here.en THEN p.lead_en END, said.keys) AS head,
    CASE WHEN here.es THEN p.search_es ELSE {EMPTY} END
        || CASE WHEN here.en THEN p.search_en ELSE {EMPTY} END AS body,
    concat_ws(' ', CASE WHEN here.es
            THEN concat_ws(' ', p.title_es, p.lead_es, p.body_es) END,
        CASE WHEN here.en
            THEN concat_ws(' ', p.title_en, p.lead_en, p.body_en) END) AS plain
FROM pages_page p
CROSS JOIN LATERAL (SELECT {_page["es"]} AS es, {_page["en"]} AS en) here
CROSS JOIN LATERAL (SELECT ARRAY[public.finding_key(0, 7), public.finding_key(10, p.id)]
    || {LANGUAGES.format(es="here.es", en="here.en")} AS keys) said
WHERE p.id = ANY (ids) AND p.is_public AND (here.es OR here.en)
"""

# Everything with a name that words of a question may mean, and every form of the
# glossary (type 9).
NAMES = """
SELECT t.id, name.* FROM vocabulary_topic t,
    LATERAL (VALUES ('es', true, t.name_es), ('en', true, t.name_en)
    UNION ALL SELECT 'es', false, unnest(t.aliases_es)
    UNION ALL SELECT 'en', false, unnest(t.aliases_en)) name
WHERE of_type = 1 AND t.id = ANY (ids)
UNION ALL
SELECT i.id, name.* FROM partners_institution i,
    LATERAL (VALUES ('es', true, i.name_es), ('en', true, i.name_en),
        ('es', false, i.acronym_es), ('en', false, i.acronym_en)
    UNION ALL SELECT 'es', false, unnest(i.aliases_es)
    UNION ALL SELECT 'en', false, unnest(i.aliases_en)) name
WHERE of_type = 2 AND i.id = ANY (ids)
UNION ALL
SELECT o.id, name.* FROM partners_official o,
    LATERAL (VALUES ('es', true, o.name)
    UNION ALL SELECT 'es', false, unnest(o.aliases)) name
WHERE of_type = 3 AND o.id = ANY (ids)
UNION ALL
SELECT p.id, name.* FROM vocabulary_place p,
    LATERAL (VALUES ('es', true, p.name_es), ('en', true, p.name_en)) name
WHERE of_type = 4 AND p.id = ANY (ids)
UNION ALL
SELECT g.id, name.* FROM vocabulary_term g,
    LATERAL (VALUES ('es', true, g.term_es), ('en', true, g.term_en),
        ('es', false, g.acronym_es), ('en', false, g.acronym_en)
    UNION ALL SELECT 'es', false, unnest(g.synonyms_es)
    UNION ALL SELECT 'en', false, unnest(g.synonyms_en)) name
WHERE of_type = 9 AND g.id = ANY (ids)
UNION ALL
SELECT p.id, name.* FROM pages_page p,
    LATERAL (VALUES ('es', true, CASE WHEN {es} THEN p.title_es END),
        ('en', true, CASE WHEN {en} THEN p.title_en END)) name
WHERE of_type = 10 AND p.id = ANY (ids) AND p.is_public
""".format(**_page)
SOURCES = {
    "release": RELEASE,
    "agreement": AGREEMENT,
    "document": DOCUMENT,
    "sheet": SHEET,
    "institution": INSTITUTION,
    "official": OFFICIAL,
    "topic": TOPIC,
    "page": PAGE,
}
TYPE = """
CREATE TYPE public.finding_source AS (object_id bigint, of_id bigint, layer integer, access smallint,
    readers bigint[], visible_from timestamptz, visible_until timestamptz, day date,
    keys bigint[], days text[], refs text, head tsvector, body tsvector, plain text);
"""
# Bodies as text: a column may be changed without asking the index first.
FUNCTION = """
CREATE FUNCTION public.finding_of_{name}(ids bigint[])
    RETURNS SETOF public.finding_source LANGUAGE sql STABLE AS $${body}$$;
"""
NAMING = f"""
CREATE FUNCTION public.finding_names(of_type smallint, ids bigint[])
    RETURNS TABLE (object_id bigint, language text, is_main boolean, form text)
    LANGUAGE sql STABLE AS $${NAMES}$$;
"""
FORWARD = [
    TYPE,
    *(FUNCTION.format(name=name, body=body) for name, body in SOURCES.items()),
    NAMING,
]
BACKWARD = [
    "DROP FUNCTION public.finding_names(smallint, bigint[]);",
    *(f"DROP FUNCTION public.finding_of_{name}(bigint[]);" for name in SOURCES),
    "DROP TYPE public.finding_source;",
]


class Migration(migrations.Migration):
    dependencies = [
        ("finding", "0001_tables"),
        ("news", "0021_news_version"),
        ("pages", "0004_partnerships_mailbox"),
        ("partners", "0017_likeness"),
        ("vocabulary", "0003_whole_positions"),
    ]

    operations = [migrations.RunSQL("".join(FORWARD), "".join(BACKWARD))]
