"""Filters by what the database keeps beside each agreement (``Traits``)."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.arrays import Each

from ..models import Document, Institution, Official, Party, Signature, Traits
from ..phrases import language_name
from ..sides import given_by
from .asking import Filter


class ByKept(Filter):
    """By what stands beside each agreement (``Traits``), as far as it is so on the day
    and for the reader; else by the rows it follows from.

    Each says what is ``found(value)``, two conditions: the value is kept, it is asked
    for; and ``values()``, an expression: those of one agreement, asked for.
    """

    holds = "keys"
    # Condition: what is kept is not so; none where it is always so.
    not_so = None

    def narrowed(self, rows, value):
        kept, asked = self.found(value)
        if self.not_so:
            kept = ~self.not_so & kept | self.not_so & asked
        return rows.told_on(self.day).filter(kept)

    def here(self):
        kept = F(f"traits__{self.column}")
        if self.not_so is None:
            return self._told(kept)
        field = Traits._meta.get_field(self.column)
        asked = When(self.not_so, then=self.values())
        return self._told(Case(asked, default=kept, output_field=field))


class ByParty(ByKept):
    """With an institution or with any of its parts; the office is no part of others."""

    name, label = "party", _("With whom")
    column = "parties"

    @property
    def not_so(self):
        return Q(traits__parties_on__isnull=False, traits__parties_on__gt=self.day)

    def values(self):
        bound = Party.objects.bound_on(self.day).filter(
            agreement=OuterRef("traits__pk"), institution__is_the_office=False
        )
        above = bound.annotate(above=Each("institution__within"))
        return ArraySubquery(above.order_by().values("above").distinct())

    def found(self, value):
        above = Institution.objects.filter(key=value).order_by()
        parts = Institution.objects.filter(within__overlap=above.values("pk"))
        parts = parts.filter(
            Q(is_the_office=False) | Exists(above.filter(is_the_office=True))
        )
        bound = Party.objects.bound_on(self.day).filter(institution__in=parts)
        # Of the traits alone, like what is kept: the database may begin with them.
        return (
            Q(traits__parties__contains=[Subquery(above.values("pk"))]),
            Q(traits__pk__in=bound.values("agreement")),
        )


class BySignatory(ByKept):
    name, label = "signatory", _("Signed by")
    column = "signatories"

    @property
    def not_so(self):
        """Of today and later days every signature is told."""
        if self.day >= timezone.localdate():
            return None
        day = Q(traits__signatories_on__gt=self.day)
        return Q(traits__signatories_on__isnull=False) & day

    def _given(self):
        return Signature.objects.filter(given_by(self.day), official__isnull=False)

    def values(self):
        given = self._given().filter(agreement=OuterRef("traits__pk"))
        return ArraySubquery(given.order_by().values("official").distinct())

    def found(self, value):
        key = Official.objects.filter(key=value).order_by().values("pk")
        given = self._given().filter(official__in=key)
        return (
            Q(traits__signatories__contains=[Subquery(key)]),
            Q(traits__pk__in=given.values("agreement")),
        )


class ByPapers(ByKept):
    """The rows are open to the reader; of their papers some may not be. Those are asked
    of the agreement, after it is known to open: all that do not have such papers."""

    @property
    def not_so(self):
        if self.user.has_perm("partners.read_confidential"):
            return None
        return Q(traits__has_closed_papers=True)

    def papers_here(self):
        papers = Document.objects.of_records_open_to(self.user)
        return papers.filter(agreement=OuterRef("pk")).order_by()


class ByLanguage(ByPapers):
    """The language of one of its papers."""

    name, label = "language", _("Language of a paper")
    column, holds = "languages", "words"
    is_of_many = True

    def values(self):
        return ArraySubquery(self.papers_here().values("language").distinct())

    def narrowed(self, rows, value):
        # A longer word would be cut to the length of a code.
        return super().narrowed(rows, value) if len(value) == 2 else rows.none()

    def found(self, value):
        papers = self.papers_here().filter(language=value)
        return Q(traits__languages__contains=[value]), Q(Exists(papers))

    def called(self, value):
        return language_name(value)


class ByScan(ByPapers):
    """With or without a file of one of its papers."""

    name, label = "scan", _("Scan")
    words = [("yes", _("With a scan")), ("no", _("Without a scan"))]
    column, holds = "is_scanned", "word"
    said = "CASE here WHEN true THEN 'yes' WHEN false THEN 'no' END"

    def values(self):
        return Exists(self.papers_here().filed())

    def narrowed(self, rows, value):
        if value not in dict(self.words):
            return rows.none()
        return super().narrowed(rows, value)

    def found(self, value):
        filed = Q(Exists(self.papers_here().filed()))
        is_scanned = value == "yes"
        return Q(traits__is_scanned=is_scanned), filed if is_scanned else ~filed
