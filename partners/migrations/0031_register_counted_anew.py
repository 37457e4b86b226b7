"""The register is counted anew for each question, and no version of it is kept."""

from importlib import import_module

from django.db import migrations

before = import_module("partners.migrations.0026_register_counted")


class Migration(migrations.Migration):
    dependencies = [("partners", "0030_titles_and_notices")]

    operations = [
        migrations.RunSQL(before.NOT_NOTED, before.NOTED + before.VERSION),
    ]
