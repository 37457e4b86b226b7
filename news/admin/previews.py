"""The links by which people without an account read one edition before it is out."""

import datetime as dt

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect

from iompanama.publishing.admin import RecordAdmin
from iompanama.publishing.admin.sight import locked_or_404
from iompanama.publishing.languages import codes
from iompanama.publishing.workflow import note

from ..gate import begun
from ..models import PreviewLink
from ..models.preview import LONGEST

USUAL = dt.timedelta(days=7)


class PreviewForm(forms.ModelForm):
    expires_at = forms.DateTimeField(
        label=gettext_lazy("Works until"),
        help_text=gettext_lazy("Time of Panama; thirty days at most."),
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )

    class Meta:
        model = PreviewLink
        fields = ["note", "language", "expires_at"]

    def __init__(self, release, user, data=None):
        super().__init__(
            data,
            instance=PreviewLink(release=release, made_by=user),
            initial={"expires_at": timezone.localtime() + USUAL},
        )
        self.fields["note"].required = True
        self.fields["language"].choices = [
            (code, label)
            for code, label in PreviewLink.Language.choices
            if code in codes() and begun(release, code)
        ]

    def clean_expires_at(self):
        at, now = self.cleaned_data["expires_at"], timezone.now()
        if at <= now:
            raise ValidationError(_("This moment is over."))
        if at > now + LONGEST:
            raise ValidationError(_("A link works for thirty days at most."))
        return at


class PreviewsAdmin(RecordAdmin):
    def get_urls(self):
        own = path(
            "<path:object_id>/previews/",
            self.admin_site.admin_view(self.previews_view),
            name="news_pressrelease_previews",
        )
        return [own, *super().get_urls()]

    @method_decorator(csrf_protect)
    def previews_view(self, request, object_id):
        """Making, listing and revoking the links of one edition."""
        release = self.get_object(request, unquote(object_id))
        if not super().has_change_permission(request):
            raise PermissionDenied
        if key := request.POST.get("revoke"):
            return self.revoke(request, release, key)
        form = PreviewForm(release, request.user, request.POST or None)
        if form.is_valid():
            self.make(request.user, release, form)
            messages.success(request, _("The link is made. Copy it from the list."))
            return redirect("admin:news_pressrelease_previews", release.pk)
        return self.page_of_previews(request, release, form)

    @transaction.atomic
    def make(self, user, release, form):
        locked_or_404(release)
        link = form.save()
        note(user, release, gettext_lazy("Made a preview link"), link.note)

    def revoke(self, request, release, key):
        try:
            link = get_object_or_404(release.preview_links, pk=key)
        except ValidationError as error:
            raise Http404 from error
        link.revoke()
        note(request.user, release, gettext_lazy("Revoked a preview link"), link.note)
        messages.success(request, _("The link opens nothing any more."))
        return redirect("admin:news_pressrelease_previews", release.pk)

    def page_of_previews(self, request, release, form):
        links = list(release.preview_links.with_openings())
        for link in links:
            link.release = release
            link.address = request.build_absolute_uri(link.get_absolute_url())
        context = {
            **self.admin_site.each_context(request),
            "form": form,
            "links": links,
            "opts": self.opts,
            "original": release,
            "subtitle": str(release),
            "title": _("Previews"),
        }
        return TemplateResponse(
            request, "admin/news/pressrelease/previews.html", context
        )
