"""Migrations run on an empty database, and each app of ours back to nothing."""

from django.core.management import call_command
from django.db import connection

from tests import make


def ours():
    """Tables and functions of ours that stand in the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relname ~ '^(news|partners|pages|vocabulary)_'"
            " UNION SELECT proname FROM pg_proc"
            " JOIN pg_namespace ON pg_namespace.oid = pronamespace"
            " LEFT JOIN pg_depend ON pg_depend.objid = pg_proc.oid AND deptype = 'e'"
            " WHERE nspname = 'public' AND pg_depend.objid IS NULL"
        )
        return {row[0] for row in cursor.fetchall()}


def test_every_app_goes_back_to_nothing_and_forward_again(transactional_db):
    before = ours()

    call_command("migrate", "publishing", "zero", verbosity=0)  # all stand on it
    assert ours() == set()

    call_command("migrate", verbosity=0)
    assert ours() == before
    make.photo_use(make.published())
    make.relation(make.agreement(), "amends", make.agreement())
