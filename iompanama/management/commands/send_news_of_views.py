"""Once a day by a timer: tell people what is new in the views they watch."""

from django.core.management.base import BaseCommand

from partners.saved.watching import tell_of_news


class Command(BaseCommand):
    help = "Write to whoever watches a saved view of the register what entered it."

    def handle(self, **options):
        self.stdout.write(f"{tell_of_news()} told of their views")
