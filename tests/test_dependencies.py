"""What is declared in pyproject.toml is what is pinned, and the pins name no place."""

import re
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from iompanama.settings import BASE_DIR

PROJECT = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())
RUNTIME = PROJECT["project"]["dependencies"]
DEVELOPMENT = RUNTIME + PROJECT["dependency-groups"]["dev"]

DECLARED = pytest.mark.parametrize(
    ("file", "declared"),
    [("requirements.txt", RUNTIME), ("requirements-dev.txt", DEVELOPMENT)],
)
PINS = pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])


def pins(file):
    """Name and version of every pin that applies to this machine."""
    text = (BASE_DIR / file).read_text()
    lines = re.findall(r"^[^\s#].*?(?= \\$)", text, re.MULTILINE)
    return {
        canonicalize_name(pin.name): str(pin.specifier).removeprefix("==")
        for pin in map(Requirement, lines)
        if applies(pin)
    }


def applies(requirement, extras=()):
    marker = requirement.marker
    return not marker or any(marker.evaluate({"extra": name}) for name in ("", *extras))


def needed(requirements):
    """The declared packages and what they bring, as installed here."""
    waiting = [Requirement(text) for text in requirements]
    found = set()
    while waiting:
        wanted = waiting.pop()
        key = (canonicalize_name(wanted.name), *sorted(wanted.extras))
        if key in found:
            continue
        found.add(key)
        brought = map(Requirement, metadata.requires(wanted.name) or [])
        waiting += [one for one in brought if applies(one, wanted.extras)]
    return {name for name, *extras in found}


@DECLARED
def test_pins_are_what_the_declared_packages_need_and_nothing_else(file, declared):
    assert set(pins(file)) == needed(declared)


@DECLARED
def test_pins_are_versions_the_project_declares(file, declared):
    chosen = pins(file)
    wrong = [
        text
        for text in declared
        if not Requirement(text).specifier.contains(
            chosen[canonicalize_name(Requirement(text).name)]
        )
    ]
    assert wrong == []


def test_tests_run_on_the_versions_the_site_runs_on():
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


def test_installed_packages_are_the_pinned_ones():
    chosen = pins("requirements-dev.txt")
    assert {name: metadata.version(name) for name in chosen} == chosen


@PINS
def test_every_pin_has_hashes(file):
    text = (BASE_DIR / file).read_text()
    blocks = re.findall(r"^[^\s#].*\n(?:[ ]+.*\n)*", text, re.MULTILINE)
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


@PINS
def test_pins_name_no_address(file):
    text = (BASE_DIR / file).read_text()
    assert "://" not in text
    assert re.findall(r"^(?!    )#?.*(?:index-url|find-links|host)", text) == []
