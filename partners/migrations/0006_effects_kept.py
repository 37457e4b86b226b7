"""Saving an agreement leaves alone what others change of it.

Django writes every column, and the object may have been read before an addendum was
written: its old effects would replace the present ones.
"""

from django.db import migrations

# Only settle_effects writes these columns, and only triggers call it (depth above 0).
FORWARD = """
CREATE FUNCTION public.keep_effects() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.replaced_since := OLD.replaced_since;
    NEW.end_moves := OLD.end_moves;
    RETURN NEW;
END $$;
CREATE TRIGGER agreement_effects_kept
    BEFORE UPDATE OF replaced_since, end_moves ON partners_agreement
    FOR EACH ROW WHEN (pg_trigger_depth() = 0)
    EXECUTE FUNCTION public.keep_effects();
"""
BACKWARD = """
DROP TRIGGER agreement_effects_kept ON partners_agreement;
DROP FUNCTION public.keep_effects();
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0005_effects")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
