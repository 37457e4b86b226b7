"""What the database keeps of editions: their version, and which one is the newest.

Every change of an edition, or of a row that belongs to it, raises its version, so that
no way of saving (form, command, import, another program) leaves a late save unnoticed.
"""

from django.db import migrations

# Topics and institutions raise it with what is kept of them, see 0019_listing.
CHILDREN = (
    ("news_mention", "release_id"),
    ("news_photouse", "release_id"),
    ("news_agreementlink", "release_id"),
    ("news_pressrelease_goals", "pressrelease_id"),
    ("news_pressrelease_places", "pressrelease_id"),
    ("news_pressrelease_related", "pressrelease_id"),
)
# An object read before the next edition was made does not take its place when it is
# saved, nor does one read before its topics were changed take them back: what triggers
# keep, a plain update leaves.
ROW = """
CREATE FUNCTION public.raise_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    IF pg_trigger_depth() = 1 THEN
        NEW.is_newest := OLD.is_newest;
        NEW.topic_ids := OLD.topic_ids;
        NEW.institution_ids := OLD.institution_ids;
    END IF;
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
NEWEST = """
CREATE FUNCTION public.settle_newest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.is_newest := NOT EXISTS (
            SELECT FROM news_pressrelease
            WHERE work_id = NEW.work_id AND edition > NEW.edition);
        IF NEW.is_newest THEN
            UPDATE news_pressrelease SET is_newest = false
            WHERE work_id = NEW.work_id AND is_newest;
        END IF;
        RETURN NEW;
    END IF;
    UPDATE news_pressrelease SET is_newest = true
    WHERE id = (SELECT id FROM news_pressrelease WHERE work_id = OLD.work_id
                ORDER BY edition DESC LIMIT 1)
        AND NOT is_newest;
    RETURN NULL;
END $$;
CREATE TRIGGER pressrelease_newest_made BEFORE INSERT ON news_pressrelease
    FOR EACH ROW EXECUTE FUNCTION public.settle_newest();
CREATE TRIGGER pressrelease_newest_gone AFTER DELETE ON news_pressrelease
    FOR EACH ROW EXECUTE FUNCTION public.settle_newest();
"""
CHILD = """
CREATE TRIGGER {table}_version AFTER INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION public.touch_release('{column}');
"""
FORWARD = (
    ROW
    + NEWEST
    + "".join(CHILD.format(table=table, column=column) for table, column in CHILDREN)
)
BACKWARD = (
    "".join(f"DROP TRIGGER {table}_version ON {table};\n" for table, _ in CHILDREN)
    + """
DROP TRIGGER pressrelease_newest_made ON news_pressrelease;
DROP TRIGGER pressrelease_newest_gone ON news_pressrelease;
DROP FUNCTION public.settle_newest();
DROP FUNCTION public.touch_release();
DROP TRIGGER pressrelease_version ON news_pressrelease;
DROP FUNCTION public.raise_version();
"""
)


class Migration(migrations.Migration):
    dependencies = [("news", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
