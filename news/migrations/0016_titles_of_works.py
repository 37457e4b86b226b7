"""The titles of each work beside it, where a list is searched."""

import django.contrib.postgres.indexes
from django.db import migrations, models

KEEP = """
CREATE FUNCTION public.keep_titles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE news_work w SET titles = t.titles
    FROM (SELECT public.fold(public.join_text(NEW.title_es, NEW.title_en)) AS titles) t
    WHERE w.id = NEW.work_id AND w.titles <> t.titles;
    RETURN NULL;
END $$;
CREATE TRIGGER pressrelease_titles
    AFTER INSERT OR UPDATE OF title_es, title_en, is_newest ON news_pressrelease
    FOR EACH ROW WHEN (NEW.is_newest) EXECUTE FUNCTION public.keep_titles();
UPDATE news_work SET titles = public.fold(public.join_text(title_es, title_en))
FROM news_pressrelease r WHERE r.work_id = news_work.id AND r.is_newest;
"""
GONE = """
DROP TRIGGER pressrelease_titles ON news_pressrelease;
DROP FUNCTION public.keep_titles();
"""


class Migration(migrations.Migration):
    dependencies = [("news", "0015_addresses_and_moments")]

    operations = [
        migrations.AddField(
            model_name="work",
            name="titles",
            field=models.TextField(default="", editable=False),
        ),
        migrations.RunSQL(KEEP, GONE),
        migrations.AddIndex(
            model_name="work",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    models.F("titles"), name="gin_trgm_ops"
                ),
                name="work_titles",
            ),
        ),
        migrations.RemoveIndex(
            model_name="pressrelease",
            name="pressrelease_titles",
        ),
        migrations.RemoveField(
            model_name="pressrelease",
            name="titles",
        ),
    ]
