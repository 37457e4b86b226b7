"""One account per role, to look at the site with each pair of eyes."""

import json
import os
import secrets

from django.contrib.auth.models import Group, User
from django.core.management.base import CommandError
from django.db import transaction

ADMINISTRATORS = "Administrators"
ROLE_OF = {
    "admin": ADMINISTRATORS,
    "jefa": "Head of office",
    "editora": "Editors",
    "publica": "Publishers",
    "alianzas": "Partnerships",
    "consulta": "Staff readers",
}


def passwords(file):
    """DEMO_PASSWORD for everybody, or one each, made once and kept in the file."""
    if chosen := os.environ.get("DEMO_PASSWORD"):
        return dict.fromkeys(ROLE_OF, chosen)
    try:
        kept = json.loads(file.read_text())
    except (OSError, ValueError):
        kept = {}
    complete = {name: kept.get(name) or secrets.token_urlsafe(9) for name in ROLE_OF}
    if complete != kept:
        keep(complete, file)
    return complete


def keep(words, file):
    part = file.with_suffix(".part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as written:
        json.dump(words, written, indent=2)
    part.replace(file)


@transaction.atomic
def set_up(words):
    """Give every account its role and password, and touch nobody else's account."""
    for name, role in ROLE_OF.items():
        user = own_account(name)
        user.is_active = user.is_staff = True
        user.is_superuser = False
        # A new one has no password to compare with, which takes as long as setting it.
        if not user.password or not user.check_password(words[name]):
            user.set_password(words[name])
        user.save()
        user.groups.set([Group.objects.get(name=role)])


def own_account(name):
    address = f"{name}@muestra.invalid"
    user = User.objects.filter(username=name).first()
    if user is None:
        return User(username=name, email=address)
    if user.email != address:
        raise CommandError(
            f"The database has a user “{name}” who is not the demonstration's"
            f" ({address}). No account was changed; use another database."
        )
    return user
