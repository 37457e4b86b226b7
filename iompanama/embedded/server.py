"""Use of the embedded server: one call, which holds until the process ends."""

import fcntl
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from . import cluster, keeper, places

SECONDS = 90
ROOT = Path(__file__).parents[2]

_guard = threading.Lock()
_held = {}  # data directory: (process, descriptor with the shared lock)


def start(data, *, fast=False):
    """See that a server runs on the data, and keep it while this process lives."""
    with _guard:
        if _held.get(data, (None,))[0] == os.getpid():
            return
        socket = places.make_private(places.socket_directory(data))
        using = os.open(socket / keeper.USE, os.O_RDWR | os.O_CREAT, 0o600)
        # Waits where the keeper of the users before is just stopping the server.
        fcntl.flock(using, fcntl.LOCK_SH)
        try:
            wait_until_ready(data, socket, fast)
        except BaseException:
            os.close(using)
            raise
        _held[data] = os.getpid(), using


def wait_until_ready(data, socket, fast):
    deadline = time.monotonic() + SECONDS
    log = socket / keeper.LOG
    process = None
    while time.monotonic() < deadline:
        # A second keeper goes away by itself, so offering one more does no harm.
        if process is None or process.poll() == 0:
            process = call_keeper(data, socket, fast)
        elif process.poll():
            raise places.NoServer(f"The embedded database did not start:\n{tail(log)}")
        if cluster.is_ready(socket):
            process.returncode = 0  # it outlives this process: no ResourceWarning
            return
        time.sleep(0.1)
    raise places.NoServer(
        f"The embedded database did not start within {SECONDS} s:\n{tail(log)}"
    )


def call_keeper(data, socket, fast):
    with open(socket / keeper.LOG, "ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", keeper.__name__, data, socket, str(int(fast))],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def tail(log):
    return log.read_text(errors="replace")[-2000:].strip()
