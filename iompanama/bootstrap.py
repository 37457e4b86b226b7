"""From a bare Python to a running command.

``demo`` and ``test`` make themselves a virtual environment of their own and go on
inside it; every other command runs in the environment it is called from. Only the
standard library and only old syntax here, so that an old Python can still read the
sentence that says it is too old.
"""

import hashlib
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OLDEST = (3, 11)
REQUIREMENTS = {"demo": "requirements.txt", "test": "requirements-dev.txt"}


def main(argv):
    if sys.version_info < OLDEST:
        refuse(
            "This site needs Python 3.11 or later, and this is Python "
            + sys.version.split()[0]
            + "."
        )
    command = argv[1] if len(argv) > 1 else "help"
    if command in REQUIREMENTS:
        enter(command, argv)
    if command == "test":
        run_tests(argv[2:])
    if command == "demo":
        os.environ.update(LOCAL="yes", DEBUG="no")
    run_django(argv)


def refuse(sentence):
    sys.exit("manage.py: " + sentence)


def enter(name, argv):
    """Go on inside the environment of the command, made first where it is missing."""
    home = os.path.join(ROOT, ".venv", name)
    if os.path.realpath(sys.prefix) == os.path.realpath(home):
        return
    requirements = os.path.join(ROOT, REQUIREMENTS[name])
    if not is_complete(home, requirements):
        make(home, requirements)
    python = python_of(home)
    sys.stdout.flush()
    os.execv(python, [python, os.path.join(ROOT, "manage.py")] + argv[1:])


def make(home, requirements):
    """Build the environment from nothing, and mark it at the end as whole."""
    if fcntl is None:
        refuse("demo and test need Linux or macOS; on Windows run them in WSL.")
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        refuse(
            "this Python cannot make virtual environments;"
            " install its venv package (on Debian and Ubuntu: python3-venv)."
        )
    os.makedirs(os.path.dirname(home), exist_ok=True)
    with open(home + ".lock", "w") as lock:
        take_lock(lock)
        if is_complete(home, requirements):
            return
        say(
            "Installing "
            + os.path.relpath(requirements, ROOT)
            + " into .venv/"
            + os.path.basename(home)
            + " (once, a minute or two) ..."
        )
        clear(home)
        # The children hold the lock as well: should this process be killed, whoever
        # comes next waits for them before it starts over.
        run([sys.executable, "-I", "-m", "venv", home], lock)
        run(
            [python_of(home), "-I", "-m", "pip", "install", "-qq", "--no-input"]
            + ["--disable-pip-version-check", "--require-hashes", "-r", requirements],
            lock,
        )
        with open(marker_of(home), "w") as marker:
            marker.write(state_of(home, requirements))


def take_lock(lock):
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        say("Waiting for another run that is installing the same packages ...")
        fcntl.flock(lock, fcntl.LOCK_EX)


def is_complete(home, requirements):
    try:
        with open(marker_of(home)) as marker:
            return marker.read() == state_of(home, requirements)
    except OSError:
        return False


def state_of(home, requirements):
    """What the environment was made from: the pinned packages and the Python."""
    with open(requirements, "rb") as pins:
        digest = hashlib.sha256(pins.read()).hexdigest()
    python = os.path.realpath(python_of(home))
    return digest + " " + python + (" is gone" if not os.path.exists(python) else "")


def clear(home):
    if os.path.exists(marker_of(home)):
        os.unlink(marker_of(home))
    if os.path.exists(home):
        shutil.rmtree(home)


def run(command, lock):
    try:
        subprocess.check_call(command, cwd=ROOT, pass_fds=[lock.fileno()])
    except subprocess.CalledProcessError:
        refuse("the packages could not be installed; the lines above say why.")


def marker_of(home):
    return os.path.join(home, "complete")


def python_of(home):
    return os.path.join(home, "bin", "python")


def say(sentence):
    print(sentence, flush=True)


def run_tests(arguments):
    os.chdir(ROOT)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    # Many processes begin during the tests, and each would translate all it imports.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.execv(sys.executable, [sys.executable, "-m", "pytest"] + arguments)


def run_django(argv):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iompanama.settings")
    if importlib.util.find_spec("django") is None:
        refuse(
            "Django is not installed for this Python; run demo or test once and use"
            " .venv/demo/bin/python or .venv/test/bin/python, or install"
            " requirements.txt."
        )
    conf = importlib.import_module("django.conf")
    exceptions = importlib.import_module("django.core.exceptions")
    try:
        conf.settings.INSTALLED_APPS  # noqa: B018
    except exceptions.ImproperlyConfigured as error:
        refuse(str(error))
    importlib.import_module("django.core.management").execute_from_command_line(argv)
