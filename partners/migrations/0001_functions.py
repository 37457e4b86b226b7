"""Functions that the constraints and the lifecycle of this app stand on."""

from django.db import migrations

# Twin of lifecycle.term_end; plpgsql, because a list calls it for every row and the
# same in SQL took five times as long.
TERM_END = """
CREATE FUNCTION public.term_end(ends date, months integer, day date) RETURNS date
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    start date;
    terms integer;
    last date;
BEGIN
    IF ends IS NULL OR months IS NULL OR months = 0 OR day <= ends THEN
        RETURN ends;
    END IF;
    start := ends + 1;
    terms := ((extract(year FROM day) - extract(year FROM start)) * 12
              + extract(month FROM day) - extract(month FROM start))::integer / months;
    last := (start + make_interval(months => terms * months))::date - 1;
    IF day <= last THEN
        RETURN last;
    END IF;
    RETURN (start + make_interval(months => (terms + 1) * months))::date - 1;
END $$;
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


class Migration(migrations.Migration):
    initial = True

    dependencies = [("publishing", "0001_search")]

    operations = [
        migrations.RunSQL(TERM_END, "DROP FUNCTION public.term_end"),
        migrations.RunSQL(DAYS_HELD, "DROP FUNCTION public.days_held"),
    ]
