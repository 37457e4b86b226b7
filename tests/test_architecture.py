"""The rules of the house that a machine can check."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command

from tests.turns import LONGEST

ROOT = settings.BASE_DIR
# Each package with the packages of ours it may import; what stands above composes.
MAY_IMPORT = {
    "iompanama/publishing": set(),
    "iompanama/outbox": {"iompanama.publishing"},
    "iompanama/finding": {"iompanama.publishing"},
    "iompanama/vocabulary": {"iompanama.publishing"},
    "iompanama/pages": {"iompanama.publishing"},
    "partners": {
        "iompanama.publishing",
        "iompanama.finding",
        "iompanama.outbox",
        "iompanama.vocabulary",
    },
    "news": {
        "iompanama.publishing",
        "iompanama.finding",
        "iompanama.outbox",
        "iompanama.vocabulary",
        "iompanama.pages",
        "partners",
    },
}
OURS = ("iompanama", "partners", "news", "tests")
# Content without a name of its own.
DRAWERS = {"utils", "helpers", "common", "services", "managers", "mixins", "misc"}
LINES = 300
# Longer than that, and not to grow: what a model declares, and one table of words.
LONG = {
    "news/models/pressrelease.py": 560,
    "partners/models/agreement.py": 345,
}
# Comes with the sample, as its authors wrote it.
FOREIGN = {"iompanama/sample/validate_sample.py"}


@cache
def tracked():
    """Files of the repository, new ones included."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    names = [name for name in listed.stdout.split("\0") if name]
    if not names:  # handed over without its history
        names = [
            str(path.relative_to(ROOT))
            for path in ROOT.rglob("*")
            if path.is_file() and not {".venv", "var", ".git"} & set(path.parts)
        ]
    return [name for name in names if (ROOT / name).is_file()]


def python_files(below="."):
    return [
        ROOT / name
        for name in tracked()
        if name.endswith(".py") and (ROOT / name).is_relative_to(ROOT / below)
    ]


@cache
def nodes(path):
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports(path):
    """Every imported module, relative ones by their full name, with its node."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in nodes(path):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, node
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *filter(None, [node.module])])
            for name in node.names:
                yield f"{module}.{name.name}", node


def is_below(name, package):
    return name == package or name.startswith(f"{package}.")


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_point_one_way(package):
    allowed = MAY_IMPORT[package] | {package.replace("/", ".")}
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in python_files(package)
        for name, _node in imports(path)
        if name.partition(".")[0] in OURS
        and not any(is_below(name, each) for each in allowed)
    ]

    assert wrong == []


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_are_relative_within_a_package(package):
    own = package.replace("/", ".")
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in python_files(package)
        for name, node in imports(path)
        if is_below(name, own) and not getattr(node, "level", 0)
    ]

    assert wrong == []


def test_nothing_is_imported_inside_a_function():
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for package in OURS
        for path in python_files(package)
        for function in nodes(path)
        if isinstance(function, ast.FunctionDef) and function.name != "ready"
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert wrong == []


def test_no_file_is_a_drawer():
    assert [str(path) for path in python_files() if path.stem in DRAWERS] == []


def test_no_file_has_too_many_nouns():
    long = {
        name: lines
        for path in python_files()
        if (name := str(path.relative_to(ROOT))) not in FOREIGN
        and "/migrations/" not in name
        and not name.startswith("tests/")
        and (lines := len(path.read_text(encoding="utf-8").splitlines()))
        > LONG.get(name, LINES)
    }

    assert long == {}


def test_files_that_begin_first_are_there():
    there = {path.stem.removeprefix("test_") for path in python_files("tests")}

    assert set(LONGEST) - there == set()


def test_no_signals_and_no_rules_in_save():
    wrong = [
        f"{path.relative_to(ROOT)} defines save()"
        for folder in ("partners", "news", "iompanama/vocabulary", "iompanama/pages")
        for path in python_files(folder)
        if "models" in path.parts or path.stem == "models"
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef) and node.name == "save"
    ]
    wrong += [str(path) for path in python_files() if path.stem == "signals"]

    assert wrong == []


@pytest.mark.django_db
def test_no_migration_is_pending():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("app", ["partners", "news", "iompanama/pages"])
def test_migrations_say_what_they_do(app):
    names = [path.stem for path in python_files(f"{app}/migrations")]

    assert [name for name in names if "_auto_" in name] == []


CATALOG = ROOT / "locale/es/LC_MESSAGES/django.po"


def test_every_phrase_has_its_spanish():
    catalog = polib.pofile(str(CATALOG))

    assert [entry.msgid for entry in catalog.untranslated_entries()] == []
    assert [entry.msgid for entry in catalog.fuzzy_entries()] == []


def test_the_compiled_phrases_are_those_of_the_source():
    def phrases(entries):
        return {
            (entry.msgctxt, entry.msgid, entry.msgid_plural): (
                entry.msgstr,
                entry.msgstr_plural,
            )
            for entry in entries
        }

    source, compiled = (
        polib.pofile(str(CATALOG)),
        polib.mofile(str(CATALOG)[:-2] + "mo"),
    )

    assert phrases(compiled) == phrases(source)


PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def test_phrases_keep_their_placeholders():
    wrong = [
        entry.msgid
        for entry in polib.pofile(str(CATALOG))
        for spanish in [entry.msgstr, *entry.msgstr_plural.values()]
        if spanish
        and set(PLACEHOLDERS.findall(spanish))
        - set(PLACEHOLDERS.findall(entry.msgid + entry.msgid_plural))
    ]

    assert wrong == []


def called_phrases(path):
    """What a file gives to gettext, as far as it is written out there."""
    for node in nodes(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = node.func.id
            place = 1 if name.startswith("pgettext") else 0
            if name in GETTEXT and len(node.args) > place:
                phrase = node.args[place]
                if isinstance(phrase, ast.Constant):
                    yield phrase.value


GETTEXT = {
    *("_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"),
    *("pgettext", "pgettext_lazy"),
}


def test_every_phrase_of_the_code_is_in_the_catalog():
    known = {entry.msgid for entry in polib.pofile(str(CATALOG))}
    missing = {
        phrase
        for folder in ("iompanama", "partners", "news")
        for path in python_files(folder)
        for phrase in called_phrases(path)
        if phrase not in known
    }

    assert missing == set()


TAG = re.compile(r"""\{%\s*(?:translate|trans)\s+(["'])(.*?)\1""")
# Directories that exist on the machine of whoever wrote a line, and nowhere else.
MACHINE = re.compile(
    r"(?<![\w.])/(?:home|root|work|farm|Users)/\w|/tmp/(?!pg-)\w|[A-Z]:\\\\Users"
)


def test_every_phrase_of_the_templates_is_in_the_catalog():
    known = {entry.msgid for entry in polib.pofile(str(CATALOG))}
    missing = {
        phrase
        for name in tracked()
        if name.startswith("templates/")
        for _quote, phrase in TAG.findall((ROOT / name).read_text(encoding="utf-8"))
        if phrase not in known
    }

    assert missing == set()


def texts():
    for name in tracked():
        path = ROOT / name
        if path.suffix not in {".webp", ".jpg", ".png", ".ico", ".mo", ".woff2"}:
            yield name, path.read_text(encoding="utf-8", errors="replace")


def test_no_file_names_a_place_on_somebody_s_machine():
    wrong = [
        f"{name}: {found[0]}"
        for name, text in texts()
        if name != str(Path(__file__).relative_to(ROOT))
        and (found := MACHINE.search(text))
    ]

    assert wrong == []
