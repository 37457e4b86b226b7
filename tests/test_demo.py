"""The demonstration makes one account per role and touches nobody else's."""

import socket

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import CommandError

from iompanama.demo import accounts, serving, static


@pytest.fixture
def words(tmp_path):
    return accounts.passwords(tmp_path / "accounts.json")


@pytest.fixture
def roles(db):
    for name in accounts.ROLE_OF.values():
        Group.objects.get_or_create(name=name)


def test_there_is_an_account_for_every_role():
    assert set(accounts.ROLE_OF.values()) == set(settings.ROLES)


def test_passwords_stay_the_same_and_private(tmp_path, monkeypatch):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    file = tmp_path / "accounts.json"
    first = accounts.passwords(file)

    assert accounts.passwords(file) == first
    assert len(set(first.values())) == len(accounts.ROLE_OF)
    assert file.stat().st_mode & 0o777 == 0o600


def test_demo_password_is_everybodys_and_is_not_kept(tmp_path, monkeypatch):
    file = tmp_path / "accounts.json"
    monkeypatch.setenv("DEMO_PASSWORD", "una para todos")

    assert set(accounts.passwords(file).values()) == {"una para todos"}
    assert not file.exists()


def test_accounts_have_their_role_and_the_printed_password(roles, words):
    accounts.set_up(words)
    User.objects.filter(username="editora").update(is_active=False, password="!")

    accounts.set_up(words)
    editor = User.objects.get(username="editora")
    assert editor.is_active
    assert editor.check_password(words["editora"])
    assert [group.name for group in editor.groups.all()] == ["Editors"]
    assert not User.objects.filter(is_superuser=True).exists()


def test_account_of_somebody_else_is_never_touched(roles, words):
    User.objects.create_user("publica", "publica@office.example", "her own")

    with pytest.raises(CommandError, match="No account was changed"):
        accounts.set_up(words)
    [only] = User.objects.all()
    assert only.check_password("her own")


@pytest.mark.parametrize("word", ["0", "65536", "-1", "abc", "8000.5", "٨"])
def test_port_that_is_none_is_refused(monkeypatch, word):
    monkeypatch.setenv("PORT", word)

    with pytest.raises(CommandError, match="Set PORT to a number from 1 to 65535"):
        serving.port()


def test_port_in_use_is_refused_with_the_way_out(monkeypatch):
    with socket.create_server((serving.ADDRESS, 0)) as other:
        number = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(number))

        with pytest.raises(CommandError, match=f"Port {number} cannot be used"):
            serving.port()


def test_static_files_are_collected_again_when_one_changed(tmp_path, settings):
    source = tmp_path / "source"
    source.mkdir()
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "collected"
    marker = tmp_path / "marker"
    (source / "one.css").write_text("a {}")
    static.collect(marker)
    (settings.STATIC_ROOT / "leftover").touch()

    static.collect(marker)
    assert (settings.STATIC_ROOT / "leftover").exists()

    (source / "two.css").write_text("b {}")
    static.collect(marker)
    assert (settings.STATIC_ROOT / "two.css").exists()
    assert not (settings.STATIC_ROOT / "leftover").exists()
