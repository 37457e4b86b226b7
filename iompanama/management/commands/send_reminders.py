"""Once a day by a timer: write the reminders of deadlines that are due."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from iompanama.pages.models import SiteSettings
from partners.deadlines.reminding import remind
from partners.models import Agreement


class Command(BaseCommand):
    help = "Remind of agreements that end or ask for a notice in 180, 90 or 30 days."

    def handle(self, **options):
        mailbox = SiteSettings.load().partnerships_email
        reminded, unheard = remind(timezone.localdate(), mailbox)
        self.stdout.write(f"{len(reminded)} reminders written")
        keys = {each.agreement for each in unheard}
        called = dict(Agreement.objects.filter(pk__in=keys).values_list("pk", "key"))
        for each in unheard:
            self.stderr.write(
                f"nobody to tell of {called.get(each.agreement)}, {each.day}: set a"
                " focal point, or the mailbox of the unit in the site's settings"
            )
