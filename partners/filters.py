"""What the register is narrowed by: each filter keeps the rows that answer to a value,
and counts how many answer to each.

A value is a key or a number that both languages share; one that nothing can answer to
finds nothing. What is not told of a day that is past is not found on it either.
"""

import datetime as dt

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import Cast, ExtractYear
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.arrays import Each

from .lifecycle import State, term_ends_by
from .models import (
    Agreement,
    Document,
    Institution,
    Party,
    Signature,
)
from .phrases import days_counted, language_name
from .sides import given_by

NOTHING = Value(None, output_field=BigIntegerField())


def tally(rows, name, *, number=NOTHING, word=None, of="pk"):
    """Rows of the name, a key of a record or a word, and how many have it."""
    word = Cast(word, CharField()) if word else Value(None, CharField())
    named = rows.order_by().annotate(
        filter_name=Value(name), filter_number=number, filter_word=word
    )
    columns = named.values_list("filter_name", "filter_number", "filter_word")
    return columns.annotate(filter_count=Count(of, distinct=of != "pk"))


class Filter:
    """One filter, asked by one reader on one day."""

    name = label = None
    # Its choices, where nothing in the database has a name for them.
    words = ()

    def __init__(self, day, user):
        self.day, self.user = day, user

    def narrowed(self, rows, value):
        """Those of the rows that answer to the value."""
        raise NotImplementedError

    def counted(self, rows):
        """Tallies of its choices among the rows."""
        raise NotImplementedError

    def called(self, value):
        return dict(self.words).get(value, value)

    def in_order(self, choices):
        """Triples of a value, a name and a count, the most frequent first, or as the
        words are declared."""
        places = {value: n for n, (value, _label) in enumerate(self.words)}
        return sorted(
            choices,
            key=lambda row: (places.get(row[0], 0), 0 if places else -row[2], row[1]),
        )


class ByState(Filter):
    name, label = "state", _("State")
    words = State.choices

    def narrowed(self, rows, value):
        return rows.in_state(self.day, value)

    def counted(self, rows):
        yield tally(rows.with_state(self.day), self.name, word=F("state"))


class ByParty(Filter):
    """With an institution or with any of its parts."""

    name, label = "party", _("With whom")

    def narrowed(self, rows, value):
        above = Institution.objects.filter(key=value).values("pk")
        parts = Institution.objects.filter(within__overlap=above).values("pk")
        bound = Party.objects.bound_on(self.day).filter(institution__in=parts)
        return rows.told_on(self.day).filter(pk__in=bound.values("agreement"))

    def counted(self, rows):
        bound = Party.objects.bound_on(self.day).filter(
            institution__is_the_office=False,
            agreement__in=rows.told_on(self.day).values("pk"),
        )
        above = Each("institution__within")
        yield tally(bound, self.name, number=above, of="agreement")


class ByKind(Filter):
    name, label = "kind", _("Kind")
    words = Agreement.Kind.choices

    def narrowed(self, rows, value):
        return rows.filter(kind=value)

    def counted(self, rows):
        yield tally(rows, self.name, word=F("kind"))


class ByTopic(Filter):
    name, label = "topic", _("Topic")

    def narrowed(self, rows, value):
        tied = Agreement.topics.through.objects.filter(topic__key=value)
        return rows.filter(pk__in=tied.values("agreement"))

    def counted(self, rows):
        tied = Agreement.topics.through.objects.filter(agreement__in=rows.values("pk"))
        yield tally(tied, self.name, number=Cast("topic_id", BigIntegerField()))


class ByYear(Filter):
    """The year of its signature."""

    name, label = "year", _("Year of signature")

    def narrowed(self, rows, value):
        if not (value.isascii() and value.isdecimal() and len(value) == 4):
            return rows.none()
        return rows.told_on(self.day).filter(signed_on__year=int(value))

    def counted(self, rows):
        signed = rows.told_on(self.day).filter(signed_on__isnull=False)
        yield tally(signed, self.name, word=ExtractYear("signed_on"))


class BySignatory(Filter):
    name, label = "signatory", _("Signed by")

    def narrowed(self, rows, value):
        given = Signature.objects.filter(given_by(self.day), official__key=value)
        return rows.told_on(self.day).filter(pk__in=given.values("agreement"))

    def counted(self, rows):
        given = Signature.objects.filter(
            given_by(self.day),
            official__isnull=False,
            agreement__in=rows.told_on(self.day).values("pk"),
        )
        yield tally(
            given,
            self.name,
            number=Cast("official_id", BigIntegerField()),
            of="agreement",
        )


class ByLanguage(Filter):
    """The language of one of its papers."""

    name, label = "language", _("Language of a paper")

    def papers(self):
        """The rows open to the reader: what is asked besides is of the papers alone."""
        return Document.objects.of_records_open_to(self.user)

    def narrowed(self, rows, value):
        papers = self.papers().filter(language=value)
        return rows.told_on(self.day).filter(pk__in=papers.values("agreement"))

    def counted(self, rows):
        told = rows.told_on(self.day).values("pk")
        papers = self.papers().filter(agreement__in=told)
        yield tally(papers, self.name, word=F("language"), of="agreement")

    def called(self, value):
        return language_name(value)


class ByScan(Filter):
    """With or without a file of one of its papers."""

    name, label = "scan", _("Scan")
    words = [("yes", _("With a scan")), ("no", _("Without a scan"))]

    def narrowed(self, rows, value):
        papers = Document.objects.of_records_open_to(self.user).filed()
        scanned = Exists(papers.filter(agreement=OuterRef("pk")))
        which = {"yes": scanned, "no": ~scanned}
        return rows.told_on(self.day).filter(which.get(value, Q(pk__in=[])))

    def counted(self, rows):
        for value, _label in self.words:
            found = self.narrowed(rows, value)
            yield tally(found, self.name, word=Value(value))


class ByEnd(Filter):
    """In force, in a term that ends within so many days."""

    name, label = "ends", _("Ends within")
    DAYS = (30, 90, 180, 365)

    def _by(self, days):
        return term_ends_by(self.day + dt.timedelta(days=days), self.day)

    def narrowed(self, rows, value):
        if value not in map(str, self.DAYS):
            return rows.none()
        return rows.in_force(self.day).filter(self._by(int(value)))

    def counted(self, rows):
        nearest = Case(*(When(self._by(n), then=Value(n)) for n in self.DAYS))
        ending = rows.in_force(self.day).filter(self._by(max(self.DAYS)))
        yield tally(ending, self.name, word=nearest)

    def in_order(self, choices):
        """What ends within 30 days ends within 90 days too."""
        counts = {value: count for value, _words, count in choices}
        total, found = 0, []
        for value, words in self.words:
            total += counts.get(value, 0)
            found += [(value, words, total)] if total else []
        return found

    @property
    def words(self):
        return [(str(days), days_counted(days)) for days in self.DAYS]


ALL = (
    ByState,
    ByParty,
    ByKind,
    ByTopic,
    ByEnd,
    ByYear,
    BySignatory,
    ByLanguage,
    ByScan,
)


def for_(user):
    """The kinds of filters somebody has: visitors the simple ones."""
    return ALL if user.has_perm("partners.read_internal") else ALL[:4]
