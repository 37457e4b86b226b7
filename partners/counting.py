"""How many agreements are found, and how many each choice of a filter would leave.

All of it is counted anew for each question, in one query, and exactly up to so many
rows; of more the numbers say at least how many there are (docs/decisions/register.md).
"""

from dataclasses import dataclass, field

from iompanama.publishing.languages import codes, current, other_than

from .pieces import Piece, fetched, keys_found, values_of

COUNTED = 3_000
MOST_CHOICES = 12
ALSO = " UNION ALL "
# Of the rows of a source, each with its values as ``its_`` and the name of the filter.
TALLY = {
    "word": "SELECT '{name}', NULL::bigint, {said}, count(*) FROM"
    " (SELECT its_{name} AS here FROM {rows}) s GROUP BY 3",
    "words": "SELECT '{name}', NULL, each, count(*) FROM"
    " (SELECT unnest(its_{name})::text AS each FROM {rows}) s GROUP BY each",
    "keys": "SELECT '{name}', each, NULL, count(*) FROM"
    " (SELECT unnest(its_{name}) AS each FROM {rows}) s GROUP BY each",
}
# The office itself is no choice: every agreement would be with it. Names are looked up
# of those alone that may be shown: the most frequent, and all of some filters.
NAMED = """
counted (name, number, word, count) AS ({tallies}),
ranked AS (
    SELECT *, count(*) OVER (PARTITION BY name) AS choices, row_number() OVER (
        PARTITION BY name ORDER BY count DESC, number, word) AS place
    FROM counted
    WHERE coalesce(number::text, word) IS NOT NULL AND (name <> 'party'
        OR number NOT IN (SELECT id FROM partners_institution WHERE is_the_office))
),
named AS (
    SELECT r.name, coalesce(t.key, i.key, o.key, r.word) AS value,
        coalesce(t.name_es, i.name_es, o.name) AS es,
        coalesce(t.name_en, i.name_en, o.name) AS en, r.count, r.place, r.choices
    FROM (SELECT * FROM ranked WHERE place <= %s OR name = ANY (%s::text[])) r
    LEFT JOIN vocabulary_topic t ON r.name = 'topic' AND t.id = r.number
    LEFT JOIN partners_institution i ON r.name = 'party' AND i.id = r.number
    LEFT JOIN partners_official o ON r.name = 'signatory' AND o.id = r.number
)
"""
FIRST = """
SELECT name, value, es, en, count, choices FROM named
WHERE place <= %s OR (name, value) IN (SELECT * FROM unnest(%s::text[], %s::text[]))
"""
# Of what all filters leave, its keys too, where all of them were read.
SIZE_AND_KEYS = (
    "SELECT '{name}', CASE WHEN count(*) <= {most} THEN array_agg(its_key)::text END,"
    " NULL, NULL, count(*), NULL FROM {rows}"
)
SIZE = "SELECT '{name}', NULL, NULL, NULL, count(*), NULL FROM {rows}"


@dataclass
class Counts:
    """``choices``: by filter, triples of a value, a name and a count, the most frequent
    and the chosen one; ``of``: how many choices there are; ``at_least``: filters of
    which some rows were not counted; ``keys``: an array, in SQL, of all that filters
    leave, where every one was read."""

    total: int = 0
    is_more: bool = False
    choices: dict = field(default_factory=dict)
    of: dict = field(default_factory=dict)
    at_least: set = field(default_factory=set)
    keys: str | None = None

    def said(self, name):
        """The choices of a filter, with their counts as they are said: 12, or 812+."""
        choices = self.choices[name]
        if name not in self.at_least:
            return choices
        return [(value, label, f"{count}+") for value, label, count in choices]


def counted(register):
    chosen = register.asked.filters
    names, values = list(chosen), list(chosen.values())
    groups = _groups(register)
    sizes = [each.size() for each in groups]
    every = Piece("")
    if not chosen:  # those that do not open are found too
        keys = keys_found(register.where(), COUNTED + 1)
        sizes.append(SIZE.format(name="total", rows=f"({keys.sql}) every"))
        every = Piece("", keys.values)
    rows = fetched(
        Piece("WITH "),
        *_named(groups, MOST_CHOICES, names),
        Piece(FIRST, (MOST_CHOICES, names, values)),
        Piece(ALSO + ALSO.join(sizes)),
        every,
        is_walked=any(register.filters[name].is_of_many for name in chosen),
    )
    return _read(register, groups, rows)


def every_choice(register, name):
    """Triples of a value, a name and a count: all choices of a filter, counted over
    all that the others leave."""
    group = Group(register, name, [register.filters[name]], is_whole=True)
    rows = fetched(
        Piece("WITH "),
        *_named([group], 0, [name]),
        Piece("SELECT value, es, en, count FROM named WHERE value IS NOT NULL"),
    )
    return [
        (value, _called(register, name, value, names), count)
        for value, *names, count in rows
    ]


class Group:
    """Filters that are counted over the same rows: what all filters leave, or, of one
    that is chosen, what all others leave."""

    def __init__(self, register, but, filters, is_whole=False):
        self.name, self.filters = f"but_{but}" if but else "found", filters
        where = register.where(but, is_open=True)
        here = (
            Piece(f"{piece.sql} AS its_{each.name}", piece.values)
            for each in filters
            for piece in [register.pieces.here(each)]
        )
        most = None if is_whole else COUNTED + 1
        here = Piece.joined(", ", [Piece("partners_agreement.id AS its_key"), *here])
        self.rows = values_of(where, here, most)

    def size(self):
        said = SIZE if self.name != "found" else SIZE_AND_KEYS
        return said.format(name=self.name, rows=self.name, most=COUNTED)

    def tallies(self):
        return [
            TALLY[each.holds].format(name=each.name, said=each.said, rows=self.name)
            for each in self.filters
        ]


def _groups(register):
    chosen = register.asked.filters
    others = [each for name, each in register.filters.items() if name not in chosen]
    return [
        Group(register, None, others),
        *(Group(register, name, [register.filters[name]]) for name in chosen),
    ]


def _named(groups, most, names):
    """The tables of a query: the rows of each group, and their values counted."""
    for each in groups:
        yield Piece(
            f"{each.name} AS MATERIALIZED ({each.rows.sql}), ", each.rows.values
        )
    tallies = ALSO.join(tally for each in groups for tally in each.tallies())
    yield Piece(NAMED.format(tallies=tallies), (most, names))


def _read(register, groups, rows):
    sizes, choices = {}, {name: [] for name in register.filters}
    counts = Counts(choices=choices)
    for name, value, *names, count, of in rows:
        if of is None:
            sizes[name] = count
            counts.keys = counts.keys or value
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
