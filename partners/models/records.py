"""How to ask for agreements: for whose eyes they are, their state, their order."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, Func, OuterRef, Q, Value
from django.db.models.functions import Cast
from django.utils import timezone

from iompanama.publishing.languages import BilingualQuerySet, codes, localized
from iompanama.publishing.search import SearchableQuerySet, words

from ..areas import annotate_areas
from ..ends import term_ends_by
from ..lifecycle import State, annotate_state, in_state

# Cast, because rows are ordered by it and PostgreSQL orders by no constant.
WHOLE = Cast(Value(True), models.BooleanField())


def told_on(day):
    """Condition, twin of ``is_told``: not signed after a day that is past."""
    if day >= timezone.localdate():
        return Q()
    return Q(signed_on__isnull=True) | Q(signed_on__lte=day)


class AgreementQuerySet(SearchableQuerySet, BilingualQuerySet):
    def visible_to(self, user):
        """Records whose title and summary the user may see; the rest do not exist.

        Visitors: public ones. Staff: all (design.md 4.4). Adds ``is_open``, twin of
        ``opens_to``: may the user read more of it than title and summary?
        """
        if not user.has_perm("partners.read_internal"):
            return self.filter(access=self.model.Access.PUBLIC).annotate(is_open=WHOLE)
        if user.has_perm("partners.read_confidential"):
            return self.annotate(is_open=WHOLE)
        named = self.model.readers.through.objects.filter(user=user.pk)
        return self.annotate(
            is_open=ExpressionWrapper(
                ~Q(access=self.model.Access.CONFIDENTIAL)
                | Q(pk__in=named.values("agreement")),
                output_field=models.BooleanField(),
            )
        )

    def open_to(self, user):
        """Records the user may read whole: what filters and names may look at."""
        return self.visible_to(user).filter(is_open=True)

    def search(self, text, **how):
        """After ``visible_to``, what does not open is found by title and summary."""
        found = super().search(text, **how)
        if "is_open" not in self.query.annotations:
            return found
        shown = Q(is_open=True)
        for code in codes():
            vector = Func(
                localized("title", code),
                Value(""),
                localized("summary", code),
                Value(""),
                function=f"public.search_vector_{code}",
                output_field=SearchVectorField(),
            )
            found = found.alias(**{localized("shown", code): vector})
            shown |= Q(**{localized("shown", code): words(text, code)})
        return found.filter(shown)

    def naming(self, word):
        """After ``visible_to``: what holds the word, accents aside. A record that
        does not open is found by its title and summary alone."""
        shown, facts = Q(), Q(reference__folded=word) | Q(short_names__folded=word)
        party = self.model.parties.rel.related_model.objects.filter(
            agreement=OuterRef("pk")
        )
        for code in codes():
            shown |= Q(**{f"{localized('title', code)}__folded": word})
            shown |= Q(**{f"{localized('summary', code)}__folded": word})
            name, acronym = localized("name", code), localized("acronym", code)
            facts |= Exists(party.filter(**{f"institution__{name}__folded": word}))
            facts |= Exists(party.filter(**{f"institution__{acronym}__folded": word}))
        return self.filter(shown | Q(is_open=True) & facts)

    def readable(self, user):
        return self.visible_to(user).in_language()

    def for_lists(self, day):
        """What a list shows, in a constant number of queries."""
        return (
            self.with_state(day)
            .without_vectors()
            .defer("body_es", "body_en", "body")
            .with_parties(day)
        )

    def with_parties(self, day):
        """With ``parties_here`` on the day, each with the names of its institution."""
        parties = self.model.parties.rel.related_model.objects.bound_on(day)
        return self.gathering(
            "parties_here",
            parties.filter(agreement=OuterRef("pk")).order_by("position", "pk"),
            (
                "id",
                "role",
                "name",
                "name_as_printed",
                "on_behalf_of",
                "institution__id",
                "institution__name",
                "institution__acronym",
                "institution__slug",
                "institution__is_the_office",
            ),
        )

    def with_state(self, day):
        """Adds ``state``, ``term_ends_on`` and ``notice_by`` as they are on the day."""
        return annotate_state(self, day)

    def with_areas(self, day):
        """Adds ``areas_then`` in each language, with the amendments of the day."""
        return annotate_areas(self, day)

    def in_state(self, day, *states):
        """Those in one of the states on the day (see ``with_state``)."""
        return self.filter(in_state(day, states))

    def in_force(self, day):
        return self.with_state(day).in_state(day, State.IN_FORCE, State.ENDING_SOON)

    def ending_by(self, last, day):
        """In force on the day, in a term whose last day is no later than that."""
        return self.in_force(day).filter(term_ends_by(last, day))

    def ending_first(self):
        """With state: what ends first, then what has no end, then the rest."""
        return self.order_by("urgency", F("term_ends_on").asc(nulls_last=True), "-pk")

    def of_the_office(self):
        """Without the agreements of others kept for reference."""
        return self.filter(iom_is_party=True)

    def with_institution(self, institution, day):
        """Those it is a party to on the day."""
        bound = institution.parties.bound_on(day)
        return self.told_on(day).filter(pk__in=bound.values("agreement"))

    def on_topic(self, topic):
        return self.filter(traits__topics__contains=[topic.pk])

    def told_on(self, day):
        return self.filter(told_on(day))
