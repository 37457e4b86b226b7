"""Of a confidential agreement no paper is closed to whom the agreement opens: whoever is
named to read it reads them all. Only of others some may be, and those are few."""

from importlib import import_module

from django.db import migrations

traits = import_module("partners.migrations.0029_traits")
BEFORE = traits.TRAITS[: traits.TRAITS.index("-- Locked before they are read")]
BEFORE = BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
AFTER = BEFORE.replace(
    "coalesce(papers.has_closed, false)",
    "coalesce(papers.has_closed AND a.access <> 'confidential', false)",
)
SETTLED = """
SELECT public.settle_traits(array_agg(id)) FROM partners_agreement
WHERE access = 'confidential'
"""
OPENED = """
SELECT n.id FROM new_rows n JOIN old_rows o ON o.id = n.id
WHERE n.access IS DISTINCT FROM o.access
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0036_papers_indexed")]

    operations = [
        migrations.RunSQL(AFTER + SETTLED, BEFORE + SETTLED),
        traits.kept(
            "partners_agreement",
            "UPDATE",
            traits.BOTH,
            OPENED,
        ),
    ]
