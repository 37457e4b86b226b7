"""The keeper: one small process per server, there as long as anybody uses it.

It starts the server, starts it again should it die, and stops it when the last user
is gone. It imports no Django, and users call it with ``server.start``.
"""

import fcntl
import os
import signal
import sys
import time
from pathlib import Path

from . import cluster, places

USE = "use.lock"  # shared by every user; the keeper has it alone when they are gone
WATCH = "watch.lock"  # held by the keeper
LOG = "server.log"


def keep(data, socket, fast):
    with open(socket / USE, "a") as using, open(socket / WATCH, "a") as watching:
        if not locked(watching):
            return  # there is a keeper already
        os.truncate(socket / LOG, 0)
        data = places.data_directory(data)
        server = None
        try:
            cluster.make(data, watching)
            while not locked(using):
                if not cluster.is_running(data):
                    cluster.end(server)
                    server = cluster.begin(data, socket, fast)
                time.sleep(0.2)
        finally:
            cluster.stop(data)
            cluster.end(server)


def locked(file):
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def main(data, socket, fast):
    os.chdir("/")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        keep(Path(data), Path(socket), fast == "1")
    except (OSError, places.NoServer) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
