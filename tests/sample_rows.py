"""The rows of the loaded sample, kept in memory to be put back for each test.

Loading takes seconds and is done once a run; putting 800 rows back takes a twentieth
of one. The pictures stay in the run's own folder.
"""

from django.apps import apps
from django.db import connection, transaction

from iompanama.sample.loading import load

APPS = ("vocabulary", "pages", "partners", "news")


def loaded():
    """Load the sample and undo it: the rows of every table as PostgreSQL has them."""
    with transaction.atomic():
        load()
        rows = {table: copied(table) for table in tables()}
        transaction.set_rollback(True)
    return rows


def put_back(rows):
    """Without triggers where this account may: what they add is among the rows."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('session_replication_role', 'replica', true)"
            " FROM pg_roles WHERE rolname = current_user AND rolsuper"
        )
        is_quiet = cursor.rowcount == 1
        for table, data in rows.items():
            if is_quiet or not table.startswith("partners_change "):
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(data)
        if is_quiet:
            cursor.execute("SET LOCAL session_replication_role = origin")


def copied(table):
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} TO STDOUT") as copy,
    ):
        return b"".join(copy)


def tables():
    """Every table of ours with the columns that can be written."""
    for app in APPS:
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            columns = [
                connection.ops.quote_name(field.column)
                for field in model._meta.concrete_fields
                if not field.generated
            ]
            yield f"{model._meta.db_table} ({', '.join(columns)})"
