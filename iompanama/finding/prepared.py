"""Statements a connection keeps: planned once, then carried out again and again.

To plan what a search asks took a third of the time to answer it. A statement is known
by its text; its parameters are named as psycopg names them, ``%(words)s``, and each
has to say its type. A connection goes after a while, and its statements with it.
"""

import re
from functools import lru_cache
from hashlib import md5
from weakref import WeakKeyDictionary

from django.db import connection

PARAMETER = re.compile(r"%\((\w+)\)s")
# Of each connection the names of the statements it keeps.
_kept = WeakKeyDictionary()


def value_of(sql, parameters, switched_off=()):
    """The one value the statement answers; some ways of the planner may be closed."""
    name, names = _numbered(sql)[:2]
    values = ", ".join(f"%({each})s" for each in names)
    execute = f"EXECUTE {name}({values})" if names else f"EXECUTE {name}"
    before, after = _settings(switched_off)
    with connection.cursor() as cursor:
        _keep(sql)
        cursor.execute(f"{before}{execute}{after}", parameters)
        while cursor.description is None:
            cursor.nextset()
        [value] = cursor.fetchone()
    return value


@lru_cache(maxsize=16)
def _settings(switched_off):
    """SQL that sets, and sets back: the plan is that of any parameters."""
    settings = {"plan_cache_mode": "force_generic_plan"}
    settings |= dict.fromkeys(switched_off, 0)
    before = "".join(f"SET LOCAL {name} = {to}; " for name, to in settings.items())
    return before, "".join(f"; SET LOCAL {name} = DEFAULT" for name in settings)


def _keep(sql):
    """Have the database plan it, once for each connection."""
    name, _names, numbered = _numbered(sql)
    kept = _kept.setdefault(connection.connection, set())
    if name not in kept:
        with connection.wrap_database_errors, connection.connection.cursor() as plain:
            plain.execute(f"PREPARE {name} AS {numbered}")
        kept.add(name)


@lru_cache(maxsize=256)
def _numbered(sql):
    """Name of the statement, names of its parameters, its text with their numbers."""
    names = list(dict.fromkeys(PARAMETER.findall(sql)))
    text = PARAMETER.sub(lambda found: f"${names.index(found[1]) + 1}", sql)
    name = f"finding_{md5(sql.encode(), usedforsecurity=False).hexdigest()}"
    return name, names, text.replace("%%", "%")
