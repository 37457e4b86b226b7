"""The steps of the workflow on the page of an edition; those that ask have a page.

Nothing is decided here: ``workflow.open_steps`` says what is possible, ``take`` acts.
"""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from iompanama.publishing.admin import RecordAdmin
from iompanama.publishing.admin.refusals import sentence
from iompanama.publishing.workflow import (
    STEPS,
    StepRefused,
    obstacles,
    open_steps,
    permission,
    take,
)

from . import chips
from .forms import StepForm

# Taken with one press, the text saved first; all others ask something on a page.
FORWARD = ("submit", "publish")


class StepsAdmin(RecordAdmin):
    change_form_template = "admin/news/pressrelease/change_form.html"

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path(
                "<path:object_id>/step/<slug:key>/",
                view(self.step_view),
                name="news_pressrelease_step",
            ),
            path(
                "<path:object_id>/next-edition/",
                view(self.next_edition_view),
                name="news_pressrelease_next_edition",
            ),
        ]
        return own + super().get_urls()

    def render_change_form(self, request, context, *args, **kwargs):
        release = context.get("original")
        if release is not None:
            context.update(self.standing(request, release))
        return super().render_change_form(request, context, *args, **kwargs)

    def standing(self, request, release):
        """Where the edition stands and what can be done next."""
        steps = open_steps(release, request.user)
        return {
            "chip": chips.of_edition(release),
            "chips": chips.by_language(release),
            "editions": list(release.work.editions.for_desk().order_by("edition")),
            "forward": next((each for each in steps if each[0].key in FORWARD), None),
            "beside": [each[0] for each in steps if each[0].key not in FORWARD],
            "may_start_next": self.may_start_next(request, release),
        }

    def may_start_next(self, request, release):
        return not release.is_open and super().has_change_permission(request)

    # Saving and stepping in one press.

    def response_change(self, request, obj):
        for name in request.POST:
            word, _sep, key = name.removeprefix("_").partition("_")
            if word in ("step", "page") and key in STEPS:
                return self.respond(request, obj, word, key)
        return super().response_change(request, obj)

    def respond(self, request, release, word, key):
        if word == "page" or key not in FORWARD:
            return redirect("admin:news_pressrelease_step", release.pk, key)
        try:
            taken = take(release, key, request.user)
        except StepRefused as refused:
            messages.warning(request, _("Your text is saved."))
            for reason in refused.reasons:
                messages.error(request, reason)
        else:
            self.say_taken(request, taken, key)
        return redirect("admin:news_pressrelease_change", release.pk)

    def say_taken(self, request, release, key):
        done = {
            "submit": _("“%s” waits for a second reader."),
            "return": _("“%s” is a draft again, with your note."),
            "publish": _("“%s” is published."),
            "publish_alone": _("“%s” is published."),
            "withdraw": _("“%s” is withdrawn."),
        }
        messages.success(request, done[key] % release)

    # Pages of their own.

    @method_decorator(csrf_protect)
    def step_view(self, request, object_id, key):
        release = self.get_object(request, unquote(object_id))
        if release is None or key not in STEPS:
            raise Http404
        step = STEPS[key]
        if not request.user.has_perm(permission(release, step)):
            raise PermissionDenied
        form = StepForm(step, request.POST if request.method == "POST" else None)
        taken = form.is_valid() and self.taken(request, release, key, form)
        if taken:
            self.say_taken(request, taken, key)
            return redirect("admin:news_pressrelease_change", release.pk)
        context = {
            **self.admin_site.each_context(request),
            "form": form,
            "opts": self.opts,
            "original": release,
            "reasons": () if form.is_bound else obstacles(release, key, request.user),
            "step": step,
            "subtitle": str(release),
            "title": step.label,
        }
        status = 409 if form.is_bound else 200
        return TemplateResponse(
            request, "admin/news/pressrelease/step.html", context, status=status
        )

    def taken(self, request, release, key, form):
        """The edition after the step, or None with the reasons in the form."""
        try:
            return take(release, key, request.user, **form.cleaned_data)
        except StepRefused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
        except IntegrityError as error:
            form.add_error(None, sentence(error))
        return None

    @method_decorator(csrf_protect)
    def next_edition_view(self, request, object_id):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        release = self.get_object(request, unquote(object_id))
        if release is None:
            raise Http404
        if not self.may_start_next(request, release):
            raise PermissionDenied
        try:
            with transaction.atomic():
                release = release.next_edition(request.user)
        except IntegrityError as error:
            messages.error(request, sentence(error))
        else:
            self.log_addition(request, release, [{"added": {}}])
            messages.success(
                request, _("Edition %s is yours to write.") % release.edition
            )
        return redirect("admin:news_pressrelease_change", release.pk)
