"""The tree of pages has two levels."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION public.refuse_third_level() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('pages_page'));
    IF EXISTS (SELECT FROM pages_page WHERE id = NEW.parent_id AND parent_id IS NOT NULL)
        OR EXISTS (SELECT FROM pages_page WHERE parent_id = NEW.id)
    THEN
        RAISE EXCEPTION 'the tree of pages has two levels'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'page_two_levels';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER page_two_levels BEFORE INSERT OR UPDATE OF parent_id ON pages_page
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL)
    EXECUTE FUNCTION public.refuse_third_level();
"""
BACKWARD = """
DROP TRIGGER page_two_levels ON pages_page;
DROP FUNCTION public.refuse_third_level();
"""


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
