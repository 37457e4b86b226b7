"""Indexes that answer what the lists of the desk ask, and what is likely together."""

from django.db import migrations, models
from django.db.models import Q

NEWEST = ("is_newest", True)
# Nearly all that is newest is out and not replaced, and nearly all that is not newest
# is replaced: without this the planner takes what is live for a handful of rows.
LIKELY = """
CREATE STATISTICS pressrelease_standing (mcv)
    ON is_newest, status, superseded_at, archived_at FROM news_pressrelease
"""


class Migration(migrations.Migration):
    dependencies = [("news", "0016_titles_of_works")]

    operations = [
        migrations.RemoveIndex(model_name="pressrelease", name="pressrelease_works"),
        migrations.AddIndex(
            model_name="pressrelease",
            index=models.Index(
                condition=Q(NEWEST),
                fields=["-dateline_on", "-id"],
                include=(
                    "work",
                    "status",
                    "published_at",
                    "superseded_at",
                    "archived_at",
                ),
                name="pressrelease_works",
            ),
        ),
        migrations.AddIndex(
            model_name="pressrelease",
            index=models.Index(
                condition=Q(("status", "published")),
                fields=["work", "published_at", "superseded_at"],
                name="pressrelease_periods",
            ),
        ),
        migrations.AddIndex(
            model_name="pressrelease",
            index=models.Index(
                condition=Q(
                    NEWEST,
                    Q(("released_es", False), ("released_en", False), _connector="OR"),
                ),
                fields=["-dateline_on", "-id"],
                name="pressrelease_held",
            ),
        ),
        migrations.AddIndex(
            model_name="pressrelease",
            index=models.Index(
                condition=Q(("archived_at__isnull", False), NEWEST),
                fields=["-dateline_on", "-id"],
                name="pressrelease_archived",
            ),
        ),
        migrations.RunSQL(LIKELY, "DROP STATISTICS pressrelease_standing"),
    ]
