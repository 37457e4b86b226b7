"""What was done with a record of the register, and the ways back."""

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.db.models import Min
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect

from iompanama.publishing import hours
from iompanama.publishing.admin.refusals import sentence
from iompanama.publishing.workflow import StepRefused

from ..history.acts import PER_PAGE, page_of_acts, rows_told
from ..history.deleted import deleted, named
from ..history.restoring import Plan, restore
from ..history.rows import models_by_table
from ..models import Change

# The input in which a form says why.
FIELD = "correction"


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is it restored?"),
        max_length=1000,
        widget=AdminTextareaWidget(attrs={"rows": 3}),
    )
    # The last line of the log that the page tells of.
    latest = forms.IntegerField(widget=forms.HiddenInput)


class HistoryAdmin:
    """For a RecordAdmin: its history is the log, open to whom the record opens."""

    delete_confirmation_template = "admin/partners/delete_confirmation.html"

    def reason_of(self, request):
        return request.POST.get(FIELD, "").strip()

    def get_urls(self):
        view, start = self.admin_site.admin_view, f"partners_{self.opts.model_name}"
        own = [
            path("deleted/", view(self.deleted_view), name=f"{start}_deleted"),
            path(
                "deleted/<int:key>/",
                view(self.bring_back_view),
                name=f"{start}_bring_back",
            ),
            path(
                "<path:object_id>/history/<uuid:act>/",
                view(self.restore_view),
                name=f"{start}_restore",
            ),
        ]
        return own + super().get_urls()

    def get_deleted_objects(self, objs, request):
        """Who may delete a record may delete what belongs to it: its papers and posts
        have no page of their own to be deleted on, and all of it can come back."""
        named, counts, _lacking, protected = super().get_deleted_objects(objs, request)
        links = {
            str(each._meta.verbose_name_plural)
            for each in models_by_table().values()
            if each._meta.auto_created
        }
        told = {kind: n for kind, n in counts.items() if str(kind) not in links}
        return named, told, set(), protected

    def changelist_view(self, request, extra_context=None):
        may_bring_back = self.has_delete_permission(request)
        context = {"may_bring_back": may_bring_back, **(extra_context or {})}
        return super().changelist_view(request, context)

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        return self.history_page(
            request,
            "history",
            original=record,
            page=page_of_acts(record, request.user, request.GET.get("page")),
            may_restore=self.has_change_permission(request, record),
            subtitle=str(record),
            title=_("History"),
            **(extra_context or {}),
        )

    @method_decorator(csrf_protect)
    def restore_view(self, request, object_id, act):
        """As it was after an act, with what would change."""
        record = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        lines = Change.objects.of(record).filter(act=act)
        last = lines.order_by("pk").last()
        if last is None:
            raise Http404
        return self.restoring(
            request,
            Plan(self.model, record.pk, last.pk, request.user),
            original=record,
            title=_("Restore as it was on %s") % hours.in_panama(last.at),
            subtitle=str(record),
            back=reverse(self.named("history"), args=[record.pk]),
        )

    def deleted_view(self, request):
        if not self.has_delete_permission(request):
            raise PermissionDenied
        lines = Paginator(deleted(self.model, request.user), PER_PAGE)
        page = lines.get_page(request.GET.get("page"))
        return self.history_page(
            request,
            "deleted",
            page=page,
            records=named(list(page), self.model),
            title=_("Deleted records"),
        )

    @method_decorator(csrf_protect)
    def bring_back_view(self, request, key):
        if not self.has_delete_permission(request):
            raise PermissionDenied
        line = deleted(self.model, request.user).filter(row=key).first()
        if line is None:
            raise Http404
        first = Change.objects.filter(act=line.act, records__contains=line.records[:1])
        before = first.aggregate(first=Min("pk"))["first"] - 1
        return self.restoring(
            request,
            Plan(self.model, key, before, request.user),
            title=_("Bring back what was deleted"),
            subtitle=str(named([line], self.model)[0].record),
            back=reverse(self.named("deleted")),
        )

    def restoring(self, request, plan, **context):
        form = ReasonForm(request.POST if request.method == "POST" else None)
        reasons, status = [], 200
        if request.method == "POST":
            if form.is_valid():
                reasons = self.refusals(request, plan, **form.cleaned_data)
                if not reasons:
                    return self.restored(request, plan)
            status = 409
            plan = Plan(plan.model, plan.key, plan.after, plan.user)
        action, own, rows = rows_told(plan.rows, plan.model, plan.key, plan.names)
        form.initial["latest"] = plan.latest
        return self.history_page(
            request,
            "restore",
            status=status,
            form=form,
            latest=plan.latest,
            obstacles=plan.obstacles,
            reasons=reasons,
            told={"action": action, "own": own, "rows": rows},
            **context,
        )

    def refusals(self, request, plan, reason, latest):
        """Every reason why it was not restored; none where it was."""
        try:
            restore(plan, reason, latest)
        except StepRefused as refused:
            return refused.reasons
        except IntegrityError as error:
            return [sentence(error)]
        return []

    def restored(self, request, plan):
        """On with the record, where it still opens to this person."""
        messages.success(request, _("The record is again as it was."))
        try:
            self.get_object(request, str(plan.key))
        except Http404:
            return redirect(self.named("changelist"))
        return redirect(self.named("change"), plan.key)

    def named(self, page):
        return f"admin:partners_{self.opts.model_name}_{page}"

    def history_page(self, request, word, status=200, **context):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            **context,
        }
        template = f"admin/partners/{word}.html"
        return TemplateResponse(request, template, context, status=status)
