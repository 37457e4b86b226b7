"""Every morning by a timer: write what is new in the searches people saved."""

from django.core.management.base import BaseCommand

from iompanama.saved import tell_of_new


class Command(BaseCommand):
    help = "Tell people of new results of the searches they saved."

    def handle(self, **options):
        self.stdout.write(f"{tell_of_new()} mails written")
