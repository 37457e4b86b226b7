"""Reads every live and scheduled text again with today's rules (news/checking.py)."""

from django.core.management.base import BaseCommand

from ...checking import check


class Command(BaseCommand):
    help = "Check published texts against today's rules; the desk lists what to repair."

    def handle(self, **options):
        counts = check()
        for rule, count in sorted(counts.items()):
            self.stdout.write(f"{rule}: {count}")
        self.stdout.write(f"{counts.total()} to put right")
