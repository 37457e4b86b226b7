"""What few agreements have of their papers is found by an index."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partners", "0035_over_kept")]

    operations = [
        migrations.AddIndex(
            "traits", GinIndex(fields=["languages"], name="traits_languages")
        ),
        migrations.AddIndex(
            "traits",
            models.Index(
                condition=models.Q(("is_scanned", False)),
                fields=["agreement"],
                name="traits_unscanned",
            ),
        ),
        migrations.AddIndex(
            "traits",
            models.Index(
                condition=models.Q(("has_closed_papers", True)),
                fields=["agreement"],
                name="traits_closed_papers",
            ),
        ),
    ]
