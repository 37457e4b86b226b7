"""The page of one record: languages side by side, relations, refusals in words."""

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from js_asset import Media

from ..acting import acting
from ..languages import codes, current, localized, other_than
from ..workflow import StepRefused
from . import fields, reading, refusals
from .counting import CountedSoFar
from .forms import NamedFormSet, RecordForm, RowFormSet
from .late import LateSaves
from .relations import Choosing
from .sight import InSight

__all__ = [
    "RecordAdmin",
    "RecordForm",
    "StackedInline",
    "TabularInline",
    "pair",
    "sample",
]


def pair(name):
    """The columns of a text, as a row of a fieldset: the languages side by side."""
    return tuple(localized(name, code) for code in codes())


def sample(words, record):
    """A name in a list, marked where the record is invented."""
    if not record.is_sample:
        return words
    return format_html('{} <span class="sample">{}</span>', words, _("Sample record"))


class Fields(Choosing):
    """How fields are drawn, on the page of a record and in its inlines."""

    form = RecordForm
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    # Relations gathered with the rows, so that each row names what it points to.
    gathered = ()

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset.select_related(*self.gathered) if self.gathered else queryset

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if special := fields.special(db_field):
            return special
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            if isinstance(field.widget, RelatedFieldWidgetWrapper):
                self.keep_adding(field.widget)
            fields.dress(field, db_field)
        return field

    def keep_adding(self, wrapper):
        # The pencil, eye and cross beside every relation leave the page half done.
        wrapper.can_change_related = False
        wrapper.can_delete_related = False
        wrapper.can_view_related = False

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return reading.as_read(self.model, fieldsets)


class RecordAdmin(InSight, Fields, LateSaves, admin.ModelAdmin):
    actions = None
    list_per_page = 30
    paginator = CountedSoFar
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False

    class Media:
        js = ["js/admin/editor.js", "js/admin/names.js"]

    def changelist_view(self, request, extra_context=None):
        """Headed by what is listed, not by an instruction."""
        context = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def changeform_view(self, request, *args, **kwargs):
        """Once more with the reason, where the database refuses what was sent."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError as error:
            request.refusal = refusals.sentence(error)
        except StepRefused as refused:
            request.refusal = str(refused)
        except ValidationError as refused:
            # A picture that could be read but not be cut.
            request.refusal = " ".join(refused.messages)
        return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request, *args, **kwargs):
        if request.method != "POST":
            return super().delete_view(request, *args, **kwargs)
        with acting(request.user, self.reason_of(request)):
            return super().delete_view(request, *args, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        if "fields" in kwargs:
            kwargs["fields"] = reading.only_names(kwargs["fields"])
        form = super().get_form(request, obj, change=change, **kwargs)
        refusal = getattr(request, "refusal", None)
        return type(form.__name__, (form,), {"refusal": refusal}) if refusal else form

    def get_deleted_objects(self, objs, request):
        """What goes with a record is counted, not named: some of it may be hidden
        from whoever deletes it."""
        named, *others = super().get_deleted_objects(objs, request)
        return [each for each in named if not isinstance(each, list)], *others

    def get_prepopulated_fields(self, request, obj=None):
        """An address that readers may have kept does not follow the title."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def render_change_form(self, request, context, *args, **kwargs):
        # The import map of the editor is an inline script: it needs the nonce.
        media = Media.from_media(context["media"])
        context["media"] = media.with_nonce(str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)

    def view_on_site(self, record):
        """The public page, in the editor's language where it exists."""
        if not hasattr(record, "get_absolute_url"):
            return None
        speaks = getattr(record, "languages", codes)()
        for code in [current(), *other_than(current())]:
            # A form sent without an address is shown again with its reasons.
            slug = getattr(record, localized("slug", code), record.slug)
            if code in speaks and slug:
                return record.url_in(code)
        return None


class Inline(Fields):
    extra = 0
    # More rows than any record has: what claims more is refused before it is drawn.
    max_num = 100
    # A row is seen on the page of its record.
    view_on_site = False

    def parent_admin(self):
        return self.admin_site.get_model_admin(self.parent_model)

    def may_change_parent(self, request, obj):
        return obj is None or self.parent_admin().has_change_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and self.may_change_parent(
            request, obj
        )

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.may_change_parent(
            request, obj
        )

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self.may_change_parent(
            request, obj
        )

    def get_formset(self, request, obj=None, **kwargs):
        names = flatten_fieldsets(self.get_fieldsets(request, obj))
        kwargs.setdefault("fields", reading.only_names(names))
        kwargs.setdefault("absolute_max", self.max_num + 5)
        kwargs.setdefault("validate_max", True)
        return super().get_formset(request, obj, **kwargs)


class StackedInline(Inline, admin.StackedInline):
    formset = RowFormSet


class TabularInline(Inline, admin.TabularInline):
    formset = NamedFormSet
