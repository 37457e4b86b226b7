"""One agreement as it stands on a day, for its page."""

from functools import cached_property

from django.utils import timezone

from .chain import Chain
from .facts import at_a_glance, facts_of, focal_points
from .life import Life
from .sides import sides, signed_by
from .status import is_told, status

CHANGE = "partners.change_agreement"


class Record:
    """What the page of an agreement shows to one reader; nothing of it later than a
    day that is past."""

    def __init__(self, agreement, day, reader):
        self.agreement, self.day, self.reader = agreement, day, reader
        self.is_of_today = day == timezone.localdate()
        # Of a closed record the absence of its summary would tell when it was signed.
        self.is_told = not agreement.is_open or is_told(agreement, day)
        for signature in agreement.signatures_here:
            signature.agreement = agreement
        agreement.signatures_here = signed_by(agreement.signatures_here, day)

    @property
    def summary(self):
        return self.agreement.summary if self.is_told else ""

    @property
    def reference(self):
        is_shown = self.agreement.is_open and self.is_told
        return self.agreement.reference if is_shown else ""

    @property
    def is_editable(self):
        """May the reader change it? Its page leads to the form."""
        return self.agreement.is_open and self.reader.has_perm(CHANGE)

    @property
    def status(self):
        return status(self.agreement, self.day)

    @cached_property
    def chain(self):
        return Chain(self.agreement, self.day, self.reader)

    @cached_property
    def life(self):
        return Life(self.agreement, self.day, self.chain)

    @property
    def glance(self):
        agreement = self.agreement
        return [*at_a_glance(agreement, self.day), *focal_points(agreement)]

    @property
    def facts(self):
        shows_money = self.reader.has_perm("partners.read_internal")
        return facts_of(self.agreement, shows_money=shows_money)

    @property
    def has_side(self):
        """Is there anything to stand beside its text?"""
        here = self.agreement
        beside = (here.documents_here, here.has_relations, here.topics_here)
        return any(beside) or bool(self.facts)

    @cached_property
    def sides(self):
        return sides(self.agreement, self.day)

    @cached_property
    def instruments(self):
        """The chain, where there is more to it than this agreement, with what each
        does to others in words."""
        return self.chain.told() if len(self.chain.agreements) > 1 else []
