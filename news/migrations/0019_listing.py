"""What lists are narrowed and counted by, beside each edition and in one index."""

import datetime

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.functions.comparison
from django.db import migrations, models

# An edition that was read before its topics were changed does not take them back when
# it is saved: what triggers keep, a plain update leaves.
KEPT = """
CREATE OR REPLACE FUNCTION public.raise_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    IF pg_trigger_depth() = 1 THEN
        NEW.is_newest := OLD.is_newest;
        NEW.topic_ids := OLD.topic_ids;
        NEW.institution_ids := OLD.institution_ids;
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.begin_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.topic_ids := '{}';
    NEW.institution_ids := '{}';
    RETURN NEW;
END $$;
CREATE TRIGGER pressrelease_keys BEFORE INSERT ON news_pressrelease
    FOR EACH ROW EXECUTE FUNCTION public.begin_empty();
"""
NOT_KEPT = """
DROP TRIGGER pressrelease_keys ON news_pressrelease;
DROP FUNCTION public.begin_empty();
CREATE OR REPLACE FUNCTION public.raise_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    IF pg_trigger_depth() = 1 THEN
        NEW.is_newest := OLD.is_newest;
    END IF;
    RETURN NEW;
END $$;
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
DROP TRIGGER {table}_version ON {table};
CREATE TRIGGER {table}_keys AFTER INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION public.keep_{keys}();
"""
NO_KEYS = """
DROP TRIGGER {table}_keys ON {table};
DROP FUNCTION public.keep_{keys}();
CREATE TRIGGER {table}_version AFTER INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION public.touch_release('pressrelease_id');
"""
# Without the trigger of versions: nothing is changed, and with a trigger before it
# every column that follows from others would be made anew.
SETTLE = """
DROP TRIGGER pressrelease_version ON news_pressrelease;
UPDATE news_pressrelease r SET
    topic_ids = ARRAY(SELECT topic_id FROM news_pressrelease_topics
        WHERE pressrelease_id = r.id ORDER BY topic_id),
    institution_ids = ARRAY(SELECT institution_id FROM news_pressrelease_institutions
        WHERE pressrelease_id = r.id ORDER BY institution_id);
CREATE TRIGGER pressrelease_version BEFORE UPDATE ON news_pressrelease
    FOR EACH ROW EXECUTE FUNCTION public.raise_version();
"""
RELATIONS = (
    {"keys": "topic_ids", "key": "topic_id", "table": "news_pressrelease_topics"},
    {
        "keys": "institution_ids",
        "key": "institution_id",
        "table": "news_pressrelease_institutions",
    },
)


def keys(name):
    return migrations.AddField(
        model_name="pressrelease",
        name=f"{name}_ids",
        field=django.contrib.postgres.fields.ArrayField(
            base_field=models.BigIntegerField(),
            default=list,
            editable=False,
            size=None,
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("news", "0018_posts_chosen_stay")]

    operations = [
        keys("topic"),
        keys("institution"),
        migrations.RunSQL(KEPT, NOT_KEPT),
        *(
            migrations.RunSQL(KEYS.format(**each), NO_KEYS.format(**each))
            for each in RELATIONS
        ),
        migrations.RunSQL(SETTLE, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="pressrelease",
            name="visible_until",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    "superseded_at",
                    models.Value(
                        datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC),
                        output_field=models.DateTimeField(),
                    ),
                ),
                null=True,
                output_field=models.DateTimeField(),
            ),
        ),
    ]
