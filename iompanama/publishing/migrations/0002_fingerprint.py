"""The fingerprint of a text, for generated columns (twin: fingerprints.fingerprint)."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION public.fingerprint(value text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN md5(btrim(regexp_replace(
        regexp_replace(coalesce(value, ''), '<[^>]*>', ' ', 'g'),
        E'[ \\t\\n\\r\\f\\x0b\\u00a0]+', ' ', 'g'), ' '));
"""


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_search")]

    operations = [migrations.RunSQL(FORWARD, "DROP FUNCTION public.fingerprint(text)")]
