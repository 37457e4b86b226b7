"""Two people with one edition: whose save comes late, who else has it open.

A version that the database raises stands for everything the edition is made of, and the
lock of the work decides who of several comes first (publishing/admin/late.py).
"""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from iompanama.publishing.admin import RecordAdmin
from iompanama.publishing.admin.late import saves_since
from iompanama.publishing.admin.sheets import Opened, sheet_now
from iompanama.publishing.admin.sight import locked_or_404

from ..models import Presence

# The cookie that says so (static/js/admin/keep.js).
SAVED = "saved_text"


class TogetherAdmin(RecordAdmin):
    class Media:
        js = ["js/admin/keep.js", "js/admin/here.js"]

    def get_urls(self):
        own = path(
            "<path:object_id>/here/",
            self.admin_site.admin_view(self.here_view),
            name="news_pressrelease_here",
        )
        return [own, *super().get_urls()]

    def version_of(self, record, now):
        return str(record.version)

    def lock(self, record):
        record.locked()

    def response_add(self, request, obj, *args, **kwargs):
        return told(request, super().response_add(request, obj, *args, **kwargs))

    def response_change(self, request, obj):
        return told(request, super().response_change(request, obj))

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        release = kwargs.get("obj")
        if add or self.has_change_permission(request, release):
            context["kept"] = kept_as(request.user, release)
        if release and "kept" in context:
            Presence.objects.say_here(release.work_id, request.user)
            context["also_open"] = Presence.objects.others_with(
                release.work_id, request.user
            )
        return super().render_change_form(
            request, context, add=add, change=change, **kwargs
        )

    @method_decorator(csrf_protect)
    def here_view(self, request, object_id):
        """The page says that it is still open, or that it is being left."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        release = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request, release):
            raise PermissionDenied
        if "leaving" in request.POST:
            Presence.objects.forget(release.work_id, request.user)
        else:
            Presence.objects.say_here(release.work_id, request.user)
        return HttpResponse(status=204)

    # A step is taken with what the person saw.

    @method_decorator(csrf_protect)
    def step_view(self, request, object_id, key):
        release = self.get_object(request, unquote(object_id))
        with transaction.atomic():
            if request.method == "POST" and "_version" in request.POST:
                release = locked_or_404(release)
                if request.POST["_version"] != str(release.version):
                    return self.late_step(request, release, key)
            response = super().step_view(request, object_id, key)
        if hasattr(response, "context_data"):
            opened = Opened.of(sheet_now(self, request, release))
            response.context_data.update(
                version=release.version, opened=opened.written()
            )
        return response

    def late_step(self, request, release, key):
        opened = Opened.read(request.POST.get("_opened", ""))
        now = sheet_now(self, request, release)
        context = {
            **self.admin_site.each_context(request),
            "changed": changed(opened, now),
            "opts": self.opts,
            "original": release,
            "saves": saves_since(opened.at, release, request.user, now),
            "step": key,
            "subtitle": str(release),
            "title": _("This text changed while you looked at it"),
        }
        return TemplateResponse(
            request, "admin/news/pressrelease/late_step.html", context, status=409
        )


def told(request, response):
    """What the browser kept of this text can go; not a secret, of use to the page
    that follows alone."""
    key = request.POST.get("_kept", "")[:100]
    response.set_cookie(SAVED, key, max_age=24 * 60 * 60, samesite="Strict")
    return response


def changed(opened, now):
    """What is another than when it was opened, in the words of the form."""
    before, after = opened.marks, now.marks()
    fields = [
        str(now.form[name].label)
        for name, mark in after[""].items()
        if before.get("", {}).get(name) != mark
    ]
    rows = [
        capfirst(formset.model._meta.verbose_name_plural)
        for formset in now.formsets
        if before.get(formset.prefix) != after[formset.prefix]
    ]
    return fields + rows


def kept_as(user, release):
    """The name under which the browser keeps work in progress: whose, and of what."""
    text = f"{release.work_id}.{release.edition}" if release else "new"
    return f"{user.pk}.{text}"
