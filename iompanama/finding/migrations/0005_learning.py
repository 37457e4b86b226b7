"""Words are learned with one look each: nearly all of a text are known already."""

from importlib import import_module

from django.db import migrations

REFRESH = r"""
CREATE INDEX finding_word_said ON public.finding_word (word, access);
CREATE OR REPLACE FUNCTION public.finding_refresh(of_kind text, ids bigint[]) RETURNS void
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
        SELECT DISTINCT ON (word) public.fold(word), word, access, id FROM (
            SELECT word, kept.access, kept.id
            FROM kept JOIN there USING (object_id, layer), unnest(tsvector_to_array(
                to_tsvector('pg_catalog.simple'::regconfig, left(plain, 400000)))) word
            WHERE NOT EXISTS (SELECT FROM public.finding_word w
                WHERE w.word = word.word AND w.access <= kept.access)
        ) said
        WHERE word ~ '^[[:alpha:]]{3,30}$'
        ORDER BY word, access
    $sql$, of_kind) USING ids, number;
END $$;
"""
writing = import_module("iompanama.finding.migrations.0003_writing")
BEFORE = writing.REFRESH.partition("CREATE FUNCTION public.finding_rename")[0]


class Migration(migrations.Migration):
    dependencies = [("finding", "0004_filled")]

    operations = [
        migrations.RunSQL(
            REFRESH,
            "DROP INDEX public.finding_word_said;"
            + BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"),
        )
    ]
