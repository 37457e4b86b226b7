"""Production is the default and starts only with everything it needs."""

import json
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from iompanama.environment import (
    PLANNING,
    database,
    env_flag,
    env_number,
    kept_secret,
)
from iompanama.settings import BASE_DIR

PRODUCTION = {
    "ALLOWED_HOSTS": "panama.example",
    "DATABASE_URL": "postgresql://site@db.example/site",
    "SECRET_KEY": "a long random text " * 4,
}


def manage(*arguments, **variables):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=BASE_DIR,
        env={"PATH": os.environ["PATH"], **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def settings_with(*names, **variables):
    program = (
        "import json, sys; from iompanama import settings;"
        "values = [getattr(settings, name) for name in sys.argv[1:]];"
        "print(json.dumps(values, default=str))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *names],
        cwd=BASE_DIR,
        env={"PATH": os.environ["PATH"], **variables},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("missing", PRODUCTION)
def test_production_says_what_to_set(missing):
    given = {name: word for name, word in PRODUCTION.items() if name != missing}
    done = manage("check", **given)

    assert done.returncode == 1
    assert done.stdout.startswith(f"manage.py: Set the {missing} environment variable")
    assert done.stdout.count("\n") == 1


def test_production_has_nothing_left_to_warn_of():
    done = manage("check", "--deploy", **PRODUCTION)

    assert done.stdout == "System check identified no issues (0 silenced).\n"


def test_local_runs_what_production_runs(tmp_path):
    names = ["DEBUG", "INSTALLED_APPS", "MIDDLEWARE", "SECURE_CSP", "TEMPLATES"]
    directory = {"DATA_DIR": str(tmp_path)}

    assert settings_with(*names, LOCAL="yes", **directory) == settings_with(
        *names, **PRODUCTION, **directory
    )


def test_given_database_wins_over_the_embedded_one(tmp_path):
    [databases] = settings_with(
        "DATABASES",
        LOCAL="yes",
        DATA_DIR=str(tmp_path),
        DATABASE_URL=PRODUCTION["DATABASE_URL"],
    )

    assert databases["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert databases["default"]["HOST"] == "db.example"


@pytest.mark.parametrize(
    ("url", "host", "port", "name"),
    [
        (
            "postgresql://site:p%40ss@db.example:5433/panama",
            "db.example",
            "5433",
            "panama",
        ),
        (
            "postgres://site@%2Fvar%2Frun%2Fpostgresql/panama",
            "/var/run/postgresql",
            "",
            "panama",
        ),
        (
            "postgresql:///panama?host=/var/run/postgresql",
            "/var/run/postgresql",
            "",
            "panama",
        ),
        ("postgresql://site@[::1]/panam%C3%A1", "::1", "", "panamá"),
    ],
)
def test_database_address_is_understood(url, host, port, name):
    found = database(url)
    assert (found["HOST"], found["PORT"], found["NAME"]) == (host, port, name)


def test_further_parts_of_the_database_address_reach_the_driver():
    found = database("postgresql://site:p%40ss@db.example/panama?sslmode=require")

    assert found["OPTIONS"] == {"options": PLANNING, "sslmode": "require"}
    assert found["PASSWORD"] == "p@ss"


@pytest.mark.parametrize(
    "url", ["mysql://site@db.example/panama", "postgresql://db.example", "panama"]
)
def test_address_of_something_else_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="Set DATABASE_URL to an address"):
        database(url)


def test_flag_is_yes_or_no(monkeypatch):
    monkeypatch.setenv("DEBUG", "true")

    with pytest.raises(ImproperlyConfigured, match="to yes or no, not to “true”"):
        env_flag("DEBUG")


def test_number_is_a_number(monkeypatch):
    monkeypatch.setenv("EMAIL_PORT", "smtp")

    with pytest.raises(ImproperlyConfigured, match="to a number, not to “smtp”"):
        env_number("EMAIL_PORT", 25)


def test_kept_secret_stays_the_same_and_private(tmp_path):
    file = tmp_path / "new" / "secret-key"
    secret = kept_secret(file)

    assert kept_secret(file) == secret
    assert len(secret) > 60
    assert file.stat().st_mode & 0o777 == 0o600


def test_server_leaves_what_it_loaded_out_of_the_search_for_garbage():
    program = "import gc, iompanama.wsgi; print(gc.get_freeze_count())"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=BASE_DIR,
        env={"PATH": os.environ["PATH"], **PRODUCTION},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )

    assert int(done.stdout) > 50_000
