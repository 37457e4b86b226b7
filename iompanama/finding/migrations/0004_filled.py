"""What is there already is found as well; later ``manage.py reindex`` does this."""

from django.db import migrations

FILL = """
DO $$
DECLARE
    each record;
    ids bigint[];
BEGIN
    FOR each IN SELECT * FROM (VALUES
        ('release', NULL, 'news_pressrelease'), ('agreement', NULL,
        'partners_agreement'), ('document', NULL, 'partners_document'),
        ('sheet', NULL, 'partners_pagetext'), ('institution', 2,
        'partners_institution'), ('official', 3, 'partners_official'),
        ('topic', 1, 'vocabulary_topic'), ('page', 10, 'pages_page'),
        (NULL, 4, 'vocabulary_place'), (NULL, 9, 'vocabulary_term')
    ) source (kind, type, place) LOOP
        FOR ids IN EXECUTE format('SELECT array_agg(id) FROM (SELECT id, row_number()'
            ' OVER (ORDER BY id) / 500 AS part FROM public.%I) r GROUP BY part',
            each.place) LOOP
            IF each.kind IS NOT NULL THEN
                PERFORM public.finding_refresh(each.kind, ids);
            END IF;
            IF each.type IS NOT NULL THEN
                PERFORM public.finding_rename(each.type::smallint, ids);
            END IF;
        END LOOP;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("finding", "0003_writing")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
