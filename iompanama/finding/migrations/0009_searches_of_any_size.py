"""What a saved search found is a table: it may find as many as there are."""

import django.db.models.deletion
from django.db import migrations, models

# A record was ``key * 16 + kind``, and is now one number as the engine has it.
APART = """
INSERT INTO finding_searchknown (search_id, record)
SELECT DISTINCT id, (record % 16) * 4294967296 + record / 16
FROM finding_savedsearch, unnest(seen) record;
UPDATE finding_savedsearch SET known_since = now() WHERE seen IS NOT NULL
"""
TOGETHER = """
UPDATE finding_savedsearch s SET seen = ARRAY(
    SELECT (record % 4294967296) * 16 + record / 4294967296
    FROM finding_searchknown WHERE search_id = s.id ORDER BY id)
WHERE known_since IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("finding", "0008_shares")]

    operations = [
        migrations.AddField(
            model_name="savedsearch",
            name="known_since",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.CreateModel(
            name="SearchKnown",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "record",
                    models.BigIntegerField(editable=False, verbose_name="record"),
                ),
                (
                    "search",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="known",
                        to="finding.savedsearch",
                        verbose_name="saved search",
                    ),
                ),
            ],
            options={
                "verbose_name": "what a saved search found",
                "verbose_name_plural": "what saved searches found",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("search", "record"), name="searchknown_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(APART, TOGETHER),
        migrations.RemoveField(model_name="savedsearch", name="seen"),
    ]
