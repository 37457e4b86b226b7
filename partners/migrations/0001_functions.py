"""Functions that the constraints and the lifecycle of this app stand on."""

from django.db import migrations

# Twin of terms.term_end. Written as one expression, which PostgreSQL puts in the place
# of the call: a list of all agreements asks it of every one that renews by itself.
TERM_END = """
CREATE FUNCTION public.term_end(ends date, months integer, day date)
    RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN day <= ends OR coalesce(months, 0) = 0 THEN ends
        -- As many whole terms as have passed since the first end, and one more.
        ELSE (ends + 1 + make_interval(months => months * (1 + (
            12 * (date_part('year', day) - date_part('year', ends + 1))
            + date_part('month', day) - date_part('month', ends + 1)
            - CASE WHEN date_part('day', ends + 1) > CASE
                -- On the last day of a month every longer month has ended too.
                WHEN date_part('month', day + 1) <> date_part('month', day) THEN 31
                ELSE date_part('day', day)
            END THEN 1 ELSE 0 END
        )::integer / months)))::date - 1
    END;
"""
# The days on which a post is certainly held. Of a day known to the month or the year
# the period itself is uncertain; an unknown end leaves the first day alone certain.
DAYS_HELD = """
CREATE FUNCTION public.days_held(
    since date, since_precision text, until date, until_precision text, is_current boolean
) RETURNS daterange LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (
        SELECT CASE
            WHEN first IS NULL AND last IS NULL THEN 'empty'::daterange
            WHEN is_current THEN daterange(first, NULL)
            WHEN coalesce(first, last) > coalesce(last, first) THEN 'empty'::daterange
            ELSE daterange(coalesce(first, last), coalesce(last, first), '[]')
        END
        FROM (SELECT
            CASE since_precision
                WHEN 'day' THEN since
                WHEN 'month' THEN (since + interval '1 month')::date - 1
                WHEN 'year' THEN (since + interval '1 year')::date - 1
            END AS first,
            CASE until_precision
                WHEN 'day' THEN until
                WHEN 'month' THEN date_trunc('month', until::timestamp)::date
                WHEN 'year' THEN date_trunc('year', until::timestamp)::date
            END AS last
        ) certain
    );
"""
ADDRESSES = r"""
CREATE FUNCTION public.address_of(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN trim(both '-_' from regexp_replace(
        regexp_replace(public.fold(value), '[^a-z0-9_\s-]', '', 'g'), '[-\s]+', '-', 'g'));
CREATE FUNCTION public.addresses(lines character varying[], VARIADIC words text[])
    RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT array_agg(public.address_of(word))
            FROM unnest(lines::text[] || words) AS word WHERE word <> '');
"""
NO_ADDRESSES = """
DROP FUNCTION public.addresses(character varying[], text[]);
DROP FUNCTION public.address_of(text);
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("publishing", "0001_search")]

    operations = [
        migrations.RunSQL(TERM_END, "DROP FUNCTION public.term_end"),
        migrations.RunSQL(DAYS_HELD, "DROP FUNCTION public.days_held"),
        migrations.RunSQL(ADDRESSES, NO_ADDRESSES),
    ]
