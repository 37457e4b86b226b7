"""The drawn pictures: cut once, again only when they differ, gone after a refusal."""

from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

FOLDER = Path(__file__).parent / "pictures"


class Pictures:
    """What one run has put into storage."""

    def __init__(self):
        self.count, self.written = 0, []

    def put(self, item, name, path):
        """File the picture and cut its copies; True when the row changes by it."""
        if not path.exists():
            return False
        file, content = getattr(item, name), path.read_bytes()
        if file and is_on_file(file, content):
            if not has_copies(file):
                self.count += 1
                file.cut()
            return False
        self.count += 1
        before = file.name
        self.written.append((file, before))
        file.save(path.name, ContentFile(content), save=False)
        if before:
            transaction.on_commit(lambda: discard(type(item)(), name, before))
        return True

    def undo(self):
        for file, before in self.written:
            if file.name and file.name != before:
                file.delete(save=False)


def is_on_file(file, content):
    if not file.storage.exists(file.name):
        return False
    with file.storage.open(file.name) as kept:
        return kept.read() == content


def has_copies(file):
    return all(default_storage.exists(file.copy_name(*copy)) for copy in file.copies())


def discard(item, name, old):
    setattr(item, name, old)
    getattr(item, name).delete(save=False)
