"""Who acts and why, said to the database for everything that is written meanwhile."""

import uuid
from contextlib import contextmanager

from django.db import connection, transaction

NAMES = ("iompanama.actor", "iompanama.reason", "iompanama.act")
READ = ", ".join(f"current_setting('{name}', true)" for name in NAMES)
SET = ", ".join(f"set_config('{name}', %s, true)" for name in NAMES)


@contextmanager
def acting(user, reason=""):
    """One act of writing, in one transaction: what keeps a log reads who and why.

    Without a user it is the system that acts; a reason it gives is a phrase of the
    catalogue. An act within an act is one of its own, and the outer one goes on after.
    """
    actor = "" if user is None or user.pk is None else str(user.pk)
    reason = str(reason).replace("\0", "")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {READ}, {SET}", [actor, reason, str(uuid.uuid4())])
            before = [value or "" for value in cursor.fetchone()[: len(NAMES)]]
        yield
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {SET}", before)
