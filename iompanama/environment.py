"""What the environment says, read strictly: a wrong word is refused in a sentence."""

import contextlib
import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def env(name, default=None, *, example=""):
    """The variable, or the default; without either the site does not start."""
    value = os.environ.get(name) or default
    if value is None:
        raise ImproperlyConfigured(f"Set the {name} environment variable{example}.")
    return value


def env_flag(name):
    value = os.environ.get(name) or "no"
    if value not in {"yes", "no"}:
        raise ImproperlyConfigured(f"Set {name} to yes or no, not to “{value}”.")
    return value == "yes"


def env_number(name, default):
    value = os.environ.get(name) or str(default)
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"Set {name} to a number, not to “{value}”.")
    return int(value)


# What a page asks is short: to compile it, or to share it out among processes, would
# cost more than it saves.
PLANNING = "-c jit=off -c max_parallel_workers_per_gather=0"


def database(url):
    """DATABASES["default"] from an address such as ``postgresql://me@host/name``."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "Set DATABASE_URL to an address like postgresql://user:password@host/name."
        )
    options = {"options": PLANNING, **dict(parse_qsl(parts.query))}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": options.pop("port", None) or str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def kept_secret(path: Path):
    """A secret made at the first call and kept in a file only its owner reads."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):
            os.link(part, path)  # the first of two processes wins, whole
        part.unlink()
    return path.read_text()
