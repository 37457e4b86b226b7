"""Shares of the entries, of all kinds and times in each: what facets are counted in.

Neighbours are of one kind or time: numbers are multiplied by 0.618 of the modulus first,
so that those of one share are spread evenly over all.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("finding", "0007_newest")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX finding_entry_share"
            " ON public.finding_entry (mod(id * 309, 499))",
            "DROP INDEX public.finding_entry_share",
        )
    ]
