"""The loaded sample: a kept database with its pictures beside it.

Loading takes many seconds; it is done when any of what it follows from has changed.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from iompanama.sample.loading import load
from iompanama.settings import DATA_DIR

from .database import MIGRATED, Kept
from .kept import fingerprint

PICTURES = DATA_DIR / "kept-pictures"
# All of our code has a say in what the sample becomes, and so has the day.
CODE = [f"{package}/**/*" for package in ("iompanama", "news", "partners")]


@dataclass(frozen=True)
class Sample(Kept):
    def copy(self, until):
        super().copy(until)
        for name, folder in folders().items():
            shutil.copytree(PICTURES / name, folder, dirs_exist_ok=True)

    def made_from(self):
        return super().made_from() if PICTURES.exists() else None


def folders():
    private = settings.STORAGES["private"]["OPTIONS"]["location"]
    return {"media": Path(settings.MEDIA_ROOT), "private": Path(private)}


def files():
    """What is on file, as (folder, path in it)."""
    return {
        (name, path.relative_to(folder))
        for name, folder in folders().items()
        for path in folder.rglob("*")
        if path.is_file()
    }


def fill():
    before = files()
    load()
    shutil.rmtree(PICTURES, ignore_errors=True)
    for name, path in files() - before:
        kept = PICTURES / name / path
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(folders()[name] / path, kept)


SAMPLE = Sample(
    name=f"{MIGRATED.name}_sample",
    template=MIGRATED.name,
    fill=fill,
    origin=lambda: fingerprint(timezone.localdate(), files=CODE),
)
