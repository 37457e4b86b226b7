"""*Trata*, the trafficking in persons, is a word of its own.

The Spanish stemmer takes it for the verb: it found every treaty (*tratado*) and all
that data that are *tratados*. The noun gets an ending that no word has, in texts and in
questions alike; "se trata de" stays the verb. What holds the stem is written anew.
"""

from django.db import migrations

NOUN = """
CREATE OR REPLACE FUNCTION public.words_es(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace(regexp_replace(public.fold(value),
        '([cs])ion\\M', '\\1ión', 'g'), '(?<!\\mse )\\mtratas?\\M', 'tratah', 'g');
"""
VERB = """
CREATE OR REPLACE FUNCTION public.words_es(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace(public.fold(value), '([cs])ion\\M', '\\1ión', 'g');
"""
# A generated column follows the columns it is made of; nothing else has changed, and
# nobody is to be told so.
REWRITTEN = """
DO $$
DECLARE
    each record;
    ids bigint[];
    always name[];
    of_always name;
BEGIN
    FOR each IN SELECT * FROM (VALUES
        ('vocabulary_topic', 'name_es'), ('partners_official', 'name'),
        ('partners_agreement', 'title_es'), ('partners_institution', 'name_es'),
        ('partners_pagetext', 'text'), ('pages_page', 'title_es'),
        ('news_pressrelease', 'title_es')
    ) source (place, name) LOOP
        SELECT array_agg(tgname) INTO always FROM pg_trigger
            WHERE tgrelid = each.place::regclass AND tgenabled = 'A';
        EXECUTE format('ALTER TABLE public.%I DISABLE TRIGGER USER', each.place);
        EXECUTE format('UPDATE public.%I SET %I = %2$I'
            ' WHERE search_es @@ ''trat | tratah''::tsquery', each.place, each.name);
        EXECUTE format('ALTER TABLE public.%I ENABLE TRIGGER USER', each.place);
        FOREACH of_always IN ARRAY coalesce(always, '{}') LOOP
            EXECUTE format('ALTER TABLE public.%I ENABLE ALWAYS TRIGGER %I',
                each.place, of_always);
        END LOOP;
    END LOOP;
    FOR each IN SELECT * FROM (VALUES (1, 'release'), (2, 'agreement'),
        (3, 'document'), (4, 'institution'), (5, 'official'), (6, 'topic'),
        (7, 'page'), (8, 'sheet')) kinds (number, name)
    LOOP
        SELECT array_agg(DISTINCT object_id) INTO ids FROM finding_entry
            WHERE kind = each.number AND words @@ 'trat | tratah'::tsquery;
        IF ids IS NOT NULL THEN
            PERFORM public.finding_refresh(each.name, ids);
        END IF;
    END LOOP;
    FOR each IN SELECT type, array_agg(DISTINCT object_id) AS ids FROM finding_name
        WHERE stems && ARRAY['trat', 'tratah'] GROUP BY type LOOP
        PERFORM public.finding_rename(each.type, each.ids);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("finding", "0009_searches_of_any_size"),
        ("news", "0001_initial"),
        ("pages", "0001_initial"),
        ("partners", "0002_initial"),
        ("vocabulary", "0001_initial"),
    ]

    operations = [migrations.RunSQL([NOUN, REWRITTEN], [VERB, REWRITTEN])]
