"""Only needed when the index was kept from following its records."""

from django.core.management.base import BaseCommand

from ...rebuilding import rebuild


class Command(BaseCommand):
    help = "Write the index of the search anew; print its size and how long it took."

    def handle(self, **options):
        rebuilt = rebuild(self.stdout.write)
        for table, size in rebuilt.sizes.items():
            self.stdout.write(f"{table}: {size / 2**20:.1f} MB with its indexes")
        self.stdout.write(f"{rebuilt.entries} entries in {rebuilt.seconds:.1f} s")
