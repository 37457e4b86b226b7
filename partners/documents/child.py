"""A child process for one file: begun, listened to, and ended whatever it does."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager, suppress
from shutil import copyfileobj

from django.conf import settings

LONGEST_LINE = 4 << 20
LARGEST_PICTURE = 8 << 20
# Of the site's environment it gets nothing else: no secret, no address of a database.
ENVIRONMENT = ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "SystemRoot")


class Died(Exception):
    """The child ended before its work; ``how`` is time or broke."""

    def __init__(self, how):
        super().__init__(how)
        self.how = how


@contextmanager
def child(job, file, seconds):
    """Its answers as a generator of (facts, bytes); each may take so many seconds."""
    with real_file(file) as handle:
        process = subprocess.Popen(
            [
                *(sys.executable, "-s", "-m", "partners.documents.inside"),
                json.dumps({**job, "parent": os.getpid()}),
            ],
            cwd=settings.BASE_DIR,
            env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
            stdin=handle,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    try:
        yield answers(process, seconds)
    finally:
        end(process)


@contextmanager
def real_file(file):
    """Opened anew for the child, which would move our own place in it; of what has no
    path a copy without a name, gone with whoever holds it."""
    if path := path_of(file):
        with open(path, "rb") as handle:
            yield handle
        return
    with tempfile.TemporaryFile() as copy:
        file.seek(0)
        copyfileobj(file, copy)
        file.seek(0)
        copy.seek(0)
        yield copy


def path_of(file):
    """Where a file lies on this machine. Of an upload ``name`` is what somebody
    called it, never a path."""
    if hasattr(file, "temporary_file_path"):
        return file.temporary_file_path()
    name = getattr(file, "name", None)
    return name if isinstance(name, str) and os.path.isabs(name) else None


def answers(process, seconds):
    while True:
        with alarm(process, seconds) as rang:
            line = process.stdout.readline(LONGEST_LINE)
            facts = understood(line)
            data = process.stdout.read(facts["bytes"]) if facts else b""
        if rang.is_set():
            raise Died("time")
        if facts is None or len(data) < facts["bytes"]:
            if line or process.wait() != 0:
                raise Died("time" if process.returncode == -signal.SIGXCPU else "broke")
            return
        yield facts, data


def understood(line):
    """The facts of a frame; None where there is none, or one that is not ours."""
    try:
        facts = json.loads(line)
    except ValueError:
        return None
    return facts if 0 <= facts["bytes"] <= LARGEST_PICTURE else None


@contextmanager
def alarm(process, seconds):
    rang = threading.Event()

    def ring():
        rang.set()
        end(process)

    timer = threading.Timer(seconds, ring)
    timer.start()
    try:
        yield rang
    finally:
        timer.cancel()


def end(process):
    """It and everything it began."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
