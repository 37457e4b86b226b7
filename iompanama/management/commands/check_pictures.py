"""Opens every public picture again: there, whole, and without a trace of its origin."""

from django.core.management.base import BaseCommand, CommandError

from iompanama.publishing.proof import copies, problems


class Command(BaseCommand):
    help = "Check that every public picture is there and tells only what it shows."

    def handle(self, **options):
        found = [f"{name} {what}" for name, what in problems()]
        count = sum(1 for _copy in copies())
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write(f"{count} public pictures, all there and without a trace")
