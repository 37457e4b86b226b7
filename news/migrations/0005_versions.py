"""Every change of an edition, or of a row that belongs to it, raises its version.

In the database, so that no way of saving (form, command, import, another program) can
leave a late save unnoticed.
"""

from django.db import migrations

CHILDREN = (
    ("news_mention", "release_id"),
    ("news_photouse", "release_id"),
    ("news_agreementlink", "release_id"),
    ("news_pressrelease_topics", "pressrelease_id"),
    ("news_pressrelease_goals", "pressrelease_id"),
    ("news_pressrelease_places", "pressrelease_id"),
    ("news_pressrelease_institutions", "pressrelease_id"),
    ("news_pressrelease_related", "pressrelease_id"),
)
ROW = """
CREATE FUNCTION public.raise_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;
CREATE TRIGGER pressrelease_version BEFORE UPDATE ON news_pressrelease
    FOR EACH ROW EXECUTE FUNCTION public.raise_version();
CREATE FUNCTION public.touch_release() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    release_key bigint;
BEGIN
    release_key := (to_jsonb(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END)
                    ->> TG_ARGV[0])::bigint;
    UPDATE news_pressrelease SET version = version WHERE id = release_key;
    RETURN NULL;
END $$;
"""
CHILD = """
CREATE TRIGGER {table}_version AFTER INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION public.touch_release('{column}');
"""
FORWARD = ROW + "".join(
    CHILD.format(table=table, column=column) for table, column in CHILDREN
)
BACKWARD = (
    "".join(f"DROP TRIGGER {table}_version ON {table};\n" for table, _ in CHILDREN)
    + """
DROP FUNCTION public.touch_release();
DROP TRIGGER pressrelease_version ON news_pressrelease;
DROP FUNCTION public.raise_version();
"""
)


class Migration(migrations.Migration):
    dependencies = [("news", "0004_previews_and_presence")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
