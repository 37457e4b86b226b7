"""The life of one agreement drawn large, with its numbered moments."""

from . import lines
from .lifecycle import takes_effect_on
from .moments import moments


class Life:
    """For ``includes/life.html``: axis, line, and rings that go with the moments."""

    def __init__(self, agreement, day):
        self.moments = moments(agreement, day, _amendments(agreement))
        self.axis = lines.own_axis([each.day for each in self.moments], day)
        self.line = lines.line(agreement, self.axis, renewed="open")
        self.rings = lines.rings([each.day for each in self.moments], self.axis)


def _amendments(agreement):
    """Pairs of a day and the amendment in effect from then, as the reader sees."""
    return [
        (day, relation)
        for relation in agreement.relations_from_others
        if relation.kind == relation.Kind.AMENDS
        and (day := takes_effect_on(relation.source))
    ]
