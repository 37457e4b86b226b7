"""Agreements: what each says, who is bound, since when, who may read it."""

from django.contrib import admin, messages
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.http import Http404
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iompanama.publishing import typography
from iompanama.publishing.admin import pair, sample

from ..lifecycle import State
from ..models import Agreement, Document, Party, Signature
from ..status import status
from .attention import Attentive
from .corrections import CorrectionsAdmin
from .filters import EndFilter, KindFilter, StateFilter, YearFilter
from .forms import AgreementForm
from .history import HistoryAdmin
from .importing import ImportingAdmin
from .papers import file_papers
from .relating import RelationFromInline, RelationInline
from .rows import (
    DocumentInline,
    FocalPointInline,
    PartyInline,
    SignatureInline,
    without,
)


class AgreementList(ChangeList):
    def get_queryset(self, *args, **kwargs):
        """Each row with its state today."""
        found = super().get_queryset(*args, **kwargs)
        return found.without_vectors().with_state(timezone.localdate())

    def url_for_result(self, result):
        """Where the record does not open: its page with title and summary."""
        if result.is_open:
            return super().url_for_result(result)
        return result.url_in(result.language_nearest)

    def get_ordering(self, request, queryset):
        """The newest first; closed records last, as their place would tell a day."""
        if ORDER_VAR in self.params:
            return super().get_ordering(request, queryset)
        newest = F("signed_on").desc(nulls_first=True)
        return [F("is_open").desc(), newest, "-pk"]

    def get_ordering_field_columns(self):
        return super().get_ordering_field_columns() if ORDER_VAR in self.params else {}


@admin.register(Agreement)
class AgreementAdmin(ImportingAdmin, HistoryAdmin, CorrectionsAdmin, Attentive):
    form = AgreementForm
    autocomplete_fields = ["goals", "places", "readers", "signed_at", "topics"]
    fieldsets = [
        (
            gettext_lazy("What it is"),
            {
                "classes": ["languages", "switch"],
                "fields": [
                    pair("title"),
                    pair("summary"),
                    ("kind", "reference"),
                    "iom_is_party",
                ],
            },
        ),
        (
            gettext_lazy("What it says"),
            {
                "classes": ["languages"],
                "fields": [
                    pair("areas"),
                    pair("on_data"),
                    pair("body"),
                    "authentic_languages",
                    ("topics", "places", "goals"),
                ],
            },
        ),
        (
            gettext_lazy("Signature"),
            {"fields": [("signed_on", "signed_at"), "is_signed"]},
        ),
        (
            gettext_lazy("Time in force"),
            {
                "fields": [
                    "today",
                    ("entry", "in_force_on"),
                    ("ends_on", "duration_months", "is_open_ended"),
                    ("renewal", "renewal_months", "notice_days"),
                ]
            },
        ),
        (
            gettext_lazy("Early end"),
            {
                "classes": ["languages", "collapse"],
                "fields": ["terminated_on", pair("termination_reason")],
            },
        ),
        (
            gettext_lazy("The original"),
            {"classes": ["languages"], "fields": [pair("custody")]},
        ),
        (
            gettext_lazy("Money"),
            {"classes": ["collapse"], "fields": [("amount", "currency")]},
        ),
        (
            gettext_lazy("Who may read it"),
            {
                "description": gettext_lazy(
                    "Of a confidential record the rest of the staff see title and "
                    "summary alone."
                ),
                "fields": ["access", "readers"],
            },
        ),
        (
            gettext_lazy("Other names and its address"),
            {
                "classes": ["languages", "collapse"],
                "fields": [("short_names", "older_references"), pair("slug")],
            },
        ),
        (
            gettext_lazy("Sources"),
            {
                "classes": ["languages"],
                "fields": [
                    "confidence",
                    pair("remark"),
                    "sources",
                    "notes",
                    "is_sample",
                ],
            },
        ),
    ]
    gathered = ("signed_at",)
    inlines = [
        PartyInline,
        SignatureInline,
        RelationInline,
        RelationFromInline,
        DocumentInline,
        FocalPointInline,
    ]
    readonly_fields = ["today"]
    list_display = ["marked_title", "shown_state", "term_ends", "shown_access"]
    list_filter = [StateFilter, EndFilter, KindFilter, YearFilter, "access"]
    ordering = ["title_es", "title_en", "pk"]
    prepopulated_fields = {
        address: [title]
        for address, title in zip(pair("slug"), pair("title"), strict=True)
    }
    search_fields = ["title"]
    search_help_text = gettext_lazy("Title, summary, reference, short name or party.")
    sortable_by = ["marked_title"]

    def get_fieldsets(self, request, obj=None):
        """How it stands today is told of what is on record."""
        found = super().get_fieldsets(request, obj)
        return found if obj else without(found, "today")

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def lock(self, record):
        """The agreements at the other ends as well: their forms hold the same rows."""
        ends = Q(pk=record.pk)
        ends |= Q(pk__in=record.relations_out.values("target"))
        ends |= Q(pk__in=record.relations_in.values("source"))
        list(
            Agreement.objects.select_for_update()
            .filter(ends)
            .order_by("pk")
            .values("pk")
        )

    def _create_formsets(self, request, obj, change):
        """Signatures know the parties beside them: these are saved first."""
        formsets, inlines = super()._create_formsets(request, obj, change)
        of = {each.model: each for each in formsets}
        if Signature in of:
            of[Signature].parties = of.get(Party)
        return formsets, inlines

    def get_changelist(self, request, **kwargs):
        return AgreementList

    def get_object(self, request, object_id, from_field=None):
        """Whoever may not open a confidential record learns nothing but its title."""
        agreement = super().get_object(request, object_id, from_field)
        if agreement and not agreement.opens_to(request.user):
            raise Http404
        return agreement

    def get_search_results(self, request, queryset, search_term):
        for word in search_term.split():
            queryset = queryset.naming(word)
        return queryset, False

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if not form.instance.opens_to(request.user):
            form.instance.readers.add(request.user)
            messages.info(request, _("You were added to those who may read it."))
        papers = [each for each in formsets if each.model is Document]
        refuse_to_lose_sight(request.user, papers)
        for formset in papers:
            file_papers(request, formset)

    @admin.display(description=gettext_lazy("today"))
    def today(self, agreement):
        """As amended, which the fields beside it do not say."""
        return status(agreement, timezone.localdate())

    @admin.display(description=gettext_lazy("title"), ordering="title_es")
    def marked_title(self, agreement):
        return sample(agreement, agreement)

    @admin.display(description=gettext_lazy("state"))
    def shown_state(self, agreement):
        if not agreement.is_open:
            return ""
        return format_html(
            '<span class="state state-{}">{}</span>',
            agreement.state,
            State(agreement.state).label,
        )

    @admin.display(description=gettext_lazy("ends on"))
    def term_ends(self, agreement):
        if not agreement.is_open or not agreement.term_ends_on:
            return ""
        return typography.day(agreement.term_ends_on)

    @admin.display(description=gettext_lazy("access"))
    def shown_access(self, agreement):
        return agreement.get_access_display()


def refuse_to_lose_sight(user, formsets):
    """Nobody writes a paper she may not open afterwards."""
    written = [
        document
        for formset in formsets
        for document in [*formset.new_objects, *dict(formset.changed_objects)]
    ]
    keys = [document.pk for document in written]
    seen = Document.objects.visible_to(user).filter(pk__in=keys)
    for document in written:
        if document not in seen:
            words = _(
                "You could no longer open “%(document)s”: name yourself among the "
                "readers of the record, or choose another access for it."
            )
            raise ValidationError(words % {"document": document})
