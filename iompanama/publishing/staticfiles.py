"""Static files as production serves them: hashed, compressed, one style sheet.

The sources of the style sheet stay apart (``css/site.css`` imports each part into its
layer), but thirty imports would cost a reader thirty requests. What a browser does with
the imports is done here, once, when static files are collected. Nothing is rewritten
while a visitor waits, and in development browsers follow the imports themselves.
"""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
FOLDER = SHEET.rpartition("/")[0]
IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\) layer\((?P<layer>[\w-]+)\);')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
QUOTED = re.compile(r'("[^"]*")')


class JoinedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    def post_process(self, paths, dry_run=False, **options):
        if SHEET in paths and not dry_run:
            self.write(SHEET, joined(paths))
            paths = {**paths, SHEET: (self, SHEET)}
        return super().post_process(paths, dry_run=dry_run, **options)

    def compress_files(self, paths):
        """Those with a hash in their name, and the sheet, which error pages ask for
        without one: to compress each file twice took half of the time."""
        hashed = paths - self.hashed_files.keys()
        return super().compress_files(hashed | {SHEET} & paths)

    def write(self, name, css):
        # ``save`` alone would leave the collected file and choose another name.
        self.delete(name)
        self.save(name, ContentFile(css.encode()))


def joined(paths):
    """The sheet with the text of every import in its place, in its layer."""

    def layer(found):
        css = source(paths, f"{FOLDER}/{found['path']}")
        return f"@layer {found['layer']}{{{css}}}"

    return small(IMPORT.sub(layer, source(paths, SHEET)))


def source(paths, name):
    # Read where it was written, not where it was collected: a second run finds the
    # joined sheet there.
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()


def small(css):
    """The same rules without comments and spare space; quoted text is left alone."""
    pieces = QUOTED.split(COMMENT.sub("", css))
    pieces[::2] = [squeezed(piece) for piece in pieces[::2]]
    return "".join(pieces).strip()


def squeezed(css):
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    return css.replace(": ", ":").replace(";}", "}")
