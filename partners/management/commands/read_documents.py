"""Outside of requests: the pages of what was filed, made readable and findable."""

import signal
import sys
import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from ...documents.reading import ocr_program, read_due
from ...models import DocumentVersion


class Command(BaseCommand):
    help = "Read the pages of filed documents; for a timer, or --loop for a service."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="go on until stopped")
        parser.add_argument("--pause", type=float, default=5, help="seconds between")

    def handle(self, *, loop, pause, **options):
        if loop:
            # Told to stop, it gives back what it has in hand.
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        self.read()
        while loop:
            close_old_connections()
            time.sleep(pause)
            self.read()
        waits = DocumentVersion.objects.filter(lacks_ocr=True).count()
        failed = DocumentVersion.objects.filter(state="failed").count()
        self.stdout.write(f"read as far as possible without OCR: {waits}")
        self.stdout.write(f"given up: {failed}")

    def read(self):
        for version in read_due(ocr_program()):
            state = " ".join(filter(None, [version.state, version.reason]))
            which = f"document {version.document_id}, version {version.number}"
            self.stdout.write(f"{state}: {which}")
