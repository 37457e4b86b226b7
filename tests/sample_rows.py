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
    with transaction.atomic(), connection.cursor() as cursor:
        for table, data in rows.items():
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(data)


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
