"""The production server on this machine only, ending with the command that began it."""

import os
import signal
import socket
import threading
import time

from django.core.management.base import CommandError
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

ADDRESS = "127.0.0.1"


def port():
    """PORT or 8000, if a server can listen there."""
    word = os.environ.get("PORT") or "8000"
    if not (word.isascii() and word.isdigit() and 0 < int(word) < 65536):
        raise CommandError(f"Set PORT to a number from 1 to 65535, not to “{word}”.")
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((ADDRESS, int(word)))
        except OSError as error:
            raise CommandError(
                f"Port {word} cannot be used ({error.strerror.lower()}). Stop what uses"
                f" it, or choose another: PORT=8001 python3 manage.py demo"
            ) from None
    return int(word)


def serve(number, ready):
    server = Server(
        "iompanama.demo.wsgi:application",
        address=ADDRESS,
        port=number,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=4,
        respawn_failed_workers=True,
        workers_kill_timeout=3,
        log_level=LogLevels.warning,
    )
    server.on_startup(ready)
    server.serve()


def end_with(parent):
    """Leave no worker behind when the command is killed and cannot end them."""

    def wait():
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=wait, daemon=True).start()
