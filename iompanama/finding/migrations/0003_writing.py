"""The index follows its sources: statement triggers refresh what a write touches.

Whoever writes (a form, an import, a bulk update, raw SQL) changes the index in the
same transaction. The records are locked before they are read, so that of two who
change one at once the second one writes what both did.
"""

from django.db import migrations

REFRESH = """
CREATE FUNCTION public.finding_refresh(of_kind text, ids bigint[]) RETURNS void
    LANGUAGE plpgsql AS $$
DECLARE
    number smallint;
    source text;
BEGIN
    SELECT n, t INTO number, source FROM (VALUES
        ('release', 1, 'news_pressrelease'), ('agreement', 2, 'partners_agreement'),
        ('document', 3, 'partners_document'), ('institution', 4, 'partners_institution'),
        ('official', 5, 'partners_official'), ('topic', 6, 'vocabulary_topic'),
        ('page', 7, 'pages_page'), ('sheet', 8, 'partners_pagetext')) each (k, n, t) WHERE k = of_kind;
    EXECUTE format('SELECT FROM public.%I WHERE id = ANY ($1) ORDER BY id'
        ' FOR NO KEY UPDATE', source) USING ids;
    EXECUTE format($sql$
        WITH there AS MATERIALIZED (
            SELECT * FROM public.finding_of_%1$s($1)
        ), gone AS (
            DELETE FROM public.finding_entry e
            WHERE e.kind = $2 AND e.object_id = ANY ($1) AND NOT EXISTS (
                SELECT FROM there t
                WHERE t.object_id = e.object_id AND t.layer = e.layer)
        ), kept AS (
            INSERT INTO public.finding_entry AS e (object_id, of_id, layer, kind, access,
                visible_from, visible_until, day, readers, keys, refs, head, words)
            SELECT object_id, of_id, layer, $2, access, visible_from, visible_until, day,
                readers, keys, refs, head, body || public.finding_marks(keys, days)
            FROM there
            ON CONFLICT (kind, object_id, layer) DO UPDATE SET
                of_id = excluded.of_id, access = excluded.access, visible_from = excluded.visible_from,
                visible_until = excluded.visible_until, day = excluded.day,
                readers = excluded.readers, keys = excluded.keys, refs = excluded.refs,
                head = excluded.head, words = excluded.words
            WHERE (e.access, e.visible_from, e.visible_until, e.day, e.readers, e.keys,
                e.refs, e.head, e.words) IS DISTINCT FROM (excluded.access,
                excluded.visible_from, excluded.visible_until, excluded.day,
                excluded.readers, excluded.keys, excluded.refs, excluded.head,
                excluded.words)
            RETURNING e.id, e.object_id, e.layer, e.access
        )
        , hidden AS (
            -- Fewer may read it: its words are offered again when others hold them.
            DELETE FROM public.finding_word w USING kept
            WHERE w.entry_id = kept.id AND w.access < kept.access
        )
        INSERT INTO public.finding_word (folded, word, access, entry_id)
        SELECT DISTINCT ON (folded) folded, word, access, id FROM (
            SELECT public.fold(word) AS folded, word, kept.access, kept.id
            FROM kept JOIN there USING (object_id, layer), unnest(tsvector_to_array(
                to_tsvector('pg_catalog.simple'::regconfig, left(plain, 400000)))) word
            WHERE word ~ '^[[:alpha:]]{3,30}$'
        ) said
        WHERE NOT EXISTS (SELECT FROM public.finding_word w
            WHERE w.folded = said.folded AND w.access <= said.access)
        ORDER BY folded, access, word DESC
    $sql$, of_kind) USING ids, number;
END $$;

CREATE FUNCTION public.finding_rename(of_type smallint, ids bigint[]) RETURNS void
    LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM public.finding_name WHERE type = of_type AND object_id = ANY (ids);
    INSERT INTO public.finding_name (type, object_id, language, is_main, form, folded,
        stems, phrase_es, phrase_en)
    SELECT of_type, object_id, language, is_main, form, public.finding_plain(form),
        tsvector_to_array(public.finding_es(form))
            || tsvector_to_array(public.finding_en(form)),
        phraseto_tsquery('pg_catalog.spanish', public.words_es(form)),
        phraseto_tsquery('pg_catalog.english', public.words_en(form))
    FROM public.finding_names(of_type, ids)
    WHERE public.finding_plain(form) ~ '[[:alnum:]]{2}';
END $$;

-- Arguments: what is refreshed (a kind, or "name" and a type), and the keys of it as
-- a query of the rows that changed, called "changed".
CREATE FUNCTION public.finding_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
    query text := '';
BEGIN
    IF TG_OP <> 'INSERT' THEN
        query := replace(TG_ARGV[1], 'changed', 'old_rows');
    END IF;
    IF TG_OP = 'INSERT' OR TG_OP = 'UPDATE' AND TG_ARGV[1] LIKE '%changed%' THEN
        query := concat_ws(' UNION ', nullif(query, ''),
            replace(TG_ARGV[1], 'changed', 'new_rows'));
    END IF;
    EXECUTE format('SELECT array_agg(id) FROM (%s) touched (id) WHERE id IS NOT NULL',
        query) INTO ids;
    IF ids IS NULL THEN
        RETURN NULL;
    END IF;
    IF TG_ARGV[0] = 'name' THEN
        PERFORM public.finding_rename(TG_ARGV[2]::smallint, ids);
    ELSE
        PERFORM public.finding_refresh(TG_ARGV[0], ids);
    END IF;
    RETURN NULL;
END $$;
"""
MADE = """
CREATE TRIGGER finding_{what}_made AFTER INSERT ON {table}
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION public.finding_follow({arguments});
"""
CHANGED = """
CREATE TRIGGER finding_{what}_changed AFTER UPDATE ON {table}
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION public.finding_follow({arguments});
"""
DELETED = """
CREATE TRIGGER finding_{what}_gone AFTER DELETE ON {table}
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION public.finding_follow({arguments});
"""
ALL = MADE + CHANGED + DELETED


def of(column):
    return f"SELECT {column} FROM changed"


def papers_of(agreements):
    return (
        f"SELECT d.id FROM partners_document d WHERE d.agreement_id IN ({agreements})"
    )


def sheets_of(documents):
    return (
        "SELECT p.id FROM partners_pagetext p JOIN partners_documentversion v"
        f" ON v.id = p.version_id WHERE v.document_id IN ({documents})"
    )


# What the papers of an agreement say of it. A long paper is not written anew because
# something else of its record changed.
SAID = (
    "title_es, title_en, slug_es, slug_en, access, reference, signed_on,"
    " signed_on_precision, in_force_on, in_force_on_precision, signed_at_id"
)
OTHERWISE = (
    f"SELECT id FROM (SELECT id, {SAID} FROM old_rows"
    f" EXCEPT SELECT id, {SAID} FROM new_rows) other"
)
# Table, what is refreshed, its keys, after which changes.
OF_AGREEMENTS = (
    ("partners_agreement_topics", ALL),
    ("partners_agreement_places", ALL),
    ("partners_agreement_readers", ALL),
    ("partners_party", ALL),
    ("partners_signature", ALL),
)
FOLLOWED = (
    ("news_pressrelease", "release", of("id"), ALL),
    ("news_pressrelease_places", "release", of("pressrelease_id"), ALL),
    ("news_mention", "release", of("release_id"), ALL),
    ("partners_agreement", "agreement", of("id"), ALL),
    ("partners_agreement", "document", papers_of(OTHERWISE), CHANGED),
    ("partners_agreement", "sheet", sheets_of(papers_of(OTHERWISE)), CHANGED),
    *(
        each
        for table, when in OF_AGREEMENTS
        for each in (
            (table, "agreement", of("agreement_id"), when),
            (table, "document", papers_of(of("agreement_id")), when),
            (table, "sheet", sheets_of(papers_of(of("agreement_id"))), when),
        )
    ),
    ("partners_document", "document", of("id"), ALL),
    ("partners_document", "sheet", sheets_of(of("id")), CHANGED),
    ("partners_documentversion", "document", of("document_id"), MADE + DELETED),
    ("partners_documentversion", "agreement", of("agreement_id"), MADE + DELETED),
    ("partners_documentversion", "sheet", sheets_of(of("document_id")), MADE + DELETED),
    ("partners_pagetext", "sheet", of("id"), ALL),
    ("partners_institution", "institution", of("id"), ALL),
    ("partners_official", "official", of("id"), ALL),
    ("partners_appointment", "official", of("official_id"), ALL),
    ("vocabulary_topic", "topic", of("id"), ALL),
    ("pages_page", "page", of("id"), ALL),
    *(
        (table, f"name_{type}", of("id"), ALL)
        for type, table in (
            (1, "vocabulary_topic"),
            (2, "partners_institution"),
            (3, "partners_official"),
            (4, "vocabulary_place"),
            (9, "vocabulary_term"),
            (10, "pages_page"),
        )
    ),
)


def triggers():
    for table, what, keys, when in FOLLOWED:
        kind, _, type = what.partition("_")
        arguments = ", ".join(f"'{each}'" for each in (kind, keys, type) if each)
        yield when.format(table=table, what=what, arguments=arguments)


def no_triggers():
    for table, what, _keys, when in FOLLOWED:
        for word in ("made", "changed", "gone"):
            if f"_{word}" in when:
                yield f"DROP TRIGGER finding_{what}_{word} ON {table};"


class Migration(migrations.Migration):
    dependencies = [("finding", "0002_sources")]

    operations = [
        migrations.RunSQL(
            REFRESH + "".join(triggers()),
            "".join(no_triggers()) + "DROP FUNCTION public.finding_follow();"
            "DROP FUNCTION public.finding_rename(smallint, bigint[]);"
            "DROP FUNCTION public.finding_refresh(text, bigint[]);",
        )
    ]
