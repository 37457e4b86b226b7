"""After its signature the facts of an agreement are corrected with a reason alone."""

from django.db import migrations

from ..history.triggers import describing

# The rule looks at the lines of the log: what changed is found out there once for all.
# What is written in one act with the record itself, or with its signing, is its first
# writing and no correction.
FORWARD = """
CREATE FUNCTION public.is_first_writing(agreement bigint, this_act uuid) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN EXISTS (
        SELECT FROM partners_change
        WHERE "table" = 'partners_agreement' AND "row" = agreement AND act = this_act
            AND (action = 'added' OR before ->> 'is_signed' = 'false'));
CREATE FUNCTION public.refuse_silent_correction() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner text := CASE NEW."table"
        WHEN 'partners_relation' THEN 'source_id' ELSE 'agreement_id' END;
    signed bigint[];
BEGIN
    IF NEW.action = 'changed' AND NEW.after - public.describing(NEW."table") = '{}'
        -- A party that an amendment brings in.
        OR NEW.action = 'added' AND NEW.after ->> 'joined_by_id' IS NOT NULL
    THEN
        RETURN NEW;
    END IF;
    IF NEW."table" <> 'partners_agreement' THEN
        -- Of the records a row belongs to, the first is the one in whose form it is.
        SELECT array_agg(id) INTO signed FROM partners_agreement
        WHERE is_signed AND id IN (
            split_part(NEW.records[1], ':', 2)::bigint, (NEW.before ->> owner)::bigint);
    ELSIF NEW.action <> 'added' AND coalesce(
        (NEW.before ->> 'is_signed')::boolean,
        (SELECT is_signed FROM partners_agreement WHERE id = NEW."row"))
    THEN
        signed := ARRAY[NEW."row"];
    END IF;
    IF EXISTS (
        SELECT FROM unnest(signed) AS agreement
        WHERE NOT public.is_first_writing(agreement, NEW.act)
    ) THEN
        RAISE EXCEPTION 'a signed agreement is corrected with a reason'
            USING ERRCODE = 'check_violation',
                CONSTRAINT = 'agreement_corrected_with_reason';
    END IF;
    RETURN NEW;
END $$;
-- What was empty is completed; nothing that was said is taken back.
CREATE FUNCTION public.completes(
    "table" text, action text, before jsonb, after jsonb
) RETURNS boolean LANGUAGE sql IMMUTABLE
    RETURN "table" = 'partners_signature' AND action = 'changed'
        AND before -> 'party_id' = 'null'
        AND after - public.describing("table") - 'party_id' = '{}';
CREATE TRIGGER change_of_facts_has_reason BEFORE INSERT ON partners_change
    FOR EACH ROW WHEN (
        NEW.reason = '' AND public.describing(NEW."table") IS NOT NULL
        AND public.completes(
            NEW."table", NEW.action, NEW.before, NEW.after) IS NOT TRUE)
    EXECUTE FUNCTION public.refuse_silent_correction();
"""
BACKWARD = """
DROP TRIGGER change_of_facts_has_reason ON partners_change;
DROP FUNCTION public.completes(text, text, jsonb, jsonb);
DROP FUNCTION public.refuse_silent_correction();
DROP FUNCTION public.is_first_writing(bigint, uuid);
"""
# As partners.history.facts had it then.
DESCRIBING = {
    "partners_agreement": (
        *("title_es", "title_en", "short_names", "older_references"),
        *("summary_es", "summary_en", "body_es", "body_en", "remark_es", "remark_en"),
        *("on_data_es", "on_data_en"),
        *("termination_reason_es", "termination_reason_en"),
        *("key", "slug_es", "slug_en", "access", "custody_es", "custody_en"),
        *("is_sample", "sources", "notes"),
    ),
    "partners_party": ("position", "joined_by_id", "left_by_id"),
    "partners_signature": ("position",),
    "partners_relation": ("changes_es", "changes_en"),
}


class Migration(migrations.Migration):
    dependencies = [("partners", "0011_amendments_kept")]

    operations = [
        describing(DESCRIBING),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
