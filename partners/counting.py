"""How many agreements are found, and how many each choice of a filter would leave.

All of it is counted anew for each question, in one query, and exactly up to so many
rows; of more the numbers say at least how many there are (docs/decisions/register.md).
"""

from dataclasses import dataclass, field

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Case, F, When
from django.db.models.expressions import RawSQL

from iompanama.publishing.languages import codes, current, other_than

from .models import Agreement

COUNTED = 5_000
MOST_CHOICES = 12
ALSO = " UNION ALL "
# Of the rows of a source, whose values are called ``here``.
TALLY = {
    "word": "SELECT '{name}', NULL::bigint, {said}, count(*) FROM {source} GROUP BY 3",
    "words": "SELECT '{name}', NULL, each, count(*) FROM"
    " (SELECT unnest({said})::text AS each FROM {source}) s GROUP BY each",
    "keys": "SELECT '{name}', each, NULL, count(*) FROM"
    " (SELECT unnest({said}) AS each FROM {source}) s GROUP BY each",
}
KEPT = "(SELECT {name} AS here FROM {rows}) kept"
KEPT_OR_ASKED = """
(SELECT {name} AS here FROM {rows} WHERE NOT {name}_asked
    UNION ALL SELECT here FROM ({asked}) s) both_of_them
"""
THESE = (
    "partners_agreement.id = ANY (ARRAY(SELECT its_key FROM {rows} WHERE {name}_asked))"
)
# The office itself is no choice: every agreement would be with it.
NAMED = """
, counted (name, number, word, count) AS ({tallies}),
named AS (
    SELECT c.name, coalesce(t.key, i.key, o.key, c.word) AS value,
        coalesce(t.name_es, i.name_es, o.name) AS es,
        coalesce(t.name_en, i.name_en, o.name) AS en, c.count,
        row_number() OVER (PARTITION BY c.name
            ORDER BY c.count DESC, c.number, c.word) AS place,
        count(*) OVER (PARTITION BY c.name) AS choices
    FROM counted c
    LEFT JOIN vocabulary_topic t ON c.name = 'topic' AND t.id = c.number
    LEFT JOIN partners_institution i ON c.name = 'party' AND i.id = c.number
    LEFT JOIN partners_official o ON c.name = 'signatory' AND o.id = c.number
    WHERE i.is_the_office IS NOT TRUE AND coalesce(c.number::text, c.word) IS NOT NULL
)
"""
FIRST = """
SELECT name, value, es, en, count, choices FROM named
WHERE place <= %s OR (name, value) IN (SELECT * FROM unnest(%s::text[], %s::text[]))
"""
SIZE = "SELECT '{rows}', NULL, NULL, NULL, count(*), NULL FROM {rows}"
TOTAL = "SELECT 'total', NULL, NULL, NULL, count(*), NULL FROM ({found}) every"


# The planner takes few rows to be in a state, and would read all of them for a hash;
# walked in the order of their keys, reading ends with the last row that is counted.
WALKED = "SET LOCAL enable_hashjoin = off; {}; SET LOCAL enable_hashjoin = DEFAULT"


@dataclass
class Counts:
    """``choices``: by filter, triples of a value, a name and a count, the most frequent
    and the chosen one; ``of``: how many choices there are; ``at_least``: filters of
    which some rows were not counted."""

    total: int = 0
    is_more: bool = False
    choices: dict = field(default_factory=dict)
    of: dict = field(default_factory=dict)
    at_least: set = field(default_factory=set)

    def said(self, name):
        """The choices of a filter, with their counts as they are said: 12, or 812+."""
        choices = self.choices[name]
        if name not in self.at_least:
            return choices
        return [(value, label, f"{count}+") for value, label, count in choices]


def counted(register):
    groups = _groups(register)
    asked = [each for each in groups if each.sql]
    if not asked:
        return _read(register, groups, ())
    tallies = [tally for each in asked for tally in each.tallies()]
    sizes = [SIZE.format(rows=each.name) for each in asked]
    chosen, every = register.asked.filters, ()
    if not chosen:  # those that do not open are found too
        total, every = sql_of(register.found().order_by().values("pk")[: COUNTED + 1])
        sizes.append(TOTAL.format(found=total))
    sql = "".join(
        [
            "WITH ",
            ", ".join(f"{each.name} AS MATERIALIZED ({each.sql})" for each in asked),
            NAMED.format(tallies=ALSO.join(sql for sql, _values in tallies)),
            ALSO.join([FIRST, *sizes]),
        ]
    )
    values = [
        *(value for each in asked for value in each.values),
        *(value for _sql, values in tallies for value in values),
        *(MOST_CHOICES, list(chosen), list(chosen.values())),
        *every,
    ]
    if any(register.filters[name].is_computed for name in chosen):
        sql = WALKED.format(sql)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        while cursor.description is None:
            cursor.nextset()
        return _read(register, groups, cursor.fetchall())


def every_choice(register, name):
    """Triples of a value, a name and a count: all choices of a filter, counted over
    all that the others leave."""
    group = Group(register, name, [register.filters[name]], is_whole=True)
    if not group.sql:
        return []
    [(tally, values)] = group.tallies()
    withs = f"WITH {group.name} AS MATERIALIZED ({group.sql})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"{withs}{NAMED.format(tallies=tally)}"
            " SELECT value, es, en, count FROM named WHERE value IS NOT NULL",
            [*group.values, *values],
        )
        rows = cursor.fetchall()
    return [
        (value, _called(register, name, value, names), count)
        for value, *names, count in rows
    ]


class Group:
    """Filters that are counted over the same rows: what all filters leave, or, of one
    that is chosen, what all others leave."""

    def __init__(self, register, but, filters, is_whole=False):
        self.name, self.filters = f"but_{but}" if but else "found", filters
        rows = register.found(but).order_by()
        if not register.asked.filters:
            rows = rows.filter(is_open=True)
        columns = {"key": F("pk")}
        for each in filters:
            columns[each.name] = each.here()
            if asked := each.asked():
                columns[f"{each.name}_asked"] = Case(
                    When(asked[0], then=True), default=False
                )
        columns = {f"its_{name}": column for name, column in columns.items()}
        rows = rows.annotate(**columns).values(*columns)
        self.sql, self.values = sql_of(rows if is_whole else rows[: COUNTED + 1])

    def tallies(self):
        """SQL and values of each."""
        for each in self.filters:
            named = {"name": f"its_{each.name}", "rows": self.name}
            source, values = KEPT.format(**named), ()
            if asked := each.asked():
                these = RawSQL(THESE.format(**named), (), output_field=BooleanField())
                rows = Agreement.objects.filter(these).annotate(here=asked[1])
                sql, values = sql_of(rows.order_by().values("here"))
                source = KEPT_OR_ASKED.format(asked=sql, **named)
            said = TALLY[each.holds]
            yield said.format(name=each.name, said=each.said, source=source), values


def _groups(register):
    chosen = register.asked.filters
    others = [each for name, each in register.filters.items() if name not in chosen]
    return [
        Group(register, None, others),
        *(Group(register, name, [register.filters[name]]) for name in chosen),
    ]


def sql_of(rows):
    """None where Django sees by itself that there can be none."""
    try:
        return rows.query.sql_with_params()
    except EmptyResultSet:
        return None, ()


def _read(register, groups, rows):
    sizes, choices = {}, {name: [] for name in register.filters}
    counts = Counts(choices=choices)
    for name, value, *names, count, of in rows:
        if of is None:
            sizes[name] = count
        elif value is not None:
            called = _called(register, name, value, names)
            choices[name].append((value, called, count))
            counts.of[name] = of
    size = sizes.get("total", sizes.get("found", 0))
    counts.total, counts.is_more = min(size, COUNTED), size > COUNTED
    for name, each in register.filters.items():
        choices[name] = each.in_order(choices[name])
    counts.at_least = {
        each.name
        for group in groups
        for each in group.filters
        if sizes.get(group.name, 0) > COUNTED
    }
    return counts


def _called(register, name, value, names):
    """In the reader's language, else in another; as the filter says where nothing in
    the database has a name."""
    named = dict(zip(codes(), names, strict=True))
    first = (named[code] for code in (current(), *other_than(current())))
    return str(next(filter(None, first), "") or register.filters[name].called(value))
