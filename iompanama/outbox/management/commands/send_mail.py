from django.core.management.base import BaseCommand

from ...models import Message
from ...sending import send_due


class Command(BaseCommand):
    help = "Send the mail that is due; for a timer, every few minutes."

    def handle(self, **options):
        sent, failed = send_due()
        self.stdout.write(f"sent: {sent}")
        self.stdout.write(f"failed, to be tried again: {failed}")
        self.stdout.write(f"given up: {Message.objects.given_up().count()}")
