"""“Is it one of these?”: asked before a name is written down that is like another.

With a script it is asked while somebody types; without one when they save, and nothing
is saved until they have said that it is somebody else.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from iompanama.publishing.admin import RecordAdmin

from ..models.likeness import columns_of_names
from .addresses import AddressedForm

# The input that answers: the keys that were shown, of which it is none.
ANSWER = "_not_these"
# More than any record has, and longer than any name is.
MOST_NAMES, LONGEST = 20, 300


class DoublesForm(AddressedForm):
    doubles = ()

    def clean(self):
        cleaned = super().clean()
        names = columns_of_names(type(self.instance))
        if self.instance.pk is None or set(names) & set(self.changed_data):
            typed = [text for name in names for text in texts(cleaned.get(name))]
            self.doubles = like(type(self.instance), typed, self.instance.pk)
        if not self.are_answered:
            raise ValidationError(
                _("There are names like this one. Nothing is saved yet.")
            )
        return cleaned

    @property
    def are_answered(self):
        """Did somebody see every one of them, and say that it is none?"""
        shown = self.data.get(ANSWER, "").split(",")
        return all(str(each.pk) in shown for each in self.doubles)


class DoublesAdmin(RecordAdmin):
    """For records that may be there already under another name."""

    form = DoublesForm

    class Media:
        js = ["js/admin/doubles.js"]

    def get_urls(self):
        own = path(
            "alike/",
            self.admin_site.admin_view(self.alike_view),
            name=self.name_of_alike(),
        )
        return [own, *super().get_urls()]

    def name_of_alike(self):
        return f"{self.opts.app_label}_{self.opts.model_name}_alike"

    def alike_view(self, request):
        """Those alone whose names are like the names that are typed just now."""
        if not (
            self.has_add_permission(request) or self.has_change_permission(request)
        ):
            raise PermissionDenied
        typed = [text[:LONGEST] for text in request.GET.getlist("name")[:MOST_NAMES]]
        itself = request.GET.get("not", "")
        found = like(self.model, typed, int(itself) if itself.isdecimal() else None)
        return render(request, "admin/includes/doubles.html", self.told(found))

    def told(self, doubles, are_answered=False):
        return {
            "doubles": doubles,
            "doubles_answered": are_answered,
            "doubles_keys": ",".join(str(each.pk) for each in doubles),
            "opts": self.opts,
        }

    def render_change_form(self, request, context, *args, **kwargs):
        form = context["adminform"].form
        if isinstance(form, DoublesForm):
            doubles = list(form.doubles)
            context.update(self.told(doubles, doubles and form.are_answered))
            context["doubles_address"] = reverse(f"admin:{self.name_of_alike()}")
            context["doubles_inputs"] = " ".join(columns_of_names(self.model))
        return super().render_change_form(request, context, *args, **kwargs)


def like(model, typed, itself):
    """Records with names like these, with what tells them apart."""
    return list(model.objects.exclude(pk=itself).told_apart().alike(*typed))


def texts(value):
    """A name, or several, or none."""
    return [value] if isinstance(value, str) else value or []
