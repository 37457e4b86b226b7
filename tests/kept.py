"""What tests begin with: made once, kept while nothing it is made from changes."""

import fcntl
import hashlib
import os
import sys
from contextlib import contextmanager
from importlib import metadata

from iompanama.settings import BASE_DIR, DATA_DIR

PACKAGES = ("django", "django-modeltranslation", "pillow", "psycopg")


def fingerprint(*facts, files):
    """Changes with the facts, with every file and with what reads them."""
    versions = [metadata.version(name) for name in PACKAGES]
    digest = hashlib.sha256(repr((sys.version, versions, facts)).encode())
    for pattern in files:
        for path in sorted(BASE_DIR.glob(pattern)):
            if path.is_file() and path.parent.name != "__pycache__":
                digest.update(os.fsencode(path) + path.read_bytes())
    return digest.hexdigest()


@contextmanager
def lock(name, kind=fcntl.LOCK_EX):
    """A lock between the processes of all test runs; gives the file it is held by."""
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    with open(DATA_DIR / f"{name}.lock", "w") as file:
        take(file, kind)
        yield file


def take(file, kind):
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Waiting for another process of the tests ...", file=sys.__stderr__)
        fcntl.flock(file, kind)
