from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction


class Command(BaseCommand):
    help = "Make the groups of the database agree with ROLES in the settings."

    @transaction.atomic
    def handle(self, **options):
        known = {
            f"{each.content_type.app_label}.{each.codename}": each
            for each in Permission.objects.select_related("content_type")
        }
        for name, permissions in settings.ROLES.items():
            if unknown := sorted(set(permissions) - known.keys()):
                raise CommandError(f"{name}: there is no {', '.join(unknown)}.")
            group, _created = Group.objects.get_or_create(name=name)
            group.permissions.set([known[each] for each in permissions])
            self.stdout.write(f"{name}: {group.permissions.count()} permissions")
