"""The data of one server: made, started, asked after and stopped.

Only the keeper starts and stops; anybody may ask.
"""

import contextlib
import shutil
import signal
import subprocess
import time

from . import places
from .processes import as_server_user, command_line, run

ALWAYS = {
    "listen_addresses": "",
    "port": "5432",
    "log_min_messages": "log",
    "log_checkpoints": "off",
}
# For data nobody would miss.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


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


def begin(data, socket, fast):
    """Start the server, with patience where one was killed: what it leaves running
    has to notice and end before another may touch the data."""
    was_killed = forget_stranger(data)
    deadline = time.monotonic() + 20
    while True:
        server = start(data, socket, fast)
        code = ended(server, socket)
        if code is None:
            return server
        was_killed = was_killed or code < 0
        if not was_killed or time.monotonic() > deadline:
            raise places.NoServer(f"PostgreSQL ended with code {code}.")
        time.sleep(0.2)


def start(data, socket, fast):
    settings = ALWAYS | (FAST if fast else {})
    settings["unix_socket_directories"] = socket
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


def stop(data):
    with contextlib.suppress(OSError):  # the programs may be gone with their directory
        run(places.programs(data) / "pg_ctl", "-D", data, "-m", "fast", "stop")


def end(server):
    """The end of a server that lost its data, which no other command can reach."""
    if server and server.poll() is None:
        server.send_signal(signal.SIGQUIT)
        server.wait()


def is_ready(socket):
    if not (socket / f".s.PGSQL.{ALWAYS['port']}").exists():
        return False  # known without a process that asks
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
