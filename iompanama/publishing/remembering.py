"""What was counted over many rows, kept in this process until it may be different.

The database tells the version of a subject: the transactions that changed it (see
migrations/0003_changes) and the last of its moments that passed. So nothing has to be
purged, however many processes there are (docs/decisions/content-version.md).
"""

import hashlib

from django.core.cache import cache
from django.db import connection
from django.utils import timezone


def remembered(subject, asked, find):
    """What ``find(at)`` answers to what is asked, asked anew when the subject changed.

    The subject has a function in the database, ``<subject>_version(at)``. It is read
    before the answer, which is therefore never older, and of the same moment, so that
    the clock of the database may be another.
    """
    at = timezone.now()
    now = version_of(subject, at)
    digest = hashlib.blake2b(repr(asked).encode(), digest_size=16).hexdigest()
    key = f"{subject}-{digest}"
    version, found = cache.get(key, (None, None))
    if version != now:
        found = find(at)
        cache.set(key, (now, found))
    return found


def version_of(subject, at):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT public.{subject}_version(%s)", [at])
        [version] = cursor.fetchone()
    return version
