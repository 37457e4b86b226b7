"""Every change of the register is written down, whatever wrote it."""

from django.db import migrations

from ..history.triggers import logged

# Arguments: columns left out, then pairs of a kind of record and the way to its key
# (partners.history.triggers).
# A day is written down with its precision, also where only one of them changed.
LOG_CHANGE = """
CREATE FUNCTION public.log_change() RETURNS trigger LANGUAGE plpgsql AS $$
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
# The records a row belongs to now, then those it belonged to before. What hangs on a
# row that is gone already belongs where the log says that the gone row did.
RECORDS_OF = """
CREATE FUNCTION public.records_of(paths text[], come jsonb, gone jsonb) RETURNS text[]
    LANGUAGE plpgsql AS $$
DECLARE
    named text[] := '{}';
    steps text[];
    state jsonb;
    key bigint;
    above bigint;
    record text;
BEGIN
    FOREACH state IN ARRAY ARRAY[come, gone] LOOP
        CONTINUE WHEN state IS NULL;
        FOR i IN 1 .. array_length(paths, 1) BY 2 LOOP
            steps := string_to_array(paths[i + 1], '>');
            key := state ->> steps[1];
            CONTINUE WHEN key IS NULL;
            record := NULL;
            FOR j IN 2 .. array_length(steps, 1) BY 2 LOOP
                EXECUTE format('SELECT %I FROM %I WHERE id = $1', steps[j + 1], steps[j])
                    INTO above USING key;
                IF above IS NULL THEN
                    SELECT records[1] INTO record FROM partners_change
                    WHERE "table" = steps[j] AND "row" = key ORDER BY id DESC LIMIT 1;
                    EXIT;
                END IF;
                key := above;
            END LOOP;
            record := coalesce(record, paths[i] || ':' || key);
            IF record <> ALL (named) THEN
                named := named || record;
            END IF;
        END LOOP;
    END LOOP;
    RETURN named;
END $$;
"""
# What is written stays. Who it was may be forgotten, with an account that goes.
APPEND_ONLY = """
CREATE FUNCTION public.refuse_other_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        OLD.actor_id := NULL;
        IF NEW IS NOT DISTINCT FROM OLD THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the log of changes is only added to'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'change_stays';
END $$;
CREATE TRIGGER change_stays BEFORE UPDATE OR DELETE ON partners_change
    FOR EACH ROW EXECUTE FUNCTION public.refuse_other_past();
"""
# What triggers keep of an agreement is in the log where it comes from.
KEPT = (
    "replaced_since",
    "amendments",
    "takes_effect_on",
    "settled_on",
    "settled_ends_on",
    "settled_months",
    "settled_notice",
)
# Of a person, of an institution or of both.
OF_BOTH = ("appointment", "attention", "formeraddress", "merge")
OF_AN_AGREEMENT = (
    "signature",
    "document",
    "focalpoint",
    "agreement_topics",
    "agreement_goals",
    "agreement_places",
    "agreement_readers",
)


class Migration(migrations.Migration):
    dependencies = [("partners", "0003_no_circles")]

    operations = [
        migrations.RunSQL(
            APPEND_ONLY, "DROP FUNCTION public.refuse_other_past CASCADE"
        ),
        migrations.RunSQL(RECORDS_OF, "DROP FUNCTION public.records_of"),
        migrations.RunSQL(LOG_CHANGE, "DROP FUNCTION public.log_change"),
        logged("partners_institution", institution="id", but=("within",)),
        logged("partners_official", official="id"),
        *(
            logged(
                f"partners_{name}",
                official="official_id",
                institution="institution_id",
            )
            for name in OF_BOTH
        ),
        logged("partners_agreement", agreement="id", but=KEPT),
        logged(
            "partners_party", agreement="agreement_id", but=("joined_on", "left_on")
        ),
        logged("partners_relation", agreement=("source_id", "target_id")),
        *(
            logged(f"partners_{name}", agreement="agreement_id")
            for name in OF_AN_AGREEMENT
        ),
    ]
