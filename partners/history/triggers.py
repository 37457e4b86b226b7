"""For migrations: have every change of a table written in the log.

``logged("partners_party", agreement="agreement_id")`` says that a row of the table
belongs to the agreement in that column. A row may belong to several records, and to
one by way of another table: ``agreement="document_id>partners_document>agreement_id"``.
The trigger keeps no column that is kept itself: search vectors, the untranslated twin
of a translated text, the moment of the last save, and those named in ``but``.
"""

from django.db import migrations


def logged(table, *, but=(), **records):
    """Operation: changes of the table are logged with the records they belong to."""
    paths = [
        (kind, column)
        for kind, columns in records.items()
        for column in ([columns] if isinstance(columns, str) else columns)
    ]
    left_out = "{" + ",".join(but) + "}"
    words = [left_out, *(word for path in paths for word in path)]
    arguments = ", ".join(f"'{word}'" for word in words)
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_logged AFTER INSERT OR UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION public.log_change({arguments})",
        f"DROP TRIGGER {table}_logged ON {table}",
    )


def describing(tables, before=None):
    """Operation: the columns that hold no facts, by table (``facts.DESCRIBING``);
    ``before`` is what an earlier migration said."""
    return migrations.RunSQL(
        _describing(tables),
        _describing(before) if before else "DROP FUNCTION public.describing(text)",
    )


def _describing(tables):
    cases = " ".join(
        f"WHEN '{table}' THEN '{{{','.join(columns)}}}'::text[]"
        for table, columns in tables.items()
    )
    return (
        "CREATE OR REPLACE FUNCTION public.describing(name text) RETURNS text[]"
        f" LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE name {cases} END"
    )
