"""The version of what lists of news count: raised by triggers, moved by moments."""

from django.db import migrations

# What counts depend on; another word in a live text changes none.
COUNTED = (
    "status",
    "published_at",
    "superseded_at",
    "archived_at",
    "dateline_on",
    "topic_ids",
    "institution_ids",
    "complete_es",
    "complete_en",
)
OLD, NEW = (
    ", ".join(f"{row}.{column}" for column in COUNTED) for row in ("OLD", "NEW")
)
NOTED = f"""
CREATE TRIGGER pressrelease_made AFTER INSERT ON news_pressrelease
    FOR EACH ROW WHEN (NEW.status = 'published')
    EXECUTE FUNCTION public.note_change('news');
CREATE TRIGGER pressrelease_changed AFTER UPDATE ON news_pressrelease
    FOR EACH ROW WHEN ('published' IN (OLD.status, NEW.status)
        AND ({OLD}) IS DISTINCT FROM ({NEW}))
    EXECUTE FUNCTION public.note_change('news');
CREATE TRIGGER pressrelease_gone AFTER DELETE ON news_pressrelease
    FOR EACH ROW WHEN (OLD.status = 'published')
    EXECUTE FUNCTION public.note_change('news');
"""
# Choices are shown by their names.
NAMES = """
CREATE TRIGGER {table}_news AFTER INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION public.note_change('news');
"""
# Each a step in an index. What is not whole in a language is in no list of it.
VERSION = """
CREATE FUNCTION public.news_version(at timestamptz) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN concat_ws(' ',
        public.content_version('news'),
        (SELECT max(published_at) FROM news_pressrelease
            WHERE status = 'published' AND published_at <= at),
        (SELECT max(visible_until) FROM news_pressrelease
            WHERE status = 'published' AND complete_es AND visible_until <= at),
        (SELECT max(visible_until) FROM news_pressrelease
            WHERE status = 'published' AND complete_en AND visible_until <= at),
        (SELECT max(archived_at) FROM news_pressrelease WHERE archived_at <= at)
    );
"""
TABLES = ("vocabulary_topic", "partners_institution")
GONE = """
DROP FUNCTION public.news_version(timestamptz);
DROP TRIGGER pressrelease_made ON news_pressrelease;
DROP TRIGGER pressrelease_changed ON news_pressrelease;
DROP TRIGGER pressrelease_gone ON news_pressrelease;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0019_listing"),
        ("partners", "0002_initial"),
        ("publishing", "0003_changes"),
        ("vocabulary", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            NOTED + "".join(NAMES.format(table=table) for table in TABLES) + VERSION,
            GONE
            + "".join(f"DROP TRIGGER {table}_news ON {table};" for table in TABLES),
        ),
    ]
