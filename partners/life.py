"""The life of one agreement drawn large: its terms, what amended it, its deadlines."""

from django.utils import timezone

from . import lines
from .changes import changes_of
from .lifecycle import State, effect_precision, takes_effect_on
from .moments import moments
from .periods import periods

# More joints than this would be a hatching.
MOST_JOINTS = 40


class Life:
    """For ``includes/life.html``: axis, line, and rings that go with the moments."""

    def __init__(self, agreement, day, chain):
        self.agreement, self.day = agreement, day
        self.periods = self.in_force(periods(agreement.facts, day))
        self.moments = moments(agreement, day, self.periods, self.amendments(chain))
        self.axis = lines.own_axis([each.day for each in self.moments], day)
        self.line = lines.line(agreement, self.axis)
        self.strokes = list(lines.drawn(self.axis, self.terms()))
        self.rings = lines.rings([each.day for each in self.moments], self.axis)

    def in_force(self, found):
        """Without what renewal or amendment would have made of it after its end."""
        if self.agreement.state not in lines.OVER:
            return found
        end = lines.ends_on(self.agreement, self.day)
        return [each for each in found if end is None or each.first <= end]

    def terms(self):
        """The strokes of the line: each term by itself, and the next one."""
        known = lines.strokes(self.agreement, self.day)
        if len(self.periods) < 2:
            return known
        end = lines.ends_on(self.agreement, self.day)
        kind = "past" if self.agreement.state in lines.OVER else "term"
        now = max(self.day, self.periods[-1].first)
        run = [
            (kind, each.first, min(filter(None, (each.last, end)), default=now))
            for each in self.periods
        ]
        return [*run, *(each for each in known if each[0] in ("open", "doubt"))]

    @property
    def joints(self):
        """Where one term ends and the next begins."""
        found = [self.axis.at(each.first) for each in self.periods[1:]]
        return found if len(found) <= MOST_JOINTS else []

    def amendments(self, chain):
        """Those known on the day: when each takes effect, its link and its words."""
        effects = {each.by: each.on for each in self.agreement.facts.amendments}
        parties, links = self.agreement.parties_here, chain.amendments()
        # An amendment of an amendment takes effect on the later day of both.
        precise = {
            takes_effect_on(each.source): effect_precision(each.source)
            for each in links
        }
        for link in links:
            effect = effects.get(link.pk) or takes_effect_on(link.source)
            if effect and self.is_known(link.source):
                words = changes_of(link, parties) if link.source.is_open else ""
                yield effect, self.precision(link, effect, precise), link, words

    def precision(self, link, effect, precise):
        if effect == takes_effect_on(link.source):
            return effect_precision(link.source)
        return precise[effect]

    def is_known(self, addendum):
        is_past = self.day < timezone.localdate()
        return not is_past or addendum.state != State.NEGOTIATION
