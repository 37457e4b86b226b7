"""The embedded server is there for whoever uses it, and gone when nobody does."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from iompanama.embedded import cluster, keeper, places
from iompanama.settings import BASE_DIR

USE = """
import sys
from pathlib import Path
from iompanama.embedded import server
server.start(Path(sys.argv[1]), fast=True)
print("up", flush=True)
sys.stdin.read()
"""


def begin(data):
    return subprocess.Popen(
        [sys.executable, "-c", USE, data],
        cwd=BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def use(data):
    user = begin(data)
    assert user.stdout.readline() == "up\n"
    return user


def leave(user):
    user.communicate()
    assert user.returncode == 0


def kill(user):
    user.kill()
    user.communicate()


def postmaster(data):
    return int((data / "postmaster.pid").read_text().split()[0])


def soon(condition):
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return True


def is_gone(data):
    """No server, and no keeper that would start one again."""
    with open(places.socket_directory(data) / keeper.WATCH) as watching:
        return keeper.locked(watching) and not cluster.is_running(data.resolve())


@pytest.fixture(scope="module")
def made():
    """Data of a server that was there and left."""
    with place() as data:
        leave(use(data))
        soon(lambda: is_gone(data))
        yield data


@pytest.fixture
def data(nothing, made):
    shutil.copytree(made, nothing)
    return nothing


@pytest.fixture
def nothing():
    with place() as data:
        yield data


@contextmanager
def place():
    """One that the server's user can reach, also when root runs the tests."""
    home = Path(tempfile.mkdtemp(prefix="muestra ñ "))
    home.chmod(0o711)
    data = home / "pgdata"
    yield data
    soon(lambda: is_gone(data))
    shutil.rmtree(home)
    shutil.rmtree(places.socket_directory(data))


def test_server_leaves_with_its_last_user(data):
    ana = use(data)
    luis = use(data)
    server = postmaster(data)

    leave(ana)
    time.sleep(0.5)
    assert postmaster(data) == server
    leave(luis)
    assert soon(lambda: is_gone(data))


def test_killed_user_leaves_no_server(data):
    kill(use(data))

    assert soon(lambda: is_gone(data))


def test_many_may_arrive_at_once_before_there_are_data(nothing):
    users = [begin(nothing) for _ in range(4)]

    assert [user.stdout.readline() for user in users] == ["up\n"] * 4
    for user in users:
        leave(user)


def test_what_was_saved_is_there_again(data):
    leave(use(data))
    soon(lambda: is_gone(data))
    (data / "kept").touch()

    leave(use(data))
    assert (data / "kept").exists()


def test_user_killed_while_the_data_are_made_harms_nobody(nothing):
    user = begin(nothing)
    soon(lambda: nothing.with_name("pgdata.part").exists())
    kill(user)

    leave(use(nothing))
    assert not nothing.with_name("pgdata.part").exists()


def test_data_half_made_are_begun_again(nothing):
    part = nothing.with_name("pgdata.part")
    part.mkdir()
    (part / "PG_VERSION").write_text("18\n")

    leave(use(nothing))
    assert not part.exists()


def test_process_that_got_the_number_of_a_dead_server_survives(data):
    leave(use(data))
    soon(lambda: is_gone(data))
    stranger = subprocess.Popen(["sleep", "60"])
    (data / "postmaster.pid").write_text(f"{stranger.pid}\n{data}\n")

    leave(use(data))
    soon(lambda: is_gone(data))
    assert stranger.poll() is None
    kill(stranger)


def test_killed_server_is_started_again_for_those_who_use_it(data):
    user = use(data)
    first = postmaster(data)

    os.kill(first, signal.SIGKILL)
    soon(lambda: cluster.is_running(data) and postmaster(data) != first)
    soon(lambda: cluster.is_ready(places.socket_directory(data)))
    leave(user)


def test_server_left_by_a_killed_keeper_is_used_and_stopped(data):
    user = use(data)
    server = postmaster(data)
    os.kill(keeper_of(server), signal.SIGKILL)
    second = use(data)

    assert postmaster(data) == server
    leave(user)
    leave(second)
    assert soon(lambda: is_gone(data))


def keeper_of(server):
    return int(Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()[1])


def test_server_ends_when_its_data_are_deleted_and_new_ones_are_used(data):
    first = use(data)
    server = postmaster(data)
    shutil.rmtree(data)
    soon(lambda: not is_alive(server))

    leave(use(data))
    leave(first)


def is_alive(pid):
    return cluster.command_line(pid) != ""


def test_data_that_cannot_be_used_are_refused_in_words(data):
    leave(use(data))
    soon(lambda: is_gone(data))
    (data / "PG_VERSION").write_text("12\n")

    user = begin(data)
    said, _ = user.communicate()
    assert "The embedded database did not start" in said
    assert "incompatible" in said


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to lend the server")
def test_root_may_use_a_copy_that_root_made(data):
    leave(use(data))
    soon(lambda: is_gone(data))
    for path in (data, *data.rglob("*")):
        os.chown(path, 0, 0)

    leave(use(data))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to lend the server")
def test_root_keeps_the_data_outside_of_a_closed_directory(tmp_path):
    tmp_path.chmod(0o700)
    data = tmp_path / "pgdata"

    user = use(data)
    assert data.resolve().parent.parent == Path("/var/tmp")
    assert tmp_path.stat().st_mode & 0o777 == 0o700
    leave(user)
    soon(lambda: is_gone(data))
    shutil.rmtree(data.resolve().parent)
    shutil.rmtree(places.socket_directory(data))
