"""A day in the log is read with its precision, also where only one of them changed."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("partners.migrations.0008_log").LOG_CHANGE
LOG_CHANGE = """
CREATE OR REPLACE FUNCTION public.log_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    left_out text[] := TG_ARGV[0];
    gone jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    come jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    keys text[];
    act text := nullif(current_setting('iompanama.act', true), '');
BEGIN
    SELECT array_agg(key) INTO keys FROM jsonb_each(coalesce(come, gone))
    WHERE (TG_OP <> 'UPDATE'
            OR value IS DISTINCT FROM gone -> key
            -- A text that is not there is NULL or empty, as whoever saved last left it.
            AND NOT (value IN ('null', '""', '[]') AND gone -> key IN ('null', '""', '[]')))
        AND key <> 'changed_at' AND key NOT LIKE 'search\\_%' AND key <> ALL (left_out)
        AND NOT coalesce(come, gone) ? (key || '_es');
    IF keys IS NULL THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        keys := ARRAY(
            SELECT key FROM jsonb_object_keys(come) AS key
            WHERE replace(key, '_precision', '') IN (
                SELECT replace(changed, '_precision', '') FROM unnest(keys) AS changed));
    END IF;
    IF act IS NULL THEN
        act := gen_random_uuid()::text;
        PERFORM set_config('iompanama.act', act, true);
    END IF;
    INSERT INTO partners_change
        (act, at, actor_id, reason, records, "table", "row", action, before, after)
    VALUES (
        act::uuid,
        clock_timestamp(),
        nullif(current_setting('iompanama.actor', true), '')::integer,
        coalesce(current_setting('iompanama.reason', true), ''),
        public.records_of(TG_ARGV[1:], come, gone),
        TG_TABLE_NAME,
        (coalesce(come, gone) ->> 'id')::bigint,
        CASE TG_OP
            WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'removed'
        END,
        CASE WHEN gone IS NOT NULL THEN
            (SELECT jsonb_object_agg(key, gone -> key) FROM unnest(keys) AS key) END,
        CASE WHEN come IS NOT NULL THEN
            (SELECT jsonb_object_agg(key, come -> key) FROM unnest(keys) AS key) END
    );
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0020_imported_sheets")]

    operations = [
        migrations.RunSQL(
            LOG_CHANGE, BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
        )
    ]
