"""Which part of a confidential paper was opened: its pages, one of them, its file."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("partners", "0018_reminders")]

    operations = [
        migrations.AddField(
            model_name="opening",
            name="part",
            field=models.CharField(
                choices=[
                    ("list", "the list of its pages"),
                    ("page", "a page"),
                    ("file", "the file"),
                ],
                default="file",
                max_length=4,
                verbose_name="what was opened",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="opening",
            name="page",
            field=models.PositiveIntegerField(
                blank=True, null=True, verbose_name="page"
            ),
        ),
        migrations.RemoveConstraint(
            model_name="opening", name="opening_page_counts_from_one"
        ),
        migrations.AddConstraint(
            model_name="opening",
            constraint=models.CheckConstraint(
                name="opening_of_a_page_says_which",
                condition=Q(part="page", page__gt=0)
                | ~Q(part="page") & Q(page__isnull=True),
            ),
        ),
    ]
