"""To say for which party somebody signed, where nothing was said, needs no reason."""

from django.db import migrations

WHEN = "NEW.reason = '' AND public.describing(NEW.\"table\") IS NOT NULL"
TRIGGER = """
DROP TRIGGER change_of_facts_has_reason ON partners_change;
CREATE TRIGGER change_of_facts_has_reason BEFORE INSERT ON partners_change
    FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION public.refuse_silent_correction();
"""
# What was empty is completed; nothing that was said is taken back.
FORWARD = """
CREATE FUNCTION public.completes(
    "table" text, action text, before jsonb, after jsonb
) RETURNS boolean LANGUAGE sql IMMUTABLE
    RETURN "table" = 'partners_signature' AND action = 'changed'
        AND before -> 'party_id' = 'null'
        AND after - public.describing("table") - 'party_id' = '{}';
""" + TRIGGER.format(
    when=f"{WHEN} AND public.completes(\n"
    '        NEW."table", NEW.action, NEW.before, NEW.after) IS NOT TRUE'
)
BACKWARD = (
    TRIGGER.format(when=WHEN)
    + """
DROP FUNCTION public.completes(text, text, jsonb, jsonb);
"""
)


class Migration(migrations.Migration):
    dependencies = [("partners", "0032_views_of_any_size")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
