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

    def lookup_allowed(self, lookup, value, request):
        """Only what the filters of the list ask: other questions about columns could
        guess what a list does not show, or break it."""
        return any(asks_for(each, lookup) for each in self.get_list_filter(request))


def asks_for(filter, lookup):
    """Is it one of the names a declared filter of a list writes into its address?"""
    name = getattr(filter, "parameter_name", None)
    if name is not None:
        return lookup == name
    field = filter[0] if isinstance(filter, tuple) else filter
    return lookup in (f"{field}__exact", f"{field}__id__exact", f"{field}__isnull")


def locked_or_404(item):
    """The text to be written while nobody else can act on it; deleted in the same
    moment, it is not found."""
    try:
        return item.locked()
    except StepRefused as refused:
        raise Http404 from refused
