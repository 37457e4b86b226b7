"""The first command makes its environment, and never goes on in half a one."""

import ast
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from iompanama import bootstrap
from iompanama.settings import BASE_DIR

MADE = "Installing"
# What a command says that got as far as an environment without packages.
ARRIVED = "Django is not installed"


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """The two files that a bare Python needs, and pins without packages."""
    clone = tmp_path_factory.mktemp("clone") / "una copia ñ"
    (clone / "iompanama").mkdir(parents=True)
    for name in ("manage.py", "iompanama/__init__.py", "iompanama/bootstrap.py"):
        shutil.copy(BASE_DIR / name, clone / name)
    (clone / "requirements.txt").write_text("# nothing\n")
    return clone


def demo(clone):
    return subprocess.Popen(
        [sys.executable, "manage.py", "demo"],
        cwd=clone,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def said(command):
    return command.communicate()[0]


def test_killed_run_is_begun_again_once_and_the_next_starts_at_once(clone):
    first = demo(clone)
    while not (clone / ".venv/demo").exists():
        time.sleep(0.01)
    first.send_signal(signal.SIGKILL)
    first.communicate()

    both = [demo(clone), demo(clone)]
    text = "".join(said(run) for run in both)
    assert text.count(MADE) == 1
    assert text.count(ARRIVED) == 2
    assert MADE not in said(demo(clone))


def test_other_pins_make_another_environment_from_nothing(clone):
    assert ARRIVED in said(demo(clone))
    home, pins = clone / ".venv/demo", clone / "requirements.txt"
    (home / "leftover").touch()

    pins.write_text("no-hash==1.0\n")
    found = said(demo(clone))
    assert re.search(f"{MADE}.*could not be installed", found, re.DOTALL)
    assert ARRIVED not in found
    assert not (home / "leftover").exists()
    assert not bootstrap.is_complete(str(home), str(pins))


def test_environment_whose_python_is_gone_is_not_used(tmp_path):
    pins = tmp_path / "pins.txt"
    pins.touch()
    python = tmp_path / "home/bin/python"
    python.parent.mkdir(parents=True)
    python.touch()
    home = str(tmp_path / "home")
    Path(bootstrap.marker_of(home)).write_text(bootstrap.state_of(home, str(pins)))
    assert bootstrap.is_complete(home, str(pins))

    python.unlink()
    assert not bootstrap.is_complete(home, str(pins))


def test_old_python_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))

    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or later"):
        bootstrap.main(["manage.py", "demo"])


@pytest.mark.parametrize("name", ["manage.py", "iompanama/bootstrap.py"])
def test_old_python_can_read_the_sentence(name):
    tree = ast.parse((BASE_DIR / name).read_text(), feature_version=(3, 4))

    assert not [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]


def test_python_without_venv_is_refused_in_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "ensurepip", None)

    with pytest.raises(SystemExit, match="python3-venv"):
        bootstrap.make(str(tmp_path / "home"), "requirements.txt")
