"""Two records of one person or institution: chosen, looked over, made one."""

import json

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect

from iompanama.publishing.admin import RecordAdmin
from iompanama.publishing.admin.sheets import short
from iompanama.publishing.workflow import StepRefused

from ..merging import joining, texts
from ..merging.values import values_of
from ..models.likeness import columns_of_names
from ..references import relations, told_to
from .changes import say_what_changed

MAY = "partners.merge_records"
KEEP = "keep-"
# More than a list of likely doubles has.
MOST = 20


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why are they the same?"),
        help_text=gettext_lazy("The log keeps it with everything that moves."),
        max_length=1000,
        widget=AdminTextareaWidget(attrs={"rows": 3}),
    )


class MergingAdmin(RecordAdmin):
    """For the admin of records that may be on record twice."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        choose = self.admin_site.admin_view(self.choose_view)
        merge = self.admin_site.admin_view(self.merge_view)
        return [
            path("<path:object_id>/merge/", choose, name=name),
            path("<path:object_id>/merge/<int:other>/", merge, name=f"{name}_with"),
            *super().get_urls(),
        ]

    def may_merge(self, request, record):
        return request.user.has_perm(MAY) and self.has_change_permission(
            request, record
        )

    def render_change_form(self, request, context, *args, **kwargs):
        record = context.get("original")
        if record is not None and self.may_merge(request, record):
            context["merge_address"] = self.address("merge", record.pk)
        return super().render_change_form(request, context, *args, **kwargs)

    def address(self, word, *keys):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{word}"
        return reverse(name, args=keys)

    def asked(self, request, object_id):
        record = self.get_object(request, unquote(str(object_id)))
        if not self.may_merge(request, record):
            raise PermissionDenied
        return record

    def choose_view(self, request, object_id):
        """Those with names like it, or what somebody looks for."""
        record = self.asked(request, object_id)
        words = request.GET.get("q", "").strip()
        context = {
            "found": self.others(request, record, words),
            "title": _("Which record is the same?"),
            "words": words,
        }
        return self.page(request, record, "admin/merge_choose.html", context)

    def others(self, request, record, words):
        rows = self.model.objects.told_apart().exclude(pk=record.pk)
        if words:
            found, _may_repeat = self.get_search_results(request, rows, words)
            return found[:MOST]
        names = (getattr(record, name) for name in columns_of_names(self.model))
        typed = [
            name
            for value in names
            for name in ([value] if isinstance(value, str) else value or [])
        ]
        return rows.alike(*typed, most=MOST)

    @method_decorator(csrf_protect)
    def merge_view(self, request, object_id, other):
        kept, gone = self.asked(request, object_id), self.asked(request, other)
        form = ReasonForm(request.POST or None)
        if request.method != "POST":
            return self.preview(request, kept, gone, form)
        if request.POST.get("seen") != seen(kept, gone):
            reason = _("One of the two was changed meanwhile: look at them again.")
            return self.preview(request, kept, gone, form, [reason])
        if not form.is_valid():
            return self.preview(request, kept, gone, form)
        try:
            joined = joining.merge(
                kept, gone, answers(request), request.user, **form.cleaned_data
            )
        except StepRefused as refused:
            return self.preview(request, kept, gone, form, refused.reasons)
        self.say_merged(request, joined)
        return redirect(self.address("change", kept.pk))

    def preview(self, request, kept, gone, form, refused=()):
        """Everything that would move, and what is in the way."""
        chosen = answers(request)
        joined, reasons = joining.rehearsed(kept, gone, chosen, request.user)
        context = {
            "addresses": [slug for _code, slug in joining.addresses_of(gone)],
            "dropped": [
                (each.relation.label, len(each.dropped))
                for each in (joined.dropped if joined else ())
            ],
            "found": self.what_moves(request, gone),
            "form": form,
            "gone": gone,
            "names": self.names_together(kept, gone, chosen),
            "questions": [
                (each, chosen.get(each.name, each.answer))
                for each in texts.questions(kept, gone)
            ],
            "reasons": refused or reasons,
            "seen": seen(kept, gone),
            "swapped": self.address("merge_with", gone.pk, kept.pk),
            "title": _("“%(gone)s” goes into “%(kept)s”")
            % {"gone": gone, "kept": kept},
        }
        status = 409 if request.method == "POST" else 200
        return self.page(request, kept, "admin/merge.html", context, status)

    def what_moves(self, request, gone):
        told = (
            told_to(request.user, each, each.rows(gone))
            for each in relations(self.model)
        )
        return [each for each in told if each.count]

    def names_together(self, kept, gone, chosen):
        """By column with other names, those it will have."""
        values = texts.taken(kept, gone, chosen)
        aliases = (columns[0] for columns in kept.other_names)
        return [
            (self.model._meta.get_field(name).verbose_name, values[name])
            for name in aliases
            if name in values
        ]

    def page(self, request, record, template, context, status=200):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": record,
            **context,
        }
        return TemplateResponse(request, template, context, status=status)

    def say_merged(self, request, joined):
        merge = joined.merge
        messages.success(
            request,
            format_html(
                '{} <a href="{}">{}</a>',
                _("“%(gone)s” is part of “%(kept)s” now.")
                % {"gone": merge.gone_name, "kept": merge.kept_name},
                reverse("admin:partners_merge_change", args=[merge.pk]),
                _("See what moved, or undo it"),
            ),
        )
        say_what_changed(request, joined.changes)


def answers(request):
    """Whose text was chosen, by column."""
    return {
        name.removeprefix(KEEP): value
        for name, value in request.POST.items()
        if name.startswith(KEEP)
    }


def seen(kept, gone):
    """A fingerprint of both as they were shown."""
    values = [values_of(kept), values_of(gone)]
    return short(json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True))
