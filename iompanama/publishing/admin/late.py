"""Every save carries what it was based on; one that knows less is shown both texts.

The form holds its version and, of every input, what it showed when it was opened. A
late save writes nothing: the same form comes back with what both did in it, and asks
for what both touched. Without files: a browser does not send those twice.
"""

from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.datastructures import MultiValueDict
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from ..acting import acting
from ..logged import in_words
from .choosing import choose
from .merging import Merged
from .merging_rows import merge_all
from .sheets import Opened, sheet_now, sheet_of, sheet_typed

TOGETHER = "_together"
# Keys and choices are shorter, and nothing that one would mind to type again.
SHORTEST = 5


@dataclass
class HeldBack:
    """Why a form came back unsaved, and what there is to compare."""

    merged: Merged
    saves: list = field(default_factory=list)
    is_late: bool = False
    files: tuple = ()

    @property
    def status(self):
        return 409 if self.is_late or self.merged.asked else 200

    @property
    def who(self):
        """Whose the other text is, where one person alone saved."""
        names = {save.name for save in self.saves}
        return names.pop() if len(names) == 1 else _("The text saved now")


@dataclass
class Save:
    """A line of the history of the record."""

    name: str
    at: object
    words: str


def names_of_files(request):
    """Of what was sent: a browser forgets the files of a form that comes back."""
    sent = (file for _field, files in request.FILES.lists() for file in files)
    return tuple(file.name for file in sent)


class LateSaves:
    """For a ModelAdmin whose form is a RecordForm."""

    def version_of(self, record, now):
        """Another one as soon as anything that the form shows is another."""
        return now.digest()

    def reason_of(self, request):
        """Why it is changed, where the form asks for it."""
        return ""

    def lock(self, record):
        rows = self.model._base_manager.select_for_update().filter(pk=record.pk)
        list(rows.values_list("pk"))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with acting(request.user, self.reason_of(request)):
            if closed := self.settle(request, object_id):
                return closed
            response = super().changeform_view(
                request, object_id, form_url, extra_context
            )
        if held_back := getattr(request, "held_back", None):
            response.status_code = held_back.status
        return response

    def settle(self, request, object_id):
        """Decide, with the record locked, whether what was sent may be saved; the
        answer where it can never be."""
        if object_id is None:
            if TOGETHER in request.POST:
                self.hold_back(request, HeldBack(Merged(request.POST.copy())))
            return None
        record = self.still_there(request, object_id)
        if record is not None:
            self.lock(record)
            record = self.still_there(request, object_id)
        if record is None or not self.has_change_permission(request, record):
            return self.closed(request, record)
        now = SimpleLazyObject(lambda: sheet_now(self, request, record))
        version = self.version_of(record, now)
        if request.POST.get("_version") == version:
            self.take_choices(request, now)
        else:
            self.refuse(request, record, version, now)
        return None

    def still_there(self, request, object_id):
        """The record, or None where it was deleted or is hidden by now."""
        try:
            return self.get_object(request, unquote(object_id))
        except Http404:
            return None

    def closed(self, request, record):
        """For somebody who was writing when the record was taken out of her hands:
        everything typed, to be copied. Others are refused as ever."""
        opened = Opened.read(request.POST.get("_opened", ""))
        if opened.at is None or not self.has_change_permission(request):
            return None
        form = self.get_form(request, None, change=False)(request.POST)
        context = {
            **self.admin_site.each_context(request),
            "original": record,
            "opts": self.opts,
            "texts": typed_texts(form, request.POST),
            "title": _("This can no longer be saved"),
        }
        return TemplateResponse(request, "admin/late_closed.html", context, status=409)

    def refuse(self, request, record, version, now):
        opened = Opened.read(request.POST.get("_opened", ""))
        typed = sheet_typed(now, request.POST)
        request.stamp = (version, Opened.of(now).written())
        self.hold_back(
            request,
            HeldBack(
                merge_all(request.POST, opened.marks, now, typed),
                saves_since(opened.at, record, request.user, now),
                is_late=True,
                files=names_of_files(request),
            ),
        )

    def take_choices(self, request, now):
        merged = Merged(request.POST.copy())
        if any(name.startswith("_asked-") for name in request.POST):
            merged = choose(request.POST, now, sheet_typed(now, request.POST))
            request.POST = merged.data
        if merged.asked or merged.by_hand or TOGETHER in request.POST:
            self.hold_back(request, HeldBack(merged))

    def hold_back(self, request, held_back):
        """Show the form with this data; its refusal keeps it from being saved."""
        request.held_back = held_back
        request.refusal = _("Nothing is saved yet.")
        request.POST = held_back.merged.data
        request._files = MultiValueDict()

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        if held_back := getattr(request, "held_back", None):
            # Said above the form in its own words.
            context.update(held_back=held_back, errors=None)
        elif context["errors"] and (names := names_of_files(request)):
            words = _("Choose these files again before you save:")
            messages.warning(request, f"{words} {', '.join(names)}")
        if change and self.has_change_permission(request, kwargs.get("obj")):
            version, opened = self.stamp(request, context, kwargs.get("obj"))
            context.update(version=version, opened=opened)
        return super().render_change_form(
            request, context, add=add, change=change, **kwargs
        )

    def stamp(self, request, context, record):
        """What the form is based on: as it was sent, or as it is opened now."""
        if request.method == "POST":
            sent = (request.POST.get("_version"), request.POST.get("_opened"))
            return getattr(request, "stamp", sent)
        formsets = [each.formset for each in context["inline_admin_formsets"]]
        now = sheet_of(context["adminform"].form, formsets)
        return self.version_of(record, now), Opened.of(now).written()


def typed_texts(form, data):
    """Every text that was sent, with the label of its input; rows by their names."""
    labels = {bound.html_name: bound.label for bound in form}
    return [
        (labels.get(name, name), text)
        for name, text in data.items()
        if not name.startswith(("_", "csrf", "initial-"))
        and "__prefix__" not in name
        and len(text) > SHORTEST
    ]


def saves_since(moment, record, reader, now):
    """What the history says was done with a record since the moment."""
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(record), object_id=record.pk
    ).select_related("user")
    if moment is None:
        entries = entries.order_by("-action_time")[:1]
    else:
        entries = entries.filter(action_time__gte=moment).order_by("action_time")
    return [
        Save(
            name_of(entry.user, reader),
            entry.action_time,
            in_words(entry),
        )
        for entry in entries
    ]


def name_of(user, reader):
    if user == reader:
        return _("You, in another window")
    return user.get_full_name() or user.get_username()
