"""The index of everything that can be found: entries, names, words.

An entry is narrow: its vectors lie outside of it, so that counting and sorting many
thousands of entries reads few pages. A key stands for what an entry can be narrowed
down to (a kind, a topic, an institution …): ``id * 16 + type``; in the vectors it is
the lexeme ``=key``, which no text yields.
"""

from django.db import migrations

TABLES = """
CREATE TABLE public.finding_entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    object_id bigint NOT NULL,
    of_id bigint NOT NULL,
    layer integer NOT NULL,
    kind smallint NOT NULL,
    access smallint NOT NULL,
    visible_from timestamptz NOT NULL,
    visible_until timestamptz NOT NULL,
    day date,
    readers bigint[],
    keys bigint[] NOT NULL,
    refs text NOT NULL,
    head tsvector NOT NULL,
    words tsvector NOT NULL
) WITH (toast_tuple_target = 128);
ALTER TABLE public.finding_entry
    ALTER COLUMN head SET STORAGE EXTERNAL,
    ALTER COLUMN words SET STORAGE EXTERNAL,
    ALTER COLUMN keys SET STORAGE MAIN;
CREATE UNIQUE INDEX finding_entry_once ON public.finding_entry (kind, object_id, layer);
CREATE INDEX finding_entry_words ON public.finding_entry USING gin (words);
CREATE INDEX finding_entry_head ON public.finding_entry USING gin (head);
CREATE INDEX finding_entry_refs ON public.finding_entry
    USING gin (refs gin_trgm_ops) WHERE refs <> '';

CREATE TABLE public.finding_name (
    type smallint NOT NULL,
    object_id bigint NOT NULL,
    language text NOT NULL,
    is_main boolean NOT NULL,
    form text NOT NULL,
    folded text NOT NULL,
    stems text[] NOT NULL,
    phrase_es tsquery NOT NULL,
    phrase_en tsquery NOT NULL
);
CREATE INDEX finding_name_of ON public.finding_name (type, object_id);
CREATE INDEX finding_name_folded ON public.finding_name (folded text_pattern_ops);
CREATE INDEX finding_name_es ON public.finding_name (phrase_es) WHERE language = 'es';
CREATE INDEX finding_name_en ON public.finding_name (phrase_en) WHERE language = 'en';
CREATE INDEX finding_name_alike ON public.finding_name USING gin (folded gin_trgm_ops);
CREATE INDEX finding_name_stems ON public.finding_name USING gin (stems);

-- Words as they are written. Not unique: nobody waits for another's new word. The
-- entry is one that holds it, so that a suggestion is seldom looked for.
CREATE TABLE public.finding_word (
    folded text NOT NULL,
    word text NOT NULL,
    access smallint NOT NULL,
    entry_id bigint NOT NULL
);
CREATE INDEX finding_word_begins ON public.finding_word (folded text_pattern_ops);
CREATE INDEX finding_word_of ON public.finding_word (entry_id);
CREATE INDEX finding_word_alike ON public.finding_word USING gin (folded gin_trgm_ops);
"""
FUNCTIONS = r"""
CREATE FUNCTION public.finding_es(value text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN to_tsvector('pg_catalog.spanish'::regconfig,
        coalesce(public.words_es(left(value, 60000)), ''));
CREATE FUNCTION public.finding_en(value text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN to_tsvector('pg_catalog.english'::regconfig,
        coalesce(public.words_en(left(value, 60000)), ''));
-- What is ranked: titles by language (A Spanish, B English), other names and
-- summaries (C Spanish, D English), so that a reader's language can weigh more.
CREATE FUNCTION public.finding_head(title_es text, title_en text, more_es text,
    more_en text, keys bigint[]) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN setweight(public.finding_es(title_es), 'A')
        || setweight(public.finding_en(title_en), 'B')
        || setweight(public.finding_es(more_es), 'C')
        || setweight(public.finding_en(more_en), 'D')
        || array_to_tsvector(ARRAY(SELECT '=' || key FROM unnest(keys) key));
CREATE FUNCTION public.finding_marks(keys bigint[], days text[]) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_to_tsvector(
        ARRAY(SELECT '=' || key FROM unnest(keys) key) || array_remove(days, NULL));
CREATE FUNCTION public.finding_key(type integer, id bigint) RETURNS bigint
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN id * 16 + type;
-- A day known to the day, the month or the year, as lexemes of all it lies in.
CREATE FUNCTION public.finding_days(day date, precise text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN day IS NULL THEN '{}'::text[] ELSE ARRAY[
        '=y' || to_char(day, 'YYYY'),
        CASE WHEN precise <> 'year' THEN '=m' || to_char(day, 'YYYY-MM') END,
        CASE WHEN precise = 'day' THEN '=d' || to_char(day, 'YYYY-MM-DD') END] END;
CREATE FUNCTION public.finding_plain(value text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN btrim(regexp_replace(public.fold(value), '[^[:alnum:]]+', ' ', 'g'));
CREATE FUNCTION public.finding_ref(value text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN regexp_replace(public.fold(value), '[^a-z0-9]', '', 'g');
CREATE FUNCTION public.finding_access(value text) RETURNS smallint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (CASE value WHEN 'public' THEN 0 WHEN 'internal' THEN 1 ELSE 2 END)::smallint;
"""
GONE = """
DROP FUNCTION public.finding_access(text);
DROP FUNCTION public.finding_ref(text);
DROP FUNCTION public.finding_plain(text);
DROP FUNCTION public.finding_days(date, text);
DROP FUNCTION public.finding_key(integer, bigint);
DROP FUNCTION public.finding_marks(bigint[], text[]);
DROP FUNCTION public.finding_head(text, text, text, text, bigint[]);
DROP FUNCTION public.finding_en(text);
DROP FUNCTION public.finding_es(text);
DROP TABLE public.finding_word;
DROP TABLE public.finding_name;
DROP TABLE public.finding_entry;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("publishing", "0001_search")]

    operations = [migrations.RunSQL(TABLES + FUNCTIONS, GONE)]
