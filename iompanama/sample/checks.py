"""What a value of the sample may be: each check yields the problems it finds.

A check is called with the value, the path to it (the record, then the fields) and a
context: the languages of the record and the ids that exist.
"""

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError

from iompanama.publishing.dates import Precision, parse
from partners.models.confidence import Confidence

PARTIAL_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Context:
    languages: tuple = ("es", "en")
    ids: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    path: tuple
    what: str

    def __str__(self):
        record, *fields = self.path
        where = f"{record}, field “{'.'.join(fields)}”" if fields else record
        return f"{where}: {self.what}."


class Refused(Exception):
    """The file is not loaded; each problem names the record and the field."""

    def __init__(self, problems):
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def text(value, path, context):
    if not isinstance(value, str):
        yield Problem(path, f"{_shown(value)} is not a text")
    elif not value.strip():
        yield Problem(path, "the text is empty; what is not known is null")
    elif UNPRINTABLE.search(value):
        yield Problem(path, "the text holds a character that cannot be printed")


def slug(value, path, context):
    if not isinstance(value, str) or not SLUG.fullmatch(value):
        yield Problem(path, f"{_shown(value)} is not an address: a-z, 0-9 and hyphens")


def flag(value, path, context):
    if not isinstance(value, bool):
        yield Problem(path, f"{_shown(value)} is neither true nor false")


def whole(value, path, context):
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        yield Problem(path, f"{_shown(value)} is not a whole number from 0")


def real(value, path, context):
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield Problem(path, f"{_shown(value)} is not a number")


def partial_day(value, path, context):
    """2023, 2023-09 or 2023-09-06."""
    if not isinstance(value, str) or not PARTIAL_DAY.fullmatch(value):
        yield Problem(path, f"{_shown(value)} is not a day, a month or a year")
        return
    try:
        parse(value)
    except ValidationError:
        yield Problem(path, f"there is no {value} in the calendar")


def day(value, path, context):
    problems = list(partial_day(value, path, context))
    if not problems and len(value) != len("2023-09-06"):
        problems = [Problem(path, f"{_shown(value)} is not a whole day")]
    yield from problems


def moment(value, path, context):
    try:
        offset = dt.datetime.fromisoformat(value).tzinfo
    except (TypeError, ValueError):
        yield Problem(path, f"{_shown(value)} is not a moment")
        return
    if offset is None:
        yield Problem(path, f"{value} has no offset from universal time")


def anything(value, path, context):
    return ()


def nothing(value, path, context):
    if value is not None:
        yield Problem(path, f"{_shown(value)} stands where nothing can be kept")


def maybe(check):
    """The value, or null where it is not known."""

    def checked(value, path, context):
        if value is not None:
            yield from check(value, path, context)

    return checked


def one_of(*choices):
    def checked(value, path, context):
        if value not in choices:
            known = ", ".join(map(str, choices))
            yield Problem(path, f"{_shown(value)} is not one of: {known}")

    return checked


def reference(kind):
    """The id of a record of the file."""

    def checked(value, path, context):
        try:
            is_known = value in context.ids[kind]
        except TypeError:
            is_known = False
        if not is_known:
            yield Problem(path, f"there is no {_shown(value)} among the {kind}")

    return checked


def each(check):
    def checked(value, path, context):
        if not isinstance(value, list):
            yield Problem(path, f"{_shown(value)} is not a list")
            return
        for number, item in enumerate(value, 1):
            yield from check(item, (*path, str(number)), context)

    return checked


def by_language(check):
    """One value for each language of the record, and no other."""

    def checked(value, path, context):
        if not isinstance(value, dict):
            yield Problem(path, f"{_shown(value)} is not a value by language")
            return
        for code in context.languages:
            if code in value:
                yield from check(value[code], (*path, code), context)
            else:
                yield Problem((*path, code), "the text in this language is missing")
        for code in value.keys() - set(context.languages):
            yield Problem((*path, code), "the record is not in this language")

    return checked


def languages(value, path, context):
    if value not in (["es"], ["en"], ["es", "en"]):
        yield Problem(path, f"{_shown(value)} is not a list of languages: es, en")


class Shape:
    """An object with exactly these fields; those in ``optional`` may be absent."""

    def __init__(self, fields, optional=None, rules=()):
        self.fields, self.optional = fields, optional or {}
        self.rules = rules

    def __call__(self, value, path, context):
        if not isinstance(value, dict):
            yield Problem(path, f"{_shown(value)} is not an object with fields")
            return
        problems = list(self._in_fields(value, path, self._within(value, context)))
        if not problems:
            for rule in self.rules:
                problems.extend(rule(value, path))
        yield from problems

    def _within(self, value, context):
        own = value.get("languages")
        if own and not list(languages(own, (), context)):
            return replace(context, languages=tuple(own))
        return context

    def _in_fields(self, value, path, context):
        known = {**self.fields, **self.optional}
        for name, check in known.items():
            if name in value:
                yield from check(value[name], (*path, name), context)
            elif name in self.fields:
                yield Problem((*path, name), "the field is missing")
        for name in value.keys() - known.keys():
            yield Problem((*path, name), "no such field is known")


def fitting(name, precision):
    """Rule: a day is written as precisely as the field beside it says."""

    def rule(value, path):
        length = {None: "unknown", 4: "year", 7: "month", 10: "day"}
        written = length[len(value[name]) if value[name] else None]
        if value[precision] != written:
            yield Problem(
                (*path, precision),
                f"“{value[precision]}” does not fit “{value[name] or 'null'}”",
            )

    return rule


def _shown(value):
    words = str(value) if value is not None else "null"
    return f"“{words[:60]}…”" if len(words) > 60 else f"“{words}”"


# What most kinds hold, under the same names.
TEXTS, SLUGS, LINES = by_language(text), by_language(slug), by_language(each(text))
GOALS, TOPICS, PLACES = (each(reference(kind)) for kind in ("sdgs", "topics", "places"))
INSTITUTIONS = each(reference("institutions"))
CONFIDENCE = one_of(*Confidence.values, "fictional")
PRECISION = one_of(*Precision.values)
