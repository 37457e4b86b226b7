"""The days of the entries in their order: where the newest ones begin."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("finding", "0006_missed_and_saved")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX finding_entry_day ON public.finding_entry (day)",
            "DROP INDEX public.finding_entry_day",
        )
    ]
