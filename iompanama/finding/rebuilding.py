"""The whole index anew, while the site goes on: record by record, in batches."""

import time
from dataclasses import dataclass

from django.db import connection, transaction

BATCH = 500
# Each with its kind, its type of names, its table (migrations/0003_writing).
SOURCES = (
    ("topic", 1, "vocabulary_topic"),
    (None, 4, "vocabulary_place"),
    (None, 9, "vocabulary_term"),
    ("institution", 2, "partners_institution"),
    ("official", 3, "partners_official"),
    ("page", 10, "pages_page"),
    ("release", None, "news_pressrelease"),
    ("agreement", None, "partners_agreement"),
    ("document", None, "partners_document"),
    ("sheet", None, "partners_pagetext"),
)
NUMBERS = {"release": 1, "agreement": 2, "document": 3, "institution": 4}
NUMBERS |= {"official": 5, "topic": 6, "page": 7, "sheet": 8}
TABLES = ("finding_entry", "finding_name", "finding_word")
GINS = (
    "CREATE INDEX finding_entry_words ON finding_entry USING gin (words)",
    "CREATE INDEX finding_entry_head ON finding_entry USING gin (head)",
)


FORGET = "DELETE FROM finding_entry WHERE kind = %s AND object_id = ANY (%s)"


@dataclass
class Rebuilt:
    """``sizes`` in bytes, with their indexes; ``seconds`` it took."""

    entries: int
    seconds: float
    sizes: dict


def rebuild(say=lambda line: None):
    """Write every entry, name and word anew; what is gone goes."""
    started = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE finding_word")
        cursor.execute("SELECT NOT EXISTS (SELECT FROM finding_entry)")
        [is_empty] = cursor.fetchone()
        if is_empty:  # built at once in the end: much faster, and nobody can search
            cursor.execute("DROP INDEX finding_entry_words, finding_entry_head")
        for kind, type, table in SOURCES:
            count = _source(cursor, kind, type, table)
            say(f"{table}: {count}")
        if is_empty:
            for statement in GINS:
                cursor.execute(statement)
        cursor.execute("ANALYZE finding_entry, finding_name, finding_word")
        cursor.execute("SELECT count(*) FROM finding_entry")
        [entries] = cursor.fetchone()
    return Rebuilt(entries, time.monotonic() - started, sizes())


def _source(cursor, kind, type, table):
    _forget_gone(cursor, kind, type, table)
    count, last = 0, 0
    while True:
        cursor.execute(
            f"SELECT id FROM {table} WHERE id > %s ORDER BY id LIMIT %s", [last, BATCH]
        )
        ids = [id for [id] in cursor]
        if not ids:
            return count
        with transaction.atomic():
            if kind:
                cursor.execute(FORGET, [NUMBERS[kind], ids])
                cursor.execute("SELECT finding_refresh(%s, %s)", [kind, ids])
            if type:
                cursor.execute("SELECT finding_rename(%s::smallint, %s)", [type, ids])
        count, last = count + len(ids), ids[-1]


def _forget_gone(cursor, kind, type, table):
    gone = f"NOT EXISTS (SELECT FROM {table} t WHERE t.id = object_id)"
    if kind:
        cursor.execute(
            f"DELETE FROM finding_entry WHERE kind = %s AND {gone}", [NUMBERS[kind]]
        )
    if type:
        cursor.execute(f"DELETE FROM finding_name WHERE type = %s AND {gone}", [type])


def sizes():
    """Bytes of each table with its indexes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, pg_total_relation_size(name::regclass)"
            " FROM unnest(%s::text[]) name",
            [list(TABLES)],
        )
        return dict(cursor.fetchall())
