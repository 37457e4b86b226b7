"""What is likely together in a press release, for the planner of queries."""

from django.db import migrations

# Nearly all that is newest is out and not replaced, and nearly all that is not newest
# is replaced: without this the planner takes what is live for a handful of rows.
LIKELY = """
CREATE STATISTICS pressrelease_standing (mcv)
    ON is_newest, status, visible_until, archived_at FROM news_pressrelease
"""


class Migration(migrations.Migration):
    dependencies = [("news", "0021_news_version")]

    operations = [
        migrations.RunSQL(LIKELY, "DROP STATISTICS pressrelease_standing"),
    ]
