"""Finding in PostgreSQL: one weighted vector per language, kept by the database.

Accents are folded on both sides before stemming, and the ending -ción is given its
accent back, because the Spanish stemmer knows it only so (migrations/0001_search).
"""

from functools import reduce
from operator import or_

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db import models
from django.db.models import Case, F, Func, Value, When
from django.db.models.functions import Greatest, StrIndex
from django.db.models.lookups import Exact

from .gathering import GatheringQuerySet
from .languages import codes, current, localized

CONFIGURATIONS = {"es": "pg_catalog.spanish", "en": "pg_catalog.english"}
MAX_WORDS = 60


def fold(expression):
    """Lower case without accents, for ordering and comparing names."""
    return Func(expression, function="public.fold", output_field=models.TextField())


def beginning_first(rows, names, words):
    """Rows of which a name begins with the words, then those that hold them inside."""
    places = [StrIndex(fold(F(name)), fold(Value(words))) for name in names]
    first = [When(Exact(place, 1), then=0) for place in places]
    return rows.order_by(Case(*first, default=1), *names, "pk")


def column(code, **weights):
    """A stored vector of columns: ``column("es", A=["title_es"], D=["body_es"])``.

    A name in brackets, ``"[aliases_es]"``, is a column of several lines.
    """
    parts = [_joined(weights.get(weight, [])) for weight in "ABCD"]
    return models.GeneratedField(
        expression=Func(
            *parts,
            function=f"public.search_vector_{code}",
            output_field=SearchVectorField(),
        ),
        output_field=SearchVectorField(),
        db_persist=True,
        null=True,
    )


def _joined(names):
    text = models.TextField()
    if not names:
        return Value("", output_field=text)
    return Func(*map(_part, names), function="public.join_text", output_field=text)


def _part(name):
    if name.startswith("["):
        return Func(
            F(name.strip("[]")),
            function="public.join_lines",
            output_field=models.TextField(),
        )
    return F(name)


def words(text, code):
    """The query a reader typed, for the vectors of one language."""
    typed = " ".join(text.replace("\x00", " ").split()[:MAX_WORDS])
    return SearchQuery(
        Func(
            Value(typed, output_field=models.TextField()),
            function=f"public.words_{code}",
            output_field=models.TextField(),
        ),
        config=CONFIGURATIONS[code],
        search_type="websearch",
    )


class SearchableQuerySet(GatheringQuerySet):
    """For models with the columns ``search_es`` and ``search_en``."""

    def search(self, text, *, readable=False):
        """What the words find in any language, the best match first.

        The reader's own language counts twice as much as the other. ``readable``
        leaves out the words of a language that is held back or not whole.
        """
        if not text.strip():
            return self.none()
        queries = {code: words(text, code) for code in codes()}
        found = [models.Q(**{localized("search", c): q}) for c, q in queries.items()]
        if readable:
            there = map(self.model.readable_in, codes())
            found = [match & whole for match, whole in zip(found, there, strict=True)]
        ranks = [
            SearchRank(F(localized("search", code)), query)
            * Value(1.0 if code == current() else 0.5)
            for code, query in queries.items()
        ]
        return (
            self.filter(reduce(or_, found))
            .annotate(rank=Greatest(*ranks))
            .order_by("-rank", "-pk")
        )

    def without_vectors(self):
        """Leave the vectors in the database: no page shows them."""
        return self.defer(*(localized("search", code) for code in codes()))


LITERAL = r"replace(replace(replace({}, '\', '\\'), '%%', '\%%'), '_', '\_')"


class Folded(models.Lookup):
    """``name__folded="leon"``: the column holds the words, accents and case aside.

    Said with LIKE, which an index of trigrams answers; signs of LIKE stand for
    themselves.
    """

    lookup_name = "folded"

    def as_sql(self, compiler, connection):
        column, column_params = self.process_lhs(compiler, connection)
        words, words_params = self.process_rhs(compiler, connection)
        if isinstance(self.lhs.output_field, ArrayField):
            column = f"public.join_lines({column})"
        words = LITERAL.format(f"public.fold({words})")
        return (
            f"public.fold({column}) LIKE '%%' || {words} || '%%'",
            (*column_params, *words_params),
        )

    def get_prep_lookup(self):
        return str(self.rhs).replace("\x00", " ")


class Holds(Folded):
    """``titles__holds="León"``: the same of a column that is folded already."""

    lookup_name = "holds"

    def as_sql(self, compiler, connection):
        column, column_params = self.process_lhs(compiler, connection)
        words, words_params = self.process_rhs(compiler, connection)
        words = LITERAL.format(f"public.fold({words})")
        return (
            f"{column} LIKE '%%' || {words} || '%%'",
            (*column_params, *words_params),
        )


models.TextField.register_lookup(Holds)
for field in (models.CharField, models.TextField, ArrayField):
    field.register_lookup(Folded)
