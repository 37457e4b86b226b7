"""What entries can be narrowed down to, as one number each (migrations/0001_tables).

The numbers are those of the database: a kind or a type is never renumbered.
"""

from enum import IntEnum


class Kind(IntEnum):
    """What can be found. A sheet is a page of a document, and found as it."""

    RELEASE = 1
    AGREEMENT = 2
    DOCUMENT = 3
    INSTITUTION = 4
    OFFICIAL = 5
    TOPIC = 6
    PAGE = 7
    SHEET = 8


class Type(IntEnum):
    """Of what a key is one."""

    KIND = 0
    TOPIC = 1
    INSTITUTION = 2
    OFFICIAL = 3
    PLACE = 4
    YEAR = 5
    LANGUAGE = 6
    ACCESS = 7
    SCAN = 8
    TERM = 9
    PAGE = 10


LANGUAGES = {"es": 1, "en": 2}


def key(type, id):
    return id * 16 + type


def parts(key):
    """The type and the number of a key."""
    return Type(key % 16), key // 16


def lexeme(key):
    """How a vector holds a key: no text yields it."""
    return f"'={key}'"
