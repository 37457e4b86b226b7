"""The lists of the desk are told by the end of a period, as the public ones are."""

from django.db import migrations, models
from django.db.models import Q

# Nearly all that is newest is out and not replaced, and nearly all that is not newest
# is replaced: without this the planner takes what is live for a handful of rows.
LIKELY = """
DROP STATISTICS pressrelease_standing;
CREATE STATISTICS pressrelease_standing (mcv)
    ON is_newest, status, visible_until, archived_at FROM news_pressrelease
"""
AS_BEFORE = """
DROP STATISTICS pressrelease_standing;
CREATE STATISTICS pressrelease_standing (mcv)
    ON is_newest, status, superseded_at, archived_at FROM news_pressrelease
"""


class Migration(migrations.Migration):
    dependencies = [("news", "0021_news_version")]

    operations = [
        migrations.RemoveIndex(model_name="pressrelease", name="pressrelease_works"),
        migrations.RemoveIndex(model_name="pressrelease", name="pressrelease_periods"),
        migrations.AddIndex(
            model_name="pressrelease",
            index=models.Index(
                condition=Q(("is_newest", True)),
                fields=["-dateline_on", "-id"],
                include=(
                    "work",
                    "status",
                    "published_at",
                    "visible_until",
                    "archived_at",
                    "topic_ids",
                ),
                name="pressrelease_works",
            ),
        ),
        migrations.AddIndex(
            model_name="pressrelease",
            index=models.Index(
                condition=Q(("status", "published")),
                fields=["work", "published_at", "visible_until"],
                name="pressrelease_periods",
            ),
        ),
        migrations.RunSQL(LIKELY, AS_BEFORE),
    ]
