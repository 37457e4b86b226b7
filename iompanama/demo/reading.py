"""The pages of what is filed are read beside the server of the demonstration, as a
service of its own does it elsewhere (deploy/iompanama-documents.service)."""

import contextlib
import os
import subprocess
import sys

import django
from django.conf import settings
from django.core.management import call_command

from .serving import end_with


@contextlib.contextmanager
def reading():
    """A process that reads until the server ends, or is killed."""
    process = subprocess.Popen(
        [sys.executable, "-m", __name__],
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for the server, which ends this one
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    end_with(os.getppid())
    django.setup()
    call_command("read_documents", loop=True)
