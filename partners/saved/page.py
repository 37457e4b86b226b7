"""The staff's page of saved views: one's own and those that others share."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from ..models import SavedView, ViewWatch
from .watching import begin


class SaveForm(forms.ModelForm):
    class Meta:
        model = SavedView
        fields = ["name", "asked", "is_shared"]
        widgets = {"asked": forms.HiddenInput}

    def clean_asked(self):
        """As the register would write it, of any text."""
        asked = QueryDict(self.cleaned_data["asked"], mutable=True)
        asked.pop("page", None)
        return asked.urlencode()


@csrf_protect
def saved_views(request, site):
    if not request.user.has_perm("partners.read_internal"):
        raise Http404
    form = SaveForm(initial={"asked": request.GET.urlencode()})
    if request.method == "POST":
        form = _act(request)
        if form is None:
            return redirect("admin:saved_views")
    mine = ViewWatch.objects.filter(user=request.user, view=OuterRef("pk"))
    views = SavedView.objects.seen_by(request.user).select_related("owner")
    context = {
        **site.each_context(request),
        "title": _("Saved views of the register"),
        "views": views.annotate(is_watched=Exists(mine)),
        "form": form,
        "asked": form["asked"].value(),
    }
    return TemplateResponse(request, "admin/saved_views.html", context)


def _act(request):
    """Do what was asked; a form that was refused comes back."""
    for name, act in ACTS.items():
        if name in request.POST:
            key = request.POST[name]
            _on_view(request, key if key.isdecimal() else "0", act)
            return None
    return _save(request)


def _save(request):
    """Two at once with one name: the database takes the first, and says so."""
    form = SaveForm(request.POST, instance=SavedView(owner=request.user))
    if not form.is_valid():
        return form
    try:
        with transaction.atomic():
            form.instance.validate_constraints()
            form.save()
    except ValidationError as error:
        form.add_error("name", error.messages)
        return form
    except IntegrityError:
        form.add_error("name", SavedView._meta.constraints[0].violation_error_message)
        return form
    messages.success(request, _("The view is saved."))
    return None


@transaction.atomic
def _on_view(request, key, act):
    views = SavedView.objects.seen_by(request.user).select_for_update(of=["self"])
    act(request, get_object_or_404(views, pk=int(key[:18])))


def _own(view, request):
    if view.owner_id != request.user.pk:
        raise Http404
    return view


def watch(request, view):
    begin(view, request.user)
    messages.success(request, _("You will be told of what is new in this view."))


def unwatch(request, view):
    view.watches.filter(user=request.user).delete()
    messages.success(request, _("You will not be told of this view any more."))


def share(request, view):
    view = _own(view, request)
    view.is_shared = not view.is_shared
    view.save(update_fields=["is_shared"])
    if view.is_shared:
        messages.success(request, _("The office sees this view now."))
    else:
        messages.success(request, _("Only you see this view now."))


def delete(request, view):
    _own(view, request).delete()
    messages.success(request, _("The view is deleted."))


ACTS = {"watch": watch, "unwatch": unwatch, "share": share, "delete": delete}
