"""The site's settings on this machine, with a database and files of the tests' own."""

import os
import tempfile
from pathlib import Path

os.environ.update(LOCAL="yes", DEBUG="no")

from iompanama.settings import *  # noqa: E402, F403
from iompanama.settings import DATA_DIR, DATABASE_URL, STORAGES, embedded  # noqa: E402

SECRET_KEY = "only for tests"
ALLOWED_HOSTS = ["*"]
if not DATABASE_URL:
    DATABASES = {"default": embedded.database(DATA_DIR / "pgdata-test", fast=True)}

_files = tempfile.TemporaryDirectory()
MEDIA_ROOT = f"{_files.name}/media"
# Nothing is collected, and whoever begins to serve looks through all that lies there.
STATIC_ROOT = f"{_files.name}/static"
Path(STATIC_ROOT).mkdir()
STORAGES = {
    **STORAGES,
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": f"{_files.name}/private", "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}

# Tests are one transaction each, in which no version passes: nothing is remembered.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
