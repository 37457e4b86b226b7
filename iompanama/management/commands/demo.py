"""The whole site on this machine, with the sample content and an account per role."""

import fcntl
import io

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from iompanama.demo import accounts, serving, static
from iompanama.demo.reading import reading
from iompanama.embedded.places import NoServer


class Command(BaseCommand):
    help = "Serve the site with the sample content, as in production, on this machine."
    requires_system_checks = []

    def handle(self, **options):
        port = serving.port()
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        with open(settings.DATA_DIR / "demo.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # a second demonstration waits
            try:
                words = self.prepare()
            except NoServer as error:
                raise CommandError(str(error)) from None
        connections.close_all()
        with reading():
            serving.serve(port, lambda: self.say_ready(port, words))

    def prepare(self):
        self.stdout.write(f"Database: {place_of_the_database()}")
        call_command("migrate", verbosity=0)
        call_command("set_up_roles", stdout=io.StringIO())
        words = accounts.passwords(settings.DATA_DIR / "demo-accounts.json")
        accounts.set_up(words)
        self.stdout.write("Loading the sample content ...")
        call_command("load_sample", stdout=io.StringIO())
        self.stdout.write("Collecting the static files ...")
        static.collect(settings.DATA_DIR / "static-collected")
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        return words

    def say_ready(self, port, words):
        address = f"http://{serving.ADDRESS}:{port}"
        self.stdout.write(f"\nThe site:  {address}/")
        self.stdout.write(f"The admin: {address}/es/admin/\n\n")
        for name, role in accounts.ROLE_OF.items():
            self.stdout.write(f"  {name:<9} {words[name]:<13} {role}")
        self.stdout.write("\nCtrl-C ends it.")
        self.stdout.flush()


def place_of_the_database():
    if settings.DATABASE_URL:
        return "the one of DATABASE_URL"
    return f"embedded PostgreSQL in {settings.DATABASES['default']['EMBEDDED_DATA']}"
