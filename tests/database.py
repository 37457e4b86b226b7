"""The databases of a test process: copies of ones that are made once and kept.

A copy takes a moment, so every process begins with a new one, and so does whatever
follows a test that commits. What a kept database was made from is in its comment.
"""

import fcntl
import os
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from iompanama.pages.models import SiteSettings

from .kept import fingerprint, lock, take

# Those of packages change with their versions, and their folders are many.
OURS = [
    f"{package}/**/migrations/*.py" for package in ("iompanama", "news", "partners")
]
# Tests run in several processes at once.
OWN = "_" + os.environ.get("PYTEST_XDIST_WORKER", "alone")


@dataclass(frozen=True)
class Kept:
    """A database for as long as its origin stays the same; nobody works in it."""

    name: str
    template: str
    fill: Callable
    origin: Callable

    def copy(self, until):
        """Make it if need be and use a copy. Nobody makes it anew until the end."""
        until.enter_context(lock(self.name + OWN))
        file = until.enter_context(lock(self.name, fcntl.LOCK_SH))
        origin = self.origin()
        if self.made_from() != origin:
            # One after the other: who comes second finds it made, and does not wait
            # for the first one's tests.
            fcntl.flock(file, fcntl.LOCK_UN)
            with lock(f"{self.name}_making"):
                if self.made_from() != origin:
                    take(file, fcntl.LOCK_EX)
                    self.make(origin)
                take(file, fcntl.LOCK_SH)
        use(self.name + OWN)
        renew_used()

    def made_from(self):
        with connection._nodb_cursor() as cursor:
            cursor.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
                " WHERE datname = %s",
                [self.name],
            )
            return next((comment for [comment] in cursor), None)

    def make(self, origin):
        renew(self.name, self.template)
        use(self.name)
        self.fill()
        with connection.cursor() as cursor:
            cursor.execute(f"COMMENT ON DATABASE {quoted(self.name)} IS %s", [origin])


def use(name):
    """Whatever asks the database next asks this one."""
    if connection.settings_dict["NAME"] != name:
        connection.close()
        connection.settings_dict["NAME"] = name


def renew(name, template):
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted(name)} WITH (FORCE)")
        # Copied as files: written to the log as well, it takes three times as long.
        cursor.execute(
            f"CREATE DATABASE {quoted(name)} TEMPLATE {quoted(template)}"
            " STRATEGY FILE_COPY"
        )


def renew_used(*_test):
    name = connection.settings_dict["NAME"]
    renew(name, name.removesuffix(OWN))


def quoted(name):
    return connection.ops.quote_name(name)


def migrate():
    """Every table, the groups as they are set up on a server, and the settings of the
    site, which the first page makes otherwise."""
    call_command("migrate", verbosity=0)
    call_command("set_up_roles", stdout=StringIO())
    SiteSettings.load()


MIGRATED = Kept(
    name=connection.creation._get_test_db_name(),
    template="template1",
    fill=migrate,
    origin=lambda: fingerprint(settings.ROLES, files=OURS),
)
