"""Visitors and members of staff."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.db.models import Q


def visitor():
    return AnonymousUser()


def user(name="ana", *permissions, **values):
    """A member of staff with exactly these permissions: ``"news.change_pressrelease"``.

    Asked for twice by the same name, it is the same person.
    """
    person, _ = User.objects.get_or_create(
        username=name, defaults={"is_staff": True, **values}
    )
    if permissions:
        wanted = Q()
        for permission in permissions:
            app, codename = permission.split(".")
            wanted |= Q(content_type__app_label=app, codename=codename)
        found = list(Permission.objects.filter(wanted))
        assert len(found) == len(set(permissions)), f"unknown among {permissions}"
        person.user_permissions.add(*found)
    return User.objects.get(pk=person.pk)  # without remembered permissions


def staff(group, name=None):
    """A member of one of the groups of ``settings.ROLES``."""
    assert group in settings.ROLES, f"{group} is not in settings.ROLES"
    person = user(name or group.lower().replace(" ", "-"))
    person.groups.add(Group.objects.get(name=group))
    return User.objects.get(pk=person.pk)


def administrator(name="admin"):
    return user(name, is_superuser=True)
