"""Words that nobody wrote: the nearest ones that stand in what the reader may find.

A word is offered when a text that the reader sees holds it, and for no other reason:
``finding_word`` knows more words than anybody may see.
"""

import re

from django.db import connection

from iompanama.publishing.marking import in_place

from .sight import PUBLIC
from .statement import AS_BEFORE, PLANNED

LIKE = 0.2  # similarity of trigrams from which on a word is looked at
LOOKED_AT = 40
SHORT = 5  # letters up to which one may be wrong
OFFERED = 8
# A word learned from a text for named readers is offered to those who see that text.
SEEN = """
CASE WHEN EXISTS (SELECT FROM finding_entry e WHERE e.id = w.entry_id AND {sight})
    THEN true
    WHEN w.access = 2 THEN false
    ELSE EXISTS (SELECT FROM finding_entry e WHERE e.words @@ (
            plainto_tsquery('spanish', words_es(w.word))
            || plainto_tsquery('english', words_en(w.word))) AND {sight})
END
"""
ALIKE = """
SELECT typed.word, w.word FROM unnest(%(words)s::text[]) typed (word), LATERAL (
    SELECT DISTINCT ON (folded) word, folded, access, entry_id FROM finding_word
    WHERE folded %% typed.word AND access <= %(level)s
    ORDER BY folded, access, word DESC
) near, LATERAL (SELECT near.*) w
WHERE similarity(w.folded, typed.word) >= %(like)s AND ({seen})
ORDER BY similarity(w.folded, typed.word) DESC LIMIT %(most)s
"""
ENDINGS = """
SELECT w.word FROM (
    SELECT DISTINCT ON (folded) word, folded, access, entry_id FROM finding_word
    WHERE folded LIKE %(begins)s AND access <= %(level)s
    ORDER BY folded, access, word DESC LIMIT %(most)s
) w WHERE {seen} ORDER BY length(w.word), w.folded LIMIT %(offered)s
"""
HELD = """
SELECT q, EXISTS (SELECT FROM finding_entry e
    WHERE e.words @@ q::tsquery AND {sight}) FROM unnest(%(queries)s::text[]) q
"""
NAMES = """
SELECT form FROM (
    SELECT DISTINCT ON (folded) form, folded, is_main FROM finding_name n
    WHERE folded LIKE %(begins)s AND type <> 9 ORDER BY folded, is_main DESC LIMIT 60
) found ORDER BY is_main DESC, length(form), form LIMIT %(offered)s
"""


def unknown(groups, sight):
    """Of the groups that have to be there, those that no text of the reader holds."""
    wanted = [g for g in groups if not g.is_without]
    sql = HELD.format(sight=sight.condition)
    rows = _rows(sql, sight, queries=[group.said("loose") for group in wanted])
    held = dict(rows)
    return [group for group in wanted if not held[group.said("loose")]]


def nearest(words, sight):
    """For each word that is nearly one the reader may find: the nearest, accents on."""
    sql = ALIKE.format(seen=SEEN.format(sight=sight.condition))
    sql = f"SET LOCAL pg_trgm.similarity_threshold = {LIKE}; {sql}"
    rows = _rows(sql, sight, words=words, like=LIKE, most=LOOKED_AT * len(words))
    found = {}
    for typed, word in rows:
        far = distance(typed, in_place(word))
        if far <= _allowed(typed) and far < found.get(typed, (99,))[0]:
            found[typed] = far, word
    return {typed: word for typed, (_far, word) in found.items()}


def endings(beginning, sight):
    """Words of what the reader may find that begin so, the shortest first."""
    sql = ENDINGS.format(seen=SEEN.format(sight=sight.condition))
    rows = _rows(sql, sight, begins=_begins(beginning), most=60, offered=OFFERED)
    return [word for [word] in rows]


def names(beginning, sight):
    """Institutions, people, topics and places whose name begins so."""
    rows = _rows(NAMES, sight, begins=_begins(beginning), offered=OFFERED)
    return [form for [form] in rows]


def _begins(text):
    return re.sub(r"([\\%_])", r"\\\1", in_place(text)) + "%"


def _rows(sql, sight, **parameters):
    parameters |= {**sight.parameters, "level": 0 if sight.level == PUBLIC else 2}
    sql = f"{PLANNED}{sql}{AS_BEFORE}"
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        while cursor.description is None:
            cursor.nextset()
        return cursor.fetchall()


def _allowed(word):
    """How many letters may be wrong."""
    return 1 if len(word) <= SHORT else 2 if len(word) <= 2 * SHORT else 3


# Letters that sound alike in Spanish: half a fault.
SOUNDS = {frozenset(pair) for pair in ("sc", "sz", "cz", "bv", "iy", "gj", "kq", "ck")}


def distance(one, other):
    """Letters to add, take, change or exchange with their neighbour."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            least = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + _change(a, b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                least = min(least, rows[-2][j - 2] + 1)
            row.append(least)
        rows.append(row)
    return rows[-1][-1]


def _change(a, b):
    return 0 if a == b else 0.5 if frozenset((a, b)) in SOUNDS else 1
