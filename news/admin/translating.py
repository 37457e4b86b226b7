"""What is noticed in an edition, and what fell behind, beside its fields."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.csrf import csrf_protect

from iompanama.publishing.admin import RecordAdmin
from iompanama.publishing.admin.sight import locked_or_404
from iompanama.publishing.languages import codes
from iompanama.publishing.workflow import note

from ..models import PressRelease
from ..noticing import noticed
from ..translations import COLUMNS, can_be_confirmed, confirm, follow, texts
from . import chips


class TranslatingAdmin(RecordAdmin):
    def get_urls(self):
        own = [
            path(
                "<path:object_id>/confirm/",
                self.admin_site.admin_view(self.confirm_view),
                name="news_pressrelease_confirm",
            )
        ]
        return own + super().get_urls()

    def render_change_form(self, request, context, *args, **kwargs):
        release = context.get("original")
        if release is not None:
            self.show_noticed(release, context)
            context["may_confirm"] = may_confirm(request.user, release)
        return super().render_change_form(request, context, *args, **kwargs)

    def show_noticed(self, release, context):
        """Under each field what is noticed in it; beside the language, how much."""
        form = context["adminform"].form
        told = noticed(
            release, with_stale=not form.is_bound, missing=release.gate_said or ()
        )
        rows = [
            row
            for inline in context["inline_admin_formsets"]
            for row in inline.formset.forms
        ]
        for each in (form, *rows):
            describe(each, told)
        context.update(noticed=told, apart=told.fields)
        heads = context.get("chips")
        if heads:
            context["chips"] = {
                code: format_html("{} {}", heads[code], how_many(told.count_in(code)))
                for code in codes()
            }

    # A translation follows its source: by being written, or by a word.

    def save_model(self, request, obj, form, change):
        before = None
        if change:
            before = texts(PressRelease._base_manager.get(pk=obj.pk))
            obj.confirmed = dict(before["confirmed"])
        follow(obj, before)
        confirm(obj, confirmed_in(request))
        super().save_model(request, obj, form, change)

    def response_change(self, request, obj):
        columns = confirmed_in(request)
        if not columns:
            return super().response_change(request, obj)
        self.say_confirmed(request, obj, columns)
        return redirect(address_of(obj, columns[0]))

    @method_decorator(csrf_protect)
    def confirm_view(self, request, object_id):
        """For an edition whose texts cannot be changed any more, or not by this
        person: the translation is right as it is."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        release = self.get_object(request, unquote(object_id))
        if not may_confirm(request.user, release):
            raise PermissionDenied
        columns = confirmed_in(request)
        with transaction.atomic():
            release = locked_or_404(release)
            is_as_seen = request.POST.get("_seen") == str(release.version)
            if is_as_seen:
                self.write_confirmed(request.user, release, columns)
        if is_as_seen:
            self.say_confirmed(request, release, columns)
        else:
            messages.error(request, _("The text changed: compare it once more."))
        return redirect(address_of(release, columns[0] if columns else "title"))

    def write_confirmed(self, user, release, columns):
        confirm(release, columns)
        release.save(update_fields=["confirmed"])
        for column in columns:
            note(user, release, confirmed_words(column))

    def say_confirmed(self, request, release, columns):
        for column in columns:
            messages.success(request, f"{confirmed_words(column)}.")


def confirmed_in(request):
    """The columns a button “Still correct” of the form speaks of."""
    return [column for column in request.POST.getlist("_confirm") if column in COLUMNS]


def may_confirm(user, release):
    return user.has_perm("news.change_pressrelease") and can_be_confirmed(release)


def confirmed_words(column):
    field = PressRelease._meta.get_field(column)
    return format_lazy("{}: {}", gettext_lazy("Still correct"), field.verbose_name)


def address_of(release, column):
    page = reverse("admin:news_pressrelease_change", args=[release.pk])
    return f"{page}#id_{column}"


def describe(form, told):
    """Let who does not see the warnings under a field hear of them in it."""
    for name, field in form.fields.items():
        bound = form[name]
        if told.under(bound.html_name):
            warnings = f"{bound.id_for_label}_warnings"
            spoken = [bound.aria_describedby, warnings]
            field.widget.attrs["aria-describedby"] = " ".join(filter(None, spoken))


def how_many(count):
    if not count:
        return ""
    words = ngettext("%s warning", "%s warnings", count) % count
    return chips.chip("warn", words)
