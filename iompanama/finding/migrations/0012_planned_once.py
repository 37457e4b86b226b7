"""The index follows a write by a plan that is made once for each connection.

To plan what reads a record with all that is told of it took several times as long as
to read it, and was done anew for every row that somebody saved.
"""

from importlib import import_module

from django.db import migrations

# Kind, its number in the entries, its table.
KINDS = (
    ("release", 1, "news_pressrelease"),
    ("agreement", 2, "partners_agreement"),
    ("document", 3, "partners_document"),
    ("institution", 4, "partners_institution"),
    ("official", 5, "partners_official"),
    ("topic", 6, "vocabulary_topic"),
    ("page", 7, "pages_page"),
    ("sheet", 8, "partners_pagetext"),
)
# A plan that is kept may be older than most of the rows: it goes by the indexes, also
# where a table was small when it was made.
KEPT = "SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off"
OF_KIND = """
CREATE FUNCTION public.finding_refresh_{kind}(ids bigint[]) RETURNS void
    LANGUAGE plpgsql {kept} AS $$
BEGIN
    PERFORM FROM public.{table} WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
    WITH there AS MATERIALIZED (
        SELECT * FROM public.finding_of_{kind}(ids)
    ), gone AS (
        DELETE FROM public.finding_entry e
        WHERE e.kind = {number} AND e.object_id = ANY (ids) AND NOT EXISTS (
            SELECT FROM there t
            WHERE t.object_id = e.object_id AND t.layer = e.layer)
    ), kept AS (
        INSERT INTO public.finding_entry AS e (object_id, of_id, layer, kind, access,
            visible_from, visible_until, day, readers, keys, refs, head, words)
        SELECT object_id, of_id, layer, {number}, access, visible_from, visible_until,
            day, readers, keys, refs, head, body || public.finding_marks(keys, days)
        FROM there
        ON CONFLICT (kind, object_id, layer) DO UPDATE SET
            of_id = excluded.of_id, access = excluded.access,
            visible_from = excluded.visible_from,
            visible_until = excluded.visible_until, day = excluded.day,
            readers = excluded.readers, keys = excluded.keys, refs = excluded.refs,
            head = excluded.head, words = excluded.words
        WHERE (e.access, e.visible_from, e.visible_until, e.day, e.readers, e.keys,
            e.refs, e.head, e.words) IS DISTINCT FROM (excluded.access,
            excluded.visible_from, excluded.visible_until, excluded.day,
            excluded.readers, excluded.keys, excluded.refs, excluded.head,
            excluded.words)
        RETURNING e.id, e.object_id, e.layer, e.access
    ), hidden AS (
        -- Fewer may read it: its words are offered again when others hold them.
        DELETE FROM public.finding_word w USING kept
        WHERE w.entry_id = kept.id AND w.access < kept.access
    )
    INSERT INTO public.finding_word (folded, word, access, entry_id)
    SELECT DISTINCT ON (word) public.fold(word), word, access, id FROM (
        SELECT word, kept.access, kept.id
        FROM kept JOIN there USING (object_id, layer), unnest(tsvector_to_array(
            to_tsvector('pg_catalog.simple'::regconfig, left(plain, 400000)))) word
        WHERE NOT EXISTS (SELECT FROM public.finding_word w
            WHERE w.word = word.word AND w.access <= kept.access)
    ) said
    WHERE word ~ '^[[:alpha:]]{{3,30}}$'
    ORDER BY word, access;
END $$;
"""
REFRESH = """
CREATE OR REPLACE FUNCTION public.finding_refresh(of_kind text, ids bigint[])
    RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SELECT public.finding_refresh_%s($1)', of_kind) USING ids;
END $$;
"""
RENAME = "ALTER FUNCTION public.finding_rename(smallint, bigint[])"
FORWARD = [
    *(
        OF_KIND.format(kind=kind, number=number, table=table, kept=KEPT)
        for kind, number, table in KINDS
    ),
    REFRESH,
    f"{RENAME} {KEPT};",
]
before = import_module("iompanama.finding.migrations.0005_learning")
BACKWARD = [
    f"{RENAME} RESET ALL;",
    before.REFRESH[before.REFRESH.index("CREATE OR REPLACE") :],
    *(
        f"DROP FUNCTION public.finding_refresh_{kind}(bigint[]);"
        for kind, _number, _table in KINDS
    ),
]


class Migration(migrations.Migration):
    dependencies = [("finding", "0011_settled_soon")]

    operations = [migrations.RunSQL("".join(FORWARD), "".join(BACKWARD))]
