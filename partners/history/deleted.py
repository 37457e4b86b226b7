"""Records that were deleted and can be brought back."""

from django.db.models import Exists, OuterRef

from ..models import Agreement, Change, Merge
from .rows import instance


def deleted(model, user):
    """The lines of the log with which records went that are not there now, the latest
    first; none of a record that would not have opened to the user, or that is part of
    another: that merge is undone instead."""
    gone = Change.objects.filter(
        table=model._meta.db_table, action=Change.Action.REMOVED
    )
    later = gone.filter(row=OuterRef("row"), pk__gt=OuterRef("pk"))
    there = model._base_manager.filter(pk=OuterRef("row"))
    merged = Merge.objects.standing(model).filter(gone_key=OuterRef("row"))
    found = gone.filter(~Exists(there), ~Exists(later), ~Exists(merged))
    if model is Agreement and not user.has_perm("partners.read_confidential"):
        found = found.exclude(before__access=Agreement.Access.CONFIDENTIAL)
    return found.select_related("actor").order_by("-pk")


def named(lines, model):
    """The lines, each with the record it took away."""
    for line in lines:
        line.record = instance(model, line.before)
    return lines
