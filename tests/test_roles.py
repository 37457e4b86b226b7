"""Who may do what: the table of the roles, and the command that makes it so."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from tests import make

pytestmark = pytest.mark.django_db

STAFF = ["Staff readers", "Editors", "Publishers", "Partnerships", "Head of office"]
WRITERS = STAFF[1:]
TABLE = {
    "partners.read_internal": {*STAFF, "Administrators"},
    "partners.read_confidential": {"Head of office"},
    "news.add_pressrelease": set(WRITERS),
    "news.change_pressrelease": set(WRITERS),
    "news.add_photo": set(WRITERS),
    "partners.add_official": set(WRITERS),
    "news.publish_pressrelease": {"Publishers", "Head of office"},
    "news.publish_alone_pressrelease": {"Head of office"},
    "partners.add_agreement": {"Partnerships", "Head of office"},
    "partners.change_institution": {"Partnerships", "Head of office"},
    "pages.change_page": {"Publishers", "Head of office"},
    "auth.change_user": {"Administrators"},
}


@pytest.mark.parametrize("permission", TABLE)
def test_permission_belongs_to_exactly_these_roles(permission):
    call_command("set_up_roles", verbosity=0)

    having = {name for name in settings.ROLES if make.staff(name).has_perm(permission)}

    assert having == TABLE[permission]


def test_command_takes_back_what_a_role_no_longer_includes(settings):
    call_command("set_up_roles", verbosity=0)
    settings.ROLES = {"Editors": ["news.view_photo"]}

    call_command("set_up_roles", verbosity=0)

    editors = Group.objects.get(name="Editors")
    assert [each.codename for each in editors.permissions.all()] == ["view_photo"]


def test_command_says_what_each_role_has(capsys):
    call_command("set_up_roles")
    call_command("set_up_roles")

    assert capsys.readouterr().out.count("Staff readers:") == 2
    assert Group.objects.count() == len(settings.ROLES)


def test_command_names_a_permission_that_does_not_exist(settings):
    settings.ROLES = {"Editors": ["news.fly"]}

    with pytest.raises(CommandError, match="Editors: there is no news.fly"):
        call_command("set_up_roles")


@pytest.mark.parametrize("role", settings.ROLES)
def test_names_of_roles_are_said_in_spanish(client, role):
    client.force_login(make.administrator())
    make.staff(role)

    page = client.get("/es/admin/auth/group/").content.decode()

    assert f">{role}<" not in page


def test_administrator_of_accounts_makes_nobody_a_superuser(client):
    client.force_login(make.staff("Administrators"))
    other = make.user("rosa")

    client.post(
        f"/es/admin/auth/user/{other.pk}/change/",
        {"username": "rosa", "is_active": "on", "is_superuser": "on"},
    )

    other.refresh_from_db()
    assert not other.is_superuser


def test_administrator_of_accounts_does_not_change_a_superuser(client):
    above = make.administrator("root")
    client.force_login(make.staff("Administrators"))

    response = client.post(
        f"/es/admin/auth/user/{above.pk}/change/", {"username": "mine"}
    )

    assert response.status_code == 403
