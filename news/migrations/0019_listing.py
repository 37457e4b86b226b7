"""What lists are narrowed and counted by, beside each edition and in one index."""

from django.db import migrations

EMPTY = """
CREATE FUNCTION public.begin_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.topic_ids := '{}';
    NEW.institution_ids := '{}';
    RETURN NEW;
END $$;
CREATE TRIGGER pressrelease_keys BEFORE INSERT ON news_pressrelease
    FOR EACH ROW EXECUTE FUNCTION public.begin_empty();
"""
NOT_EMPTY = """
DROP TRIGGER pressrelease_keys ON news_pressrelease;
DROP FUNCTION public.begin_empty();
"""
# The rows are locked first: whoever else changes them has then ended, and what was
# written is seen. That the update raises the version is what it is for as well.
KEYS = """
CREATE FUNCTION public.keep_{keys}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM news_pressrelease
        WHERE id IN (OLD.pressrelease_id, NEW.pressrelease_id) FOR UPDATE;
    UPDATE news_pressrelease r SET {keys} = ARRAY(
        SELECT {key} FROM {table} WHERE pressrelease_id = r.id ORDER BY {key})
    WHERE id IN (OLD.pressrelease_id, NEW.pressrelease_id);
    RETURN NULL;
END $$;
CREATE TRIGGER {table}_keys AFTER INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION public.keep_{keys}();
"""
NO_KEYS = """
DROP TRIGGER {table}_keys ON {table};
DROP FUNCTION public.keep_{keys}();
"""
RELATIONS = (
    {"keys": "topic_ids", "key": "topic_id", "table": "news_pressrelease_topics"},
    {
        "keys": "institution_ids",
        "key": "institution_id",
        "table": "news_pressrelease_institutions",
    },
)


class Migration(migrations.Migration):
    dependencies = [("news", "0016_titles_of_works")]

    operations = [
        migrations.RunSQL(EMPTY, NOT_EMPTY),
        *(
            migrations.RunSQL(KEYS.format(**each), NO_KEYS.format(**each))
            for each in RELATIONS
        ),
    ]
