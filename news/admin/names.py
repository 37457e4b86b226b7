"""Names in texts that wait to be tied to a person of the register."""

from django import forms
from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iompanama.publishing.admin import RecordAdmin, RecordForm
from partners.admin.attention import Attentive
from partners.models import Official

from ..models import Mention


class NameForm(RecordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "official" in self.fields:
            self.fields["official"].required = True

    def clean_official(self):
        official, release = self.cleaned_data["official"], self.instance.release
        if official and release.mentions.filter(official=official).exists():
            raise forms.ValidationError(_("This person is mentioned already."))
        return official


@admin.register(Mention)
class MentionAdmin(Attentive, RecordAdmin):
    """People in texts are written on the text's page; here a name gets its person."""

    autocomplete_fields = ["official"]
    fields = ["name", "printed", "text", "alike", "official"]
    form = NameForm
    list_display = ["name", "printed", "text"]
    list_display_links = ["name"]
    list_select_related = ["release"]
    ordering = ["name", "pk"]
    readonly_fields = ["name", "printed", "text", "alike"]
    search_fields = ["name__folded"]
    sortable_by = ["name"]

    def get_queryset(self, request):
        return super().get_queryset(request).waiting().select_related("release")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        title = {"title": _("Names to be tied to a person")}
        return super().changelist_view(request, {**title, **(extra_context or {})})

    def save_model(self, request, obj, form, change):
        obj.tie_to(form.cleaned_data["official"])

    def response_change(self, request, obj):
        words = _("“%(name)s” is %(person)s from now on, in this text.")
        messages.success(request, words % {"name": obj.name, "person": obj.official})
        return redirect("admin:news_mention_changelist")

    @admin.display(description=gettext_lazy("title as printed"))
    def printed(self, mention):
        return mention.in_words("printed_title")[0] or "—"

    @admin.display(description=gettext_lazy("text"))
    def text(self, mention):
        return mention.release

    @admin.display(description=gettext_lazy("names like it in the register"))
    def alike(self, mention):
        found = Official.objects.alike(mention.name)
        return format_html_join(", ", "{}", ((each,) for each in found)) or format_html(
            "{}", _("none")
        )
