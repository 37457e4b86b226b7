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
    memory = Memory(subject, version_of(subject, at))
    found = memory.recall(asked)
    return memory.keep(asked, find(at)) if found is None else found


class Memory:
    """What was found of a subject at one version of it; never None."""

    def __init__(self, subject, version):
        self.subject, self.version = subject, version

    def recall(self, asked):
        kept = cache.get(self._key(asked))
        return kept[1] if kept and kept[0] == self.version else None

    def keep(self, asked, found):
        cache.set(self._key(asked), (self.version, found))
        return found

    def _key(self, asked):
        digest = hashlib.blake2b(repr(asked).encode(), digest_size=16).hexdigest()
        return f"{self.subject}-{digest}"


def version_of(subject, at):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT public.{subject}_version(%s)", [at])
        [version] = cursor.fetchone()
    return version
