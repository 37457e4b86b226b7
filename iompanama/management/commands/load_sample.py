"""The sample content, loaded whole or not at all; also the model of an import."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from iompanama.sample.checks import Refused
from iompanama.sample.loading import SAMPLE, load


class Command(BaseCommand):
    help = "Load the sample content, or another file of its form; twice does no harm."

    def add_arguments(self, parser):
        parser.add_argument("--file", type=Path, default=SAMPLE)

    def handle(self, *, file, verbosity, **options):
        try:
            facts = load(file)
        except Refused as refused:
            raise CommandError(f"{refused}\nNothing was loaded.") from refused
        if verbosity:
            self.stdout.write("\n".join(facts))
