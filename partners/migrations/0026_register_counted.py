"""What the register counts: institutions with all they are part of."""

from django.db import migrations

WITHIN = """
CREATE FUNCTION public.keep_within() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.within := NEW.id || coalesce((
        SELECT within FROM partners_institution WHERE id = NEW.parent_id), '{}');
    RETURN NEW;
END $$;
CREATE FUNCTION public.keep_parts_within() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE partners_institution SET within = '{}' WHERE parent_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER institution_within BEFORE INSERT OR UPDATE ON partners_institution
    FOR EACH ROW EXECUTE FUNCTION public.keep_within();
CREATE TRIGGER institution_parts_within AFTER UPDATE ON partners_institution
    FOR EACH ROW WHEN (OLD.within IS DISTINCT FROM NEW.within)
    EXECUTE FUNCTION public.keep_parts_within();
ALTER TABLE partners_institution ENABLE ALWAYS TRIGGER institution_within;
ALTER TABLE partners_institution ENABLE ALWAYS TRIGGER institution_parts_within;
"""
NOT_WITHIN = """
DROP TRIGGER institution_parts_within ON partners_institution;
DROP TRIGGER institution_within ON partners_institution;
DROP FUNCTION public.keep_parts_within();
DROP FUNCTION public.keep_within();
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0025_terms_settled")]

    operations = [migrations.RunSQL(WITHIN, NOT_WITHIN)]
