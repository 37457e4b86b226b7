"""What was written a moment ago does not slow searches down for long.

A GIN index puts what is written aside, and every search reads that as well: fifty
records cost each search four milliseconds. Analysing the table puts it in its place,
so that is done within a minute; a small sample of so large values is enough.
"""

from django.db import migrations

SOON = """
ALTER TABLE public.finding_entry SET (
    autovacuum_analyze_threshold = 5, autovacuum_analyze_scale_factor = 0);
DO $$
DECLARE
    each text;
BEGIN
    FOR each IN SELECT attname FROM pg_attribute
        WHERE attrelid = 'public.finding_entry'::regclass AND attnum > 0
            AND NOT attisdropped
    LOOP
        EXECUTE format(
            'ALTER TABLE public.finding_entry ALTER COLUMN %I SET STATISTICS {}', each);
    END LOOP;
END $$;
"""
LATE = SOON.replace(
    """SET (
    autovacuum_analyze_threshold = 5, autovacuum_analyze_scale_factor = 0)""",
    "RESET (autovacuum_analyze_threshold, autovacuum_analyze_scale_factor)",
)


class Migration(migrations.Migration):
    dependencies = [("finding", "0010_trata")]

    operations = [migrations.RunSQL(SOON.format(10), LATE.format(-1))]
