"""From a file to records: strict JSON, every record in its shape, or a refusal."""

import json
from collections import Counter

from .checks import Context, Problem, Refused


def read(path, file_shape, shapes):
    """The records of a file. Raises Refused with everything that is wrong in it."""
    data = _parsed(path)
    if problems := list(file_shape(data, ("The file",), Context())):
        raise Refused(problems)
    kinds = dict(_lists(data))
    context = Context(ids={kind: _ids(records) for kind, records in kinds.items()})
    context.ids["appointments"] = _ids(_appointments(kinds["officials"]))
    problems = [*_doubles(kinds), *_wrong_records(kinds, shapes, context)]
    if problems:
        raise Refused(problems)
    return {"meta": data["meta"], **kinds}


def _parsed(path):
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8")
        return json.loads(
            text, object_pairs_hook=_without_doubles, parse_constant=_no_number
        )
    except OSError as error:
        raise Refused([f"The file {path} cannot be read: {error.strerror}."]) from error
    except UnicodeDecodeError as error:
        raise Refused([f"The file is not UTF-8 at byte {error.start}."]) from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise Refused([f"The file is not JSON at {where}: {error.msg}."]) from error
    except (ValueError, RecursionError) as error:
        raise Refused([f"The file is not JSON: {error}."]) from error


def _without_doubles(pairs):
    keys = [key for key, _value in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f"“{key}” stands twice in one object")
    return dict(pairs)


def _no_number(word):
    raise ValueError(f"{word} is not a number")


def _lists(data):
    """Every kind with its records; the figures stand one level deeper."""
    for kind, value in {**data, **data["key_figures"]}.items():
        if isinstance(value, list):
            yield kind, value


def _wrong_records(kinds, shapes, context):
    for kind, records in kinds.items():
        for number, record in enumerate(records, 1):
            name = _id(record) or f"number {number}"
            yield from shapes[kind](record, (f"{kind} “{name}”",), context)


def _doubles(kinds):
    for kind, records in {
        **kinds,
        "appointments": _appointments(kinds["officials"]),
    }.items():
        times = Counter(filter(None, map(_id, records)))
        for name in [name for name, count in times.items() if count > 1]:
            yield Problem((f"{kind} “{name}”", "id"), "this id stands more than once")


def _appointments(officials):
    for official in officials:
        posts = official.get("appointments") if isinstance(official, dict) else None
        yield from posts if isinstance(posts, list) else ()


def _ids(records):
    return set(filter(None, map(_id, records)))


def _id(record):
    if not isinstance(record, dict):
        return None
    name = record.get("id", record.get("number"))
    return name if isinstance(name, str | int) else None
