"""What is hidden from somebody is not found at any address, as what is not there."""

from django.http import Http404

from ..workflow import StepRefused


class InSight:
    """For a ModelAdmin: every page of a record asks here first."""

    def get_object(self, request, object_id, from_field=None):
        if not self.has_view_or_change_permission(request):
            raise Http404
        record = super().get_object(request, object_id, from_field)
        if record is None or not self.has_view_or_change_permission(request, record):
            raise Http404
        return record


def locked_or_404(item):
    """The text to be written while nobody else can act on it; deleted in the same
    moment, it is not found."""
    try:
        return item.locked()
    except StepRefused as refused:
        raise Http404 from refused
