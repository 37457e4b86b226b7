"""No agreement amends, replaces or implements itself through others, and no
institution stands above itself."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER institution_parent_no_circle BEFORE INSERT OR UPDATE OF parent_id ON partners_institution
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL)
    EXECUTE FUNCTION public.refuse_circle('parent_id');
CREATE TRIGGER institution_successor_no_circle BEFORE INSERT OR UPDATE OF successor_id ON partners_institution
    FOR EACH ROW WHEN (NEW.successor_id IS NOT NULL)
    EXECUTE FUNCTION public.refuse_circle('successor_id');
CREATE FUNCTION public.refuse_relation_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('partners_relation'));
    IF EXISTS (
        WITH RECURSIVE beyond(id) AS (
            SELECT NEW.target_id
            UNION
            SELECT r.target_id FROM partners_relation r
            JOIN beyond ON r.source_id = beyond.id
            WHERE r.kind = NEW.kind AND r.id <> NEW.id
        ) SELECT FROM beyond WHERE id = NEW.source_id
    ) THEN
        RAISE EXCEPTION 'the other agreement already leads back to this one'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'relation_no_circle';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER relation_no_circle BEFORE INSERT OR UPDATE ON partners_relation
    FOR EACH ROW WHEN (NEW.kind <> 'related')
    EXECUTE FUNCTION public.refuse_relation_circle();
"""
BACKWARD = """
DROP TRIGGER relation_no_circle ON partners_relation;
DROP FUNCTION public.refuse_relation_circle();
DROP TRIGGER institution_parent_no_circle ON partners_institution;
DROP TRIGGER institution_successor_no_circle ON partners_institution;
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0002_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
