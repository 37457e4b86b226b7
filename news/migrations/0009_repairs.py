import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0008_translations")]

    operations = [
        migrations.CreateModel(
            name="Repair",
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
                ("rule", models.CharField(max_length=30, verbose_name="rule")),
                (
                    "field",
                    models.CharField(blank=True, max_length=60, verbose_name="field"),
                ),
                (
                    "language",
                    models.CharField(blank=True, max_length=2, verbose_name="language"),
                ),
                ("what", models.TextField(blank=True, verbose_name="what")),
                ("words", models.JSONField(default=dict)),
                (
                    "is_blocking",
                    models.BooleanField(
                        default=False, verbose_name="would keep it from going out"
                    ),
                ),
                (
                    "found_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="found at"
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="repairs",
                        to="news.pressrelease",
                        verbose_name="press release",
                    ),
                ),
            ],
            options={
                "verbose_name": "point to put right",
                "verbose_name_plural": "to put right",
                "ordering": ["-is_blocking", "-release", "pk"],
            },
        ),
    ]
