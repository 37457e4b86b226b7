"""Indexes by which what is live is listed, narrowed and counted."""

import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models import Q


def live(code):
    return migrations.AddIndex(
        model_name="pressrelease",
        index=models.Index(
            condition=Q((f"complete_{code}", True), ("status", "published")),
            fields=["visible_until", "-dateline_on", "-published_at", "-id"],
            include=("archived_at", "topic_ids", "institution_ids"),
            name=f"pressrelease_live_{code}",
        ),
    )


def keys(name):
    return migrations.AddIndex(
        model_name="pressrelease",
        index=django.contrib.postgres.indexes.GinIndex(
            fields=[f"{name}_ids"], name=f"pressrelease_{name}_ids"
        ),
    )


def first(code):
    return migrations.AddIndex(
        model_name="pressrelease",
        index=models.Index(
            models.F(f"first_published_at_{code}").desc(nulls_last=True),
            models.F("id").desc(),
            condition=Q((f"complete_{code}", True), ("status", "published")),
            name=f"pressrelease_first_{code}",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("news", "0019_listing")]

    operations = [
        live("es"),
        live("en"),
        keys("topic"),
        keys("institution"),
        first("es"),
        first("en"),
        migrations.AddIndex(
            model_name="pressrelease",
            index=models.Index(
                condition=Q(("is_featured", True), ("status", "published")),
                fields=["-dateline_on", "-published_at", "-id"],
                name="pressrelease_featured",
            ),
        ),
        migrations.AddConstraint(
            model_name="pressrelease",
            constraint=models.CheckConstraint(
                condition=Q(
                    ("institution_ids__len__lte", 150), ("topic_ids__len__lte", 100)
                ),
                name="pressrelease_not_about_everything",
                violation_error_message=(
                    "A text names at most 100 topics and 150 institutions."
                ),
            ),
        ),
    ]
