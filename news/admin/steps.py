"""The steps of the workflow on the page of an edition; those that ask have a page.

Nothing is decided here: ``workflow.open_steps`` says what is possible, ``take`` acts.
"""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from iompanama.publishing import hours
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

from ..afterwards import cautions
from ..reasons import Idle
from . import chips
from .stepform import StepForm

# One of these is the step that goes forward: one press, what was written saved first.
# All others ask something on a page.
FORWARD = ("submit", "publish", "read", "edit")
SAVING = ("submit", "publish")


class StepsAdmin(RecordAdmin):
    change_form_template = "admin/news/pressrelease/change_form.html"

    class Media:
        js = ["js/admin/reasons.js"]

    def get_urls(self):
        own = path(
            "<path:object_id>/step/<slug:key>/",
            self.admin_site.admin_view(self.step_view),
            name="news_pressrelease_step",
        )
        return [own, *super().get_urls()]

    def render_change_form(self, request, context, *args, **kwargs):
        release = context.get("original")
        if release is not None:
            context.update(self.standing(request, release))
        return super().render_change_form(request, context, *args, **kwargs)

    def standing(self, request, release):
        """Where the edition stands and what can be done next."""
        return {
            "chip": chips.of_edition(release),
            "chips": chips.by_language(release),
            "editions": list(
                type(release).objects.filter(work=release.work_id).in_line()
            ),
            **in_sight(open_steps(release, request.user)),
        }

    # Saving and stepping in one press.

    def response_change(self, request, obj):
        for name in request.POST:
            word, _sep, key = name.removeprefix("_").partition("_")
            if word in ("step", "page") and key in STEPS:
                return self.respond(request, obj, word, key)
        return super().response_change(request, obj)

    def respond(self, request, release, word, key):
        if word == "page" or key not in SAVING:
            return redirect("admin:news_pressrelease_step", release.pk, key)
        try:
            taken = take(release, key, request.user)
        except StepRefused as refused:
            messages.warning(request, _("Your text is saved."))
            for reason in refused.reasons:
                messages.error(request, linked(reason))
        else:
            say_taken(request, taken, key)
        return redirect("admin:news_pressrelease_change", release.pk)

    # Pages of their own.

    @method_decorator(csrf_protect)
    def step_view(self, request, object_id, key):
        release = self.get_object(request, unquote(object_id))
        if key not in STEPS:
            raise Http404
        if not request.user.has_perm(permission(release, STEPS[key])):
            raise PermissionDenied
        if request.method != "POST":
            form = StepForm(STEPS[key], initial={"at": release.published_at})
            reasons = obstacles(release, key, request.user)
            return self.step_page(request, release, key, form, reasons)
        form = StepForm(STEPS[key], request.POST)
        taken, reasons = self.taken(request, release, key, form)
        if taken is None:
            return self.step_page(request, release, key, form, reasons, status=409)
        say_taken(request, taken, key)
        return redirect("admin:news_pressrelease_change", taken.pk)

    def step_page(self, request, release, key, form, reasons, status=200):
        context = {
            **self.admin_site.each_context(request),
            "cautions": cautions(release, key),
            "form": form,
            "now": hours.told(timezone.now()),
            "opts": self.opts,
            "original": release,
            "reasons": reasons,
            "step": STEPS[key],
            "subtitle": str(release),
            "title": label(release, key),
            "waits": release.is_waiting and hours.told(release.published_at),
        }
        return TemplateResponse(
            request, "admin/news/pressrelease/step.html", context, status=status
        )

    def taken(self, request, release, key, form):
        """The edition after the step, or None and the reasons the form cannot show."""
        if not form.is_valid():
            return None, []
        try:
            return take(release, key, request.user, **form.cleaned_data), []
        except StepRefused as refused:
            return None, form.refuse(refused.reasons)
        except IntegrityError as error:
            return None, [sentence(error)]


def in_sight(steps):
    """The step forward, those beside it, and the reasons against the others."""
    steps = [
        (step, reasons)
        for step, reasons in steps
        if not any(isinstance(reason, Idle) for reason in reasons)
    ]
    possible = {step.key: step for step, reasons in steps if not reasons}
    refused = [each for each in steps if each[1]]
    refused.sort(key=lambda each: each[0].key not in FORWARD)
    forward = next((possible[key] for key in FORWARD if key in possible), None)
    return {
        "beside": [step for step in possible.values() if step is not forward],
        "forward": forward,
        "refused": refused,
    }


def label(release, key):
    """What a step is called here: an edition of the past is brought back."""
    if key == "edit" and not release.is_newest:
        return _("Restore as a new draft")
    return STEPS[key].label


def linked(reason):
    """A reason with a link to where it can be put right."""
    if field := getattr(reason, "field", ""):
        return format_html('<a class="to-field" href="#id_{}">{}</a>', field, reason)
    if edition := getattr(reason, "edition", None):
        page = reverse("admin:news_pressrelease_change", args=[edition.pk])
        return format_html('<a href="{}">{}</a>', page, reason)
    return reason


def say_taken(request, release, key):
    messages.success(request, taken_in_words(release, key))


def taken_in_words(release, key):
    if key in ("publish", "publish_alone", "move") and release.is_waiting:
        return _("“%(title)s” goes out on %(moment)s.") % {
            "title": release,
            "moment": hours.told(release.published_at),
        }
    if key == "edit":
        return _("Edition %s is yours to write.") % release.edition
    return {
        "submit": _("“%s” waits for a second reader."),
        "return": _("“%s” is a draft again, with your note."),
        "publish": _("“%s” is published."),
        "publish_alone": _("“%s” is published."),
        "move": _("“%s” is published."),
        "read": _("“%s” has been read by a second person."),
        "cancel": _("“%s” does not go out; it is a draft again."),
        "withdraw": _("“%s” is withdrawn."),
        "archive": _("“%s” is archived: its page stays, lists leave it out."),
        "unarchive": _("“%s” is in the lists again."),
    }[key] % release
