"""How an agreement stands to others, entered on the page of either of them."""

from django.utils.translation import gettext_lazy as _

from iompanama.publishing.admin import StackedInline, pair

from ..models import Agreement, Relation


def offer(field, rows):
    """As the only choices of a field, asked for once for all rows of a form."""
    rows = list(rows)
    field.queryset = field.queryset.filter(pk__in=[row.pk for row in rows])
    field.choices = [("", "---------"), *((row.pk, named(row)) for row in rows)]


def named(row):
    return str(row.source if isinstance(row, Relation) else row)


def amendments_of(request, agreement):
    """What amends an agreement, asked for once a request."""
    if agreement is None:
        return []
    if not hasattr(request, "amendments"):
        amending = agreement.relations_in.filter(kind=Relation.Kind.AMENDS)
        request.amendments = list(amending.select_related("source"))
    return request.amendments


# What only an amendment has; the style sheet hides it from other kinds of relation.
CHANGES = (
    _("What it changes"),
    {
        "classes": ["languages", "only-amends"],
        "fields": [
            ("new_ends_on", "removes_end"),
            ("new_renewal", "new_renewal_months", "new_notice_days"),
            pair("areas_added"),
            pair("areas_removed"),
        ],
    },
)
IN_WORDS = (None, {"classes": ["languages"], "fields": [pair("changes")]})


class RelationInline(StackedInline):
    """What this agreement does to others."""

    autocomplete_fields = ["target"]
    fieldsets = [(None, {"fields": [("kind", "target")]}), CHANGES, IN_WORDS]
    fk_name = "source"
    gathered = ("source", "target")
    model = Relation
    stands_after = _("Early end")
    verbose_name_plural = _("what it changes or follows")


class RelationFromInline(StackedInline):
    """What others do to this one: the same rows, from the other end."""

    autocomplete_fields = ["source"]
    fieldsets = [(None, {"fields": [("kind", "source")]}), CHANGES, IN_WORDS]
    fk_name = "target"
    gathered = ("source", "target")
    model = Relation
    stands_after = _("Early end")
    verbose_name_plural = _("what changes or follows it")

    def get_queryset(self, request):
        """Without those of a record that does not open to the reader."""
        there = Agreement.objects.open_to(request.user).values("pk")
        return super().get_queryset(request).filter(source__in=there)

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "kind":
            said = Relation.FROM_THE_OTHER_END
            kwargs["choices"] = [("", "---------"), *said.items()]
        return super().formfield_for_choice_field(db_field, request, **kwargs)
