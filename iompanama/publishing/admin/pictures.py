"""Files in forms: pictures with a preview, private papers behind a view that asks."""

from django import forms
from django.utils.html import format_html
from django.utils.safestring import mark_safe


class PictureInput(forms.ClearableFileInput):
    """Shows the first public copy, or what ``whole(file)`` leads to."""

    template_name = "admin/widgets/picture.html"

    def __init__(self, *args, whole=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.whole = whole

    def is_initial(self, value):
        return bool(value and value.name)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if context["widget"]["is_initial"]:
            preview = {"url": self.whole(value)} if self.whole else copy_of(value)
            context["widget"]["preview"] = preview
        return context


class PrivateFileInput(forms.ClearableFileInput):
    """Leads to ``address(file)``, a view that asks who wants it."""

    template_name = "admin/widgets/private_file.html"

    def __init__(self, *args, address, **kwargs):
        super().__init__(*args, **kwargs)
        self.address = address

    def is_initial(self, value):
        return bool(value and value.name)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if context["widget"]["is_initial"]:
            context["widget"]["address"] = self.address(value)
        return context


def copy_of(file):
    """Address and size of the first public copy of a picture."""
    key, shape = next(iter(file.field.shapes.items()))
    width = shape.widths[0]
    return {
        "url": file.url_of(key, width, "jpg"),
        "width": width,
        "height": shape.height(width),
    }


def thumbnail(file, key):
    if not file:
        return mark_safe("")
    shape = file.field.shapes[key]
    width = shape.widths[0]
    return format_html(
        '<img class="thumb" src="{}" width="{}" height="{}" alt="">',
        file.url_of(key, width, "jpg"),
        width // 2,
        shape.height(width) // 2,
    )
