"""The keeper: one small process per server, there as long as anybody uses it.

It starts the server, starts it again should it die, and stops it when the last user
is gone. It imports no Django, and users call it with ``server.start``.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from . import places
from .processes import as_server_user, command_line, run

USE = "use.lock"  # shared by every user; the keeper has it alone when they are gone
WATCH = "watch.lock"  # held by the keeper
LOG = "server.log"

ALWAYS = {
    "listen_addresses": "",
    "port": "5432",
    "log_min_messages": "log",
    "log_checkpoints": "off",
}
# For data nobody would miss.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def keep(data, socket, options):
    with open(socket / USE, "a") as using, open(socket / WATCH, "a") as watching:
        if not locked(watching):
            return  # there is a keeper already
        os.truncate(socket / LOG, 0)
        data = places.data_directory(data)
        try:
            make(data, watching)
            while not locked(using):
                if not is_running(data):
                    begin(data, socket, options)
                time.sleep(0.2)
        finally:
            run(places.programs(data) / "pg_ctl", "-D", data, "-m", "fast", "stop")


def locked(file):
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def make(data, watching):
    """A new cluster, given its place when it is whole."""
    if (data / "PG_VERSION").exists():
        places.give_to_server_user(data)  # a copy that root made is root's
        return
    part = data.with_name(f"{data.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    places.make_private(part)
    made = run(
        places.programs(data) / "initdb",
        *("-D", part, "-U", "postgres", "--auth=trust", "--encoding=UTF8"),
        # The same order of words on every machine.
        *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
        # Should the keeper be killed, the next one waits for this to end.
        pass_fds=[watching.fileno()],
    )
    if made.returncode:
        raise places.NoServer(made.stdout)
    part.rename(data)


def begin(data, socket, options):
    """Start the server, with patience where the last one was killed: what it leaves
    running has to notice and end before another may touch the data."""
    was_killed = forget_stranger(data)
    deadline = time.monotonic() + (20 if was_killed else 0)
    while (code := ended(start(data, socket, options), socket)) is not None:
        if time.monotonic() > deadline:
            raise places.NoServer(f"PostgreSQL ended with code {code}.")
        time.sleep(0.2)


def start(data, socket, options):
    settings = {**options, "unix_socket_directories": socket}
    words = [
        word for name, value in settings.items() for word in ("-c", f"{name}={value}")
    ]
    return subprocess.Popen(
        [places.programs(data) / "postgres", "-D", data, *words], **as_server_user()
    )


def ended(server, socket):
    """The code a server ended with before it was ready, if it did."""
    while server.poll() is None:
        if is_ready(socket):
            return None
        time.sleep(0.05)
    return server.returncode


def forget_stranger(data):
    """Whether a killed server left its file; the file goes if its number is another's.

    It stays otherwise, for by it PostgreSQL knows whether parts of the killed server
    are still at work.
    """
    file = data / "postmaster.pid"
    if not file.exists():
        return False
    if (pid := number_in(file)) is None or command_line(pid):
        file.unlink()
    return True


def number_in(file):
    try:
        return int(file.read_text().split()[0])
    except (OSError, IndexError, ValueError):
        return None


def is_ready(socket):
    asked = subprocess.run(
        [places.own_programs() / "pg_isready", "-q", "-h", socket, "-p", "5432"],
        check=False,
    )
    return asked.returncode == 0


def is_running(data):
    """Whether the process named in the data is their server, and not one that got
    the same number later."""
    pid = number_in(data / "postmaster.pid")
    return pid is not None and f" -D {data} " in command_line(pid)


def main(data, socket, fast):
    os.chdir("/")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        keep(Path(data), Path(socket), ALWAYS | FAST if fast == "1" else ALWAYS)
    except (OSError, places.NoServer) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
