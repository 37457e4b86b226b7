"""One step for several texts of the list, each answered in words.

Every text goes through ``workflow.take`` by itself, so what is refused for one does not
stop the others, and nothing is possible here that is not on its own page.
"""

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iompanama.publishing import hours
from iompanama.publishing.admin import RecordAdmin
from iompanama.publishing.admin.refusals import sentence
from iompanama.publishing.workflow import (
    STEPS,
    StepRefused,
    obstacles,
    permission,
    take,
)

from ..afterwards import cautions
from .stepform import StepForm
from .steps import taken_in_words

# More at once would keep somebody waiting in front of a page that says nothing.
MOST = 100


class SeveralAdmin(RecordAdmin):
    # Django's own checks look for a list; the steps are added by ``get_actions``.
    actions = []

    def get_actions(self, request):
        """The steps of the reader's role; deleting several at once is none of them."""
        if not request.GET.keys().isdisjoint({"_popup", "_to_field"}):
            return {}
        return {
            key: (act, key, STEPS[key].label)
            for key, act in ACTS.items()
            if request.user.has_perm(permission(self.model, STEPS[key]))
        }

    def take_several(self, request, queryset, key):
        """Ask what the step asks for; then take it for each."""
        step = STEPS[key]
        if not request.user.has_perm(permission(self.model, step)):
            raise PermissionDenied
        found = [
            row.work.edition_for(step, row)
            for row in queryset.select_related("work")[: MOST + 1]
        ]
        if len(found) > MOST:
            messages.error(request, _("At most %s texts at once.") % MOST)
            return None
        is_sent = "_confirmed" in request.POST
        form = StepForm(step, request.POST if is_sent else None)
        if not (is_sent and form.is_valid()):
            return self.several_page(request, found, step, form)
        for release in found:
            self.take_one(request, release, key, form.cleaned_data)
        return None

    def several_page(self, request, found, step, form):
        rows = [
            (each, obstacles(each, step.key, request.user), cautions(each, step.key))
            for each in found
        ]
        ready = sum(not reasons for _each, reasons, _cautions in rows)
        context = {
            **self.admin_site.each_context(request),
            "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "chosen_name": ACTION_CHECKBOX_NAME,
            "form": form,
            "now": hours.told(timezone.now()),
            "opts": self.opts,
            "ready": ready,
            "rows": rows,
            "step": step,
            "title": step.label,
            "subtitle": ngettext("%d text", "%d texts", len(rows)) % len(rows),
        }
        return TemplateResponse(
            request, "admin/news/pressrelease/several.html", context
        )

    @transaction.atomic
    def take_as_seen(self, request, release, key, told):
        seen = request.POST.get(f"_version-{release.pk}")
        if seen != str(release.locked().version):
            raise StepRefused([_("It changed while you looked at it.")])
        return take(release, key, request.user, **told)

    def take_one(self, request, release, key, told):
        try:
            taken = self.take_as_seen(request, release, key, told)
        except StepRefused as refused:
            messages.error(request, refused_in_words(release, refused))
        except IntegrityError as error:
            messages.error(request, refused_in_words(release, sentence(error)))
        else:
            messages.success(request, taken_in_words(taken, key))


def refused_in_words(release, why):
    return _("“%(text)s”: %(why)s") % {"text": release, "why": why}


def _act(key):
    def act(model_admin, request, queryset):
        return model_admin.take_several(request, queryset, key)

    return act


ACTS = {key: _act(key) for key in STEPS}
