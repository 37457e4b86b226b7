"""The door of the engine: what is asked, what is found. PostgreSQL stands behind it.

The index answers which entries hold the words; of these the newest few hundred, and
the newest of those whose titles hold them, are looked at, ranked and shown. What has
to be read in the texts themselves (phrases, synonyms of several words) is read of as
many. So the cost does not grow with how common a word is (docs/decisions/search.md).
"""

from dataclasses import dataclass, field

from . import prepared, statement
from .keys import Kind, Type, lexeme, parts


@dataclass
class Hit:
    """One record found: the entry of it that answered best."""

    kind: Kind
    id: int
    object_id: int
    layer: int
    keys: list
    score: float


@dataclass
class Found:
    """``total`` is exact unless ``is_capped``: then there are more than that."""

    total: int = 0
    is_capped: bool = False
    ranked: int = 0
    hits: list = field(default_factory=list)
    facets: list = field(default_factory=list)  # type, number, count, names by language
    # Keys of those that open to the reader: so many as are read.
    agreements: list = field(default_factory=list)

    @property
    def is_counted(self):
        """Are the facets those of all that was found?"""
        return not self.is_capped

    @property
    def has_all_agreements(self):
        return self.is_counted and len(self.agreements) < statement.READ


@dataclass(frozen=True)
class Narrowed:
    """What the reader narrowed the search down to.

    ``agreements`` is SQL of the keys of agreements, which alone are looked for then: of
    what changes with the day the index knows nothing. ``among`` are the records, each
    as one number, outside of which nothing is looked for.
    """

    keys: tuple = ()
    agreements: str = ""
    among: list | None = None


def find(
    query,
    sight,
    narrowed,
    code,
    *,
    reference="",
    by_date=False,
    skip=0,
    most=20,
    with_agreements=False,
):
    """Search: one query of the database, whatever is asked."""
    parameters = _asked(query, sight, narrowed, reference)
    loose = parameters["loose"]
    if not loose and not reference:
        return Found()
    parameters |= {
        "lately": statement.of(loose, Type.YEAR, query.newest_years),
        "named": statement.of(loose, Type.KIND, statement.NAMED_KINDS),
        "typed": query.typed,
        "wide": query.wide,
        "meant": [record(kind, id) for kind, id in query.meant],
        "weights": statement.weights(code),
        "share": query.share,
        "skip": skip,
        "agreements": statement.READ if with_agreements else 0,
        "most": most,
    }
    sql = statement.written(query, sight, narrowed, reference, by_date)
    return _found(prepared.value_of(sql, parameters, statement.SWITCHED_OFF))


def everything(query, sight, narrowed, *, reference=""):
    """All records that are found, however many, each as one number."""
    parameters = _asked(query, sight, narrowed, reference)
    if not parameters["loose"] and not reference:
        return set()
    sql = statement.every(query, sight, narrowed, reference)
    return set(prepared.value_of(sql, parameters, statement.SWITCHED_OFF) or ())


def record(kind, id):
    """Kind and key of a record as one number."""
    return kind * 2**32 + id


def _asked(query, sight, narrowed, reference):
    marks = [lexeme(each) for each in narrowed.keys]
    loose = " & ".join(filter(None, [query.said("loose"), *marks]))
    exact = " & ".join(filter(None, [query.said("exact"), *marks]))
    return {
        **sight.parameters,
        "loose": loose,
        "exact": exact,
        "ref": reference,
        "filters": list(narrowed.keys),
        "among": narrowed.among,
    }


def _found(told):
    facets = [
        (*parts(each), n, {"es": es, "en": en})
        for each, n, es, en in told["facets"] or ()
    ]
    return Found(
        min(told["total"], statement.COUNTED),
        told["is_capped"],
        told["ranked"],
        [Hit(Kind(each[0]), *each[1:]) for each in told["hits"] or ()],
        facets,
        told["agreements"] or [],
    )
