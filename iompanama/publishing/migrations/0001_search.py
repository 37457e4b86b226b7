"""Extensions and functions that the search columns and the rules of dates stand on."""

from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations

# unaccent() is only STABLE because its dictionary may be altered: rebuild the
# columns (REINDEX and a dummy UPDATE) if PostgreSQL ever changes unaccent.rules.
FOLD = """
CREATE FUNCTION public.fold(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN lower(public.unaccent('public.unaccent'::regdictionary, value));
"""
JOIN = """
CREATE FUNCTION public.join_text(VARIADIC parts text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_to_string(parts, ' ');
CREATE FUNCTION public.join_lines(lines character varying[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_to_string(lines, ' ');
"""
# The Spanish stemmer takes -ción and -ciones off only where the accent is.
WORDS = """
CREATE FUNCTION public.words_es(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace(public.fold(value), '([cs])ion\\M', '\\1ión', 'g');
CREATE FUNCTION public.words_en(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN public.fold(value);
"""
# A vector holds one megabyte at most: a longer text is searched by its beginning.
VECTOR = """
CREATE FUNCTION public.search_vector_{code}(a text, b text, c text, d text)
    RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN setweight(to_tsvector('pg_catalog.{language}'::regconfig,
                     coalesce(public.words_{code}(left(a, 20000)), '')), 'A')
        || setweight(to_tsvector('pg_catalog.{language}'::regconfig,
                     coalesce(public.words_{code}(left(b, 60000)), '')), 'B')
        || setweight(to_tsvector('pg_catalog.{language}'::regconfig,
                     coalesce(public.words_{code}(left(c, 60000)), '')), 'C')
        || setweight(to_tsvector('pg_catalog.{language}'::regconfig,
                     coalesce(public.words_{code}(left(d, 400000)), '')), 'D');
"""
# For tables that point at themselves through one column: no row above itself.
CIRCLE = """
CREATE FUNCTION public.refuse_circle() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    parent_column text := TG_ARGV[0];
    found boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext(TG_TABLE_NAME));
    EXECUTE format(
        'WITH RECURSIVE above(id) AS (
             SELECT ($1).%1$I
             UNION
             SELECT t.%1$I FROM %2$I t JOIN above ON t.id = above.id
         ) SELECT EXISTS (SELECT FROM above WHERE id = ($1).id)',
        parent_column, TG_TABLE_NAME) INTO found USING NEW;
    IF found THEN
        RAISE EXCEPTION 'a row of % would stand above itself', TG_TABLE_NAME
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = TG_TABLE_NAME || '_no_circle';
    END IF;
    RETURN NEW;
END $$;
"""
FORWARD = [
    FOLD,
    JOIN,
    WORDS,
    VECTOR.format(code="es", language="spanish"),
    VECTOR.format(code="en", language="english"),
    CIRCLE,
]
BACKWARD = """
DROP FUNCTION public.refuse_circle();
DROP FUNCTION public.search_vector_es(text, text, text, text);
DROP FUNCTION public.search_vector_en(text, text, text, text);
DROP FUNCTION public.words_es(text);
DROP FUNCTION public.words_en(text);
DROP FUNCTION public.join_text(text[]);
DROP FUNCTION public.join_lines(character varying[]);
DROP FUNCTION public.fold(text);
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL("".join(FORWARD), BACKWARD),
    ]
