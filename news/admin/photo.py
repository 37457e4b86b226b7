"""The library of photos: what each shows, who allowed it, where it is cut."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iompanama.publishing.admin import (
    PictureInput,
    PrivateFileInput,
    RecordAdmin,
    StackedInline,
    sample,
    thumbnail,
)
from iompanama.publishing.images import tells_position

from ..models import Consent, Photo


def address_of_form(file):
    return reverse("admin:news_consent_form", args=[file.instance.pk])


def address_of_whole(file):
    return reverse("admin:news_photo_whole", args=[file.instance.pk])


class ConsentFilter(admin.SimpleListFilter):
    title = gettext_lazy("consent")
    parameter_name = "consent"

    def lookups(self, request, model_admin):
        return [("ending", _("ends in 30 days"))]

    def queryset(self, request, queryset):
        return queryset.consent_ending() if self.value() == "ending" else queryset


class ConsentInline(StackedInline):
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("given_by", "guardian"),
                    ("given_on", "expires_on", "withdrawn_on"),
                    ("permitted_uses", "is_strict"),
                    "form",
                ]
            },
        ),
    ]
    model = Consent

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "form":
            kwargs["widget"] = PrivateFileInput(address=address_of_form)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Photo)
class PhotoAdmin(RecordAdmin):
    fieldsets = [
        (
            gettext_lazy("Picture"),
            {"fields": ["title", "picture", ("focus_x", "focus_y")]},
        ),
        (gettext_lazy("Rights"), {"fields": [("credit", "holder", "year")]}),
        (
            gettext_lazy("People"),
            {
                "description": gettext_lazy(
                    "Whoever can be recognized has given a consent; minors and people "
                    "at risk only with the strict form."
                ),
                "fields": [("is_recognizable", "has_minors", "has_people_at_risk")],
            },
        ),
        (
            gettext_lazy("Sources"),
            {"classes": ["collapse"], "fields": ["sources", "notes", "is_sample"]},
        ),
    ]
    inlines = [ConsentInline]
    list_display = ["shown", "marked_title", "credit", "year", "may_be_public"]
    list_display_links = ["marked_title"]
    list_filter = [
        ConsentFilter,
        "is_recognizable",
        "has_minors",
        "has_people_at_risk",
    ]
    search_fields = ["title__folded", "credit__folded"]

    class Media:
        js = ["js/admin/focus.js"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_showable()

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path(
                "consent/<int:pk>/form/",
                view(self.form_view),
                name="news_consent_form",
            ),
            path("<int:pk>/whole/", view(self.whole_view), name="news_photo_whole"),
        ]
        return own + super().get_urls()

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "picture":
            field.widget = PictureInput(whole=address_of_whole)
            field.widget.is_required = field.required
        return field

    def whole_view(self, request, pk):
        """All of the picture: what is cut out of it is chosen here."""
        if not request.user.has_perm("news.view_photo"):
            raise PermissionDenied
        photo = get_object_or_404(Photo, pk=pk)
        return HttpResponse(photo.picture.whole(), content_type="image/jpeg")

    def form_view(self, request, pk):
        """The signed form, handed out to those who may see consents, never shown."""
        if not request.user.has_perm("news.view_consent"):
            raise PermissionDenied
        consent = Consent.objects.filter(pk=pk).exclude(form="").first()
        if consent is None or not consent.form.storage.exists(consent.form.name):
            raise Http404
        suffix = consent.form.name.rpartition(".")[2]
        return FileResponse(
            consent.form.open(), as_attachment=True, filename=f"consent-{pk}.{suffix}"
        )

    def save_model(self, request, obj, form, change):
        if "picture" in form.changed_data:
            obj.told_position = tells_position(obj.picture.file)
        super().save_model(request, obj, form, change)
        self.after_saving(request, obj, form.changed_data)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.instance.settle_copies()

    def after_saving(self, request, photo, changed):
        if "picture" in changed and photo.told_position:
            messages.warning(
                request,
                _(
                    "The file says where it was taken. The public copies do not, but "
                    "think of it before you send the original to anybody."
                ),
            )
        elif "picture" not in changed and {"focus_x", "focus_y"} & set(changed):
            photo.picture.cut()

    @admin.display(description=gettext_lazy("photo"))
    def shown(self, photo):
        return thumbnail(photo.picture, "card")

    @admin.display(description=gettext_lazy("working title"), ordering="title")
    def marked_title(self, photo):
        return sample(photo.title, photo)

    @admin.display(description=gettext_lazy("may be shown"), boolean=True)
    def may_be_public(self, photo):
        return photo.is_showable
