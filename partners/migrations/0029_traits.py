"""What the register narrows agreements down by is kept in a narrow row beside each, so
that it is counted without asking five tables (docs/decisions/register.md)."""

from django.db import migrations

# What an agreement is narrowed down by and sorted by, from the rows that say it. What
# is told of a day (who is a party) is as after the last day on which it changes.
TRAITS = """
CREATE FUNCTION public.traits_of(ids bigint[]) RETURNS SETOF partners_traits
    LANGUAGE sql STABLE AS $$
SELECT a.id,
    ARRAY(SELECT topic_id FROM partners_agreement_topics
        WHERE agreement_id = a.id ORDER BY topic_id),
    ARRAY(SELECT DISTINCT above
        FROM partners_party p JOIN partners_institution i ON i.id = p.institution_id,
            unnest(i.within) AS above
        WHERE p.agreement_id = a.id AND p.left_on IS NULL
            AND (p.joined_by_id IS NULL OR p.joined_on IS NOT NULL)
            AND (NOT i.is_the_office OR EXISTS (SELECT FROM partners_institution o
                WHERE o.id = above AND o.is_the_office))
        ORDER BY above),
    (SELECT greatest(max(joined_on), max(left_on)) FROM partners_party
        WHERE agreement_id = a.id),
    ARRAY(SELECT DISTINCT official_id FROM partners_signature
        WHERE agreement_id = a.id AND official_id IS NOT NULL ORDER BY official_id),
    (SELECT max(signed_on) FROM partners_signature
        WHERE agreement_id = a.id AND official_id IS NOT NULL),
    coalesce(papers.languages, '{}'),
    EXISTS (SELECT FROM partners_documentversion v
        JOIN partners_document d ON d.id = v.document_id WHERE d.agreement_id = a.id),
    coalesce(papers.has_closed, false),
    public.fold(party.es), public.fold(party.en),
    public.fold(topic.es), public.fold(topic.en),
    (SELECT public.fold(name_as_signed) FROM partners_signature
        WHERE agreement_id = a.id ORDER BY position, id LIMIT 1),
    papers.first_language
FROM partners_agreement a
CROSS JOIN LATERAL (
    SELECT array_agg(DISTINCT language ORDER BY language) AS languages,
        bool_or(access = 'confidential') AS has_closed,
        (array_agg(language ORDER BY position, id)
            FILTER (WHERE access <> 'confidential'))[1] AS first_language
    FROM partners_document WHERE agreement_id = a.id
) papers
LEFT JOIN LATERAL (
    SELECT coalesce(nullif(i.name_es, ''), nullif(i.name_en, ''),
            nullif(p.name_es, ''), nullif(p.name_en, '')) AS es,
        coalesce(nullif(i.name_en, ''), nullif(i.name_es, ''),
            nullif(p.name_en, ''), nullif(p.name_es, '')) AS en
    FROM partners_party p LEFT JOIN partners_institution i ON i.id = p.institution_id
    WHERE p.agreement_id = a.id AND i.is_the_office IS NOT TRUE
    ORDER BY p.position, p.id LIMIT 1
) party ON true
LEFT JOIN LATERAL (
    SELECT coalesce(nullif(t.name_es, ''), t.name_en) AS es,
        coalesce(nullif(t.name_en, ''), t.name_es) AS en
    FROM partners_agreement_topics tied JOIN vocabulary_topic t ON t.id = tied.topic_id
    WHERE tied.agreement_id = a.id ORDER BY t.position, t.id LIMIT 1
) topic ON true
WHERE a.id = ANY (ids)
$$;
-- Locked before they are read: of two who change one agreement at once the second
-- writes what both did.
CREATE FUNCTION public.settle_traits(ids bigint[]) RETURNS void
    LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM partners_traits WHERE agreement_id = ANY (ids)
        ORDER BY agreement_id FOR NO KEY UPDATE;
    INSERT INTO partners_traits AS kept ({columns}) SELECT * FROM public.traits_of(ids)
    ON CONFLICT (agreement_id) DO UPDATE SET ({columns}) = ROW (excluded.*)
    WHERE kept.* IS DISTINCT FROM excluded.*;
END $$;
-- Its argument is a query of the agreements that a statement touched.
CREATE FUNCTION public.keep_traits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
BEGIN
    EXECUTE format('SELECT array_agg(id) FROM (%s) AS touched (id)', TG_ARGV[0])
        INTO ids;
    IF ids IS NOT NULL THEN
        PERFORM public.settle_traits(ids);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.drop_traits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM partners_traits WHERE agreement_id IN (SELECT id FROM old_rows);
    RETURN NULL;
END $$;
CREATE TRIGGER agreement_traits_gone AFTER DELETE ON partners_agreement
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION public.drop_traits();
"""
COLUMNS = (
    "agreement_id, topics, parties, parties_on, signatories, signatories_on,"
    " languages, is_scanned, has_closed_papers, first_party_es, first_party_en,"
    " first_topic_es, first_topic_en, first_signatory, first_language"
)
NO_TRAITS = """
DROP TRIGGER agreement_traits_gone ON partners_agreement;
DROP FUNCTION public.drop_traits();
DROP FUNCTION public.keep_traits();
DROP FUNCTION public.settle_traits(bigint[]);
DROP FUNCTION public.traits_of(bigint[]);
"""
NEW, OLD = "REFERENCING NEW TABLE AS new_rows", "REFERENCING OLD TABLE AS old_rows"
BOTH = f"{OLD} NEW TABLE AS new_rows"
OF_ROWS = "SELECT agreement_id FROM {}"
# Reading a file changes its row many times; only that it is there is a trait.
TABLES = {
    "partners_agreement_topics": ("INSERT", "UPDATE", "DELETE"),
    "partners_party": ("INSERT", "UPDATE", "DELETE"),
    "partners_signature": ("INSERT", "UPDATE", "DELETE"),
    "partners_document": ("INSERT", "UPDATE", "DELETE"),
    "partners_documentversion": ("INSERT", "DELETE"),
}
ROWS = {
    "INSERT": (NEW, OF_ROWS.format("new_rows")),
    "DELETE": (OLD, OF_ROWS.format("old_rows")),
    "UPDATE": (
        BOTH,
        f"{OF_ROWS.format('new_rows')} UNION {OF_ROWS.format('old_rows')}",
    ),
}
INSTITUTIONS = """
SELECT DISTINCT p.agreement_id FROM new_rows n JOIN old_rows o ON o.id = n.id
    JOIN partners_institution i ON i.within @> ARRAY[n.id]
    JOIN partners_party p ON p.institution_id = i.id
WHERE (n.name_es, n.name_en, n.within, n.is_the_office)
    IS DISTINCT FROM (o.name_es, o.name_en, o.within, o.is_the_office)
"""
TOPICS = """
SELECT DISTINCT tied.agreement_id FROM new_rows n JOIN old_rows o ON o.id = n.id
    JOIN partners_agreement_topics tied ON tied.topic_id = n.id
WHERE (n.name_es, n.name_en, n.position)
    IS DISTINCT FROM (o.name_es, o.name_en, o.position)
"""
KEPT = [
    *(
        (table, event, *ROWS[event])
        for table, events in TABLES.items()
        for event in events
    ),
    ("partners_agreement", "INSERT", NEW, "SELECT id FROM new_rows"),
    ("partners_institution", "UPDATE", BOTH, INSTITUTIONS),
    ("vocabulary_topic", "UPDATE", BOTH, TOPICS),
]


def kept(table, event, rows, query):
    name = f"{table}_traits_{event.lower()}"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER {event} ON {table} {rows}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION public.keep_traits('{query}')",
        f"DROP TRIGGER {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0026_register_counted"),
        ("vocabulary", "0003_whole_positions"),
    ]

    operations = [
        migrations.RunSQL(TRAITS.replace("{columns}", COLUMNS), NO_TRAITS),
        *(kept(*each) for each in KEPT),
    ]
