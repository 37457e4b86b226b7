"""What a filter is, and those that columns of the agreement itself answer."""

import datetime as dt

from django.db.models import Case, CharField, F, Subquery, When
from django.db.models.functions import Cast, ExtractYear
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..ends import term_ends_by, term_ends_then
from ..lifecycle import State, in_state, state_then
from ..models import Agreement
from ..models.records import told_on
from ..phrases import days_counted


class Filter:
    """One filter, asked by one reader on one day.

    Each says what is ``narrowed(rows, value)``, those of the rows that answer to the
    value, and what is ``here()``: an expression, which of its values a row answers to.
    """

    name = label = None
    # Its choices, where nothing in the database has a name for them.
    words = ()
    # Very many answer to a value, and no index holds those that do.
    is_of_many = False
    # What ``here`` holds: a word, or several, or the keys of several records.
    holds = "word"
    # The word itself, in SQL over ``here``.
    said = "here"

    def __init__(self, day, user):
        self.day, self.user = day, user

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

    def _told(self, here):
        """Nothing of what is not told of the day."""
        if self.day >= timezone.localdate():
            return here
        return Case(When(told_on(self.day), then=here))


class ByState(Filter):
    name, label = "state", _("State")
    is_of_many = True
    words = State.choices

    def narrowed(self, rows, value):
        return rows.in_state(self.day, value)

    def here(self):
        return state_then(self.day)


class ByKind(Filter):
    name, label = "kind", _("Kind")
    words = Agreement.Kind.choices

    def narrowed(self, rows, value):
        return rows.filter(kind=value)

    def here(self):
        return F("kind")


class ByTopic(Filter):
    name, label = "topic", _("Topic")
    holds = "keys"

    def narrowed(self, rows, value):
        topics = Agreement._meta.get_field("topics").related_model.objects
        key = Subquery(topics.filter(key=value).order_by().values("pk"))
        return rows.filter(traits__topics__contains=[key])

    def here(self):
        return F("traits__topics")


class ByYear(Filter):
    """The year of its signature."""

    name, label = "year", _("Year of signature")

    def narrowed(self, rows, value):
        if not (value.isascii() and value.isdecimal() and len(value) == 4):
            return rows.none()
        return rows.told_on(self.day).filter(signed_on__year=int(value))

    def here(self):
        return self._told(Cast(ExtractYear("signed_on"), CharField()))

    def in_order(self, choices):
        """The newest first, as years are read."""
        return sorted(choices, key=lambda row: row[0], reverse=True)


class ByEnd(Filter):
    """In force, in a term that ends within so many days."""

    name, label = "ends", _("Ends within")
    is_of_many = True
    DAYS = (30, 90, 180, 365)

    def _by(self, days):
        return self.day + dt.timedelta(days=days)

    def narrowed(self, rows, value):
        if value not in map(str, self.DAYS):
            return rows.none()
        running = in_state(self.day, (State.IN_FORCE, State.ENDING_SOON))
        return rows.filter(running, term_ends_by(self._by(int(value)), self.day))

    def here(self):
        """The day only of what is in force: nothing else is left to end."""
        running = in_state(self.day, (State.IN_FORCE, State.ENDING_SOON))
        return Case(When(running, then=term_ends_then(self.day)))

    @property
    def said(self):
        nearest = " ".join(
            f"WHEN here <= '{self._by(days)}' THEN '{days}'" for days in self.DAYS
        )
        return f"CASE {nearest} END"

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
