"""What a translator asks for: which works wait for a language, and since when."""

from functools import reduce
from operator import or_

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection, models, transaction
from django.db.models import F, Q, Value
from django.utils import timezone

from iompanama.publishing.languages import codes, localized
from iompanama.publishing.search import fold
from iompanama.publishing.workflow import Status

# From here on two titles are nearly the same (1 is equal).
ALIKE = 0.7


class TranslatingQuerySet(models.QuerySet):
    def to_translate(self):
        """The works whose languages somebody may have to look after."""
        return self.filter(is_newest=True).exclude(status=Status.WITHDRAWN)

    def live_or_waiting(self, at=None):
        """What visitors read, or will at an hour that is set."""
        return self.filter(
            status=Status.PUBLISHED, visible_until__gt=at or timezone.now()
        )

    def stale(self):
        """A language follows an older text of its source."""
        return self._in_any_language("stale", True)

    def missing(self):
        """A language is to go out and is not whole."""
        return self.filter(
            reduce(
                or_,
                (
                    Q(
                        **{
                            localized("complete", code): False,
                            localized("released", code): True,
                        }
                    )
                    for code in codes()
                ),
            )
        )

    def held_back(self):
        """A language is not to go out."""
        return self._in_any_language("released", False)

    def _in_any_language(self, name, value):
        return self.filter(
            reduce(or_, (Q(**{localized(name, code): value}) for code in codes()))
        )

    def for_matrix(self):
        """Titles, conditions and moments, without the texts."""
        return self.select_related("work").defer(
            *(
                localized(name, code)
                for name in ("search", "change_note", "contact_team")
                for code in codes()
            ),
            "sources",
            "notes",
        )

    def alike(self, titles):
        """Newest editions with a title nearly the same, {code: title} given.

        Each has ``likeness_es`` and ``likeness_en``, from 0 to 1.
        """
        titles = {code: title for code, title in titles.items() if title}
        if not titles:
            return []
        wanted = {code: fold(Value(title)) for code, title in titles.items()}
        columns = {code: fold(F(localized("title", code))) for code in titles}
        found = self.filter(is_newest=True).alias(
            **{f"folded_{code}": column for code, column in columns.items()}
        )
        found = found.filter(
            reduce(
                or_,
                (
                    Q(**{f"folded_{code}__trigram_similar": title})
                    for code, title in wanted.items()
                ),
            )
        ).annotate(
            **{
                f"likeness_{code}": TrigramSimilarity(columns[code], wanted[code])
                for code in titles
            }
        )
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL pg_trgm.similarity_threshold = %s", [ALIKE])
            names = [localized("title", code) for code in titles]
            # The nearest first: the model's own order would have the planner walk
            # through all works instead of asking the index of likeness.
            nearest = [f"-likeness_{code}" for code in titles]
            return list(found.only("work", *names).order_by(*nearest)[:5])
