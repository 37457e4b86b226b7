"""The titles of each work beside it, where a list is searched."""

from django.db import migrations

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
"""
GONE = """
DROP TRIGGER pressrelease_titles ON news_pressrelease;
DROP FUNCTION public.keep_titles();
"""


class Migration(migrations.Migration):
    dependencies = [("news", "0006_versions")]

    operations = [migrations.RunSQL(KEEP, GONE)]
