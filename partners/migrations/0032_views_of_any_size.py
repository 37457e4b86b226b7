"""What is known of a view is a table: a view may hold as many as the register."""

import django.db.models.deletion
from django.db import migrations, models

APART = """
INSERT INTO partners_viewknown (watch_id, agreement)
SELECT DISTINCT id, unnest(known) FROM partners_viewwatch
"""
TOGETHER = """
UPDATE partners_viewwatch w SET known = ARRAY(
    SELECT agreement FROM partners_viewknown WHERE watch_id = w.id ORDER BY agreement)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0031_register_counted_anew"),
    ]

    operations = [
        migrations.CreateModel(
            name="ViewKnown",
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
                    "agreement",
                    models.BigIntegerField(editable=False, verbose_name="agreement"),
                ),
                (
                    "watch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="known",
                        to="partners.viewwatch",
                        verbose_name="watch",
                    ),
                ),
            ],
            options={
                "verbose_name": "what is known of a view",
                "verbose_name_plural": "what is known of views",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("watch", "agreement"), name="viewknown_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(APART, TOGETHER),
        migrations.RemoveField(
            model_name="viewwatch",
            name="known",
        ),
    ]
