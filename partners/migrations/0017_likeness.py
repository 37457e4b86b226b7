"""How near the names of a record come to names that somebody types."""

from django.db import migrations

# The nearest pair counts. Where one name is the other with more words, a second
# surname or a qualifier, it is likely the same, however long the rest.
FORWARD = r"""
CREATE FUNCTION public.plain_name(name text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN trim(regexp_replace(replace(public.fold(name), '.', ''), '\W+', ' ', 'g'));
CREATE FUNCTION public.likeness(
    typed text[], aliases character varying[], VARIADIC names text[]
) RETURNS double precision LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    known text;
    asked text;
    nearest real := 0;
    words text[];
    asked_words text[];
BEGIN
    FOREACH asked IN ARRAY typed LOOP
        asked := public.plain_name(asked);
        asked_words := string_to_array(asked, ' ');
        FOREACH known IN ARRAY aliases::text[] || names LOOP
            known := public.plain_name(known);
            CONTINUE WHEN known IS NULL OR known = '' OR asked = '';
            nearest := greatest(nearest, public.similarity(known, asked));
            words := string_to_array(known, ' ');
            IF nearest < 0.9 AND least(cardinality(words), cardinality(asked_words)) > 1
                AND (words @> asked_words OR asked_words @> words)
            THEN
                nearest := 0.9;
            END IF;
        END LOOP;
    END LOOP;
    RETURN nearest;
END $$;
"""
BACKWARD = """
DROP FUNCTION public.likeness(text[], character varying[], text[]);
DROP FUNCTION public.plain_name(text);
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0016_documents_logged")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
