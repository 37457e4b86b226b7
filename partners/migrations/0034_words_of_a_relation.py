"""The last field of a relation stands alone where the relation is no amendment."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0029_traits"),
    ]

    operations = [
        migrations.AlterField(
            model_name="relation",
            name="changes",
            field=models.TextField(
                blank=True,
                help_text="In a sentence: what the other fields do not say.",
                verbose_name="what else it changes",
            ),
        ),
        migrations.AlterField(
            model_name="relation",
            name="changes_en",
            field=models.TextField(
                blank=True,
                help_text="In a sentence: what the other fields do not say.",
                null=True,
                verbose_name="what else it changes",
            ),
        ),
        migrations.AlterField(
            model_name="relation",
            name="changes_es",
            field=models.TextField(
                blank=True,
                help_text="In a sentence: what the other fields do not say.",
                null=True,
                verbose_name="what else it changes",
            ),
        ),
    ]
