"""The traits of an agreement are found by a plan made once for each connection.

To make it took longer than to find them, and was done for every row that was saved. A
plan that is kept may be older than most of the rows: it goes by the indexes.
"""

from django.db import migrations

SETTLE = "ALTER FUNCTION public.settle_traits(bigint[])"


class Migration(migrations.Migration):
    dependencies = [("partners", "0037_closed_papers")]

    operations = [
        migrations.RunSQL(
            f"{SETTLE} SET plan_cache_mode TO force_generic_plan;"
            f"{SETTLE} SET enable_seqscan TO off;",
            f"{SETTLE} RESET ALL;",
        )
    ]
