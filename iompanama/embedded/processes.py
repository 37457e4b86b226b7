"""Programs run as the server's user, and what the machine says of running ones."""

import os
import subprocess
import tempfile
from pathlib import Path

from . import places


def command_line(pid):
    if not Path("/proc/self").exists():
        asked = ["ps", "-o", "command=", "-p", str(pid)]
        return subprocess.run(
            asked, stdout=subprocess.PIPE, text=True, check=False
        ).stdout
    try:
        return os.fsdecode(Path(f"/proc/{pid}/cmdline").read_bytes()).replace("\0", " ")
    except OSError:
        return ""


def run(*command, **options):
    # Its words go to a file, not a pipe: what it starts would keep the pipe open.
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        done = subprocess.run(
            command,
            check=False,
            stdout=said,
            stderr=said,
            **as_server_user(),
            **options,
        )
        said.seek(0)
        done.stdout = said.read()
    return done


def as_server_user():
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    if os.geteuid():
        return {"env": environment}
    user = places.server_user()
    return {
        "env": environment,
        "user": user.pw_uid,
        "group": user.pw_gid,
        "extra_groups": [],
    }
