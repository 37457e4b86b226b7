"""A reason against a step: a sentence that knows where it can be put right."""


class Reason(str):
    """A sentence, with the form's field in which it can be put right, or with the
    other edition it speaks of."""

    __slots__ = ("edition", "field")

    def __new__(cls, sentence, field="", edition=None):
        reason = super().__new__(cls, sentence)
        reason.field, reason.edition = field, edition
        return reason


class Idle(Reason):
    """The step has nothing to do here: whoever draws buttons leaves it out."""

    __slots__ = ()
