"""What the database refuses, said as the models say it.

Forms ask first; two people at once, or two rows of one form, can still meet here.
"""

from django.apps import apps
from django.utils.translation import gettext as _


class Refusal(str):
    """A sentence, with the form's field in which the refused can be put right."""

    __slots__ = ("field",)

    def __new__(cls, words, field=None):
        refusal = super().__new__(cls, words)
        refusal.field = field
        return refusal


def sentence(error):
    """The words of the constraint that an IntegrityError speaks of, or of a trigger
    that a model names among its ``refusals``."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    if name and name.endswith("_no_circle"):
        return _("This would make a circle: one record would stand above itself.")
    for model in apps.get_models():
        if name in getattr(model, "refusals", {}):
            return Refusal(*model.refusals[name])
        for constraint in model._meta.constraints:
            if constraint.name == name and speaks(constraint):
                return constraint.get_violation_error_message()
    return _(
        "Somebody saved something at the same moment that does not go with this. "
        "Nothing was saved; look at it again."
    )


def speaks(constraint):
    return constraint.violation_error_message not in (
        None,
        constraint.default_violation_error_message,
    )
