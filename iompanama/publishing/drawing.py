"""The commonest inputs of forms, drawn without a template each.

A page of the desk has dozens of them, and one tag would cost three templates. What is
not here is drawn by Django's.
"""

from django.forms.renderers import TemplatesSetting
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe


class Renderer(TemplatesSetting):
    def render(self, template_name, context, request=None):
        draw = DRAWN.get(template_name)
        if draw is None:
            return super().render(template_name, context, request)
        return draw(context["widget"])


def attributes(widget):
    written = (
        f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )
    return mark_safe("".join(written))


def one_line(widget):
    value = widget["value"]
    written = "" if value is None else format_html(' value="{}"', value)
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        widget["type"],
        widget["name"],
        written,
        attributes(widget),
    )


def lines(widget):
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>',
        widget["name"],
        attributes(widget),
        widget["value"] or "",
    )


def choice(widget):
    written = "".join(
        in_group(name, "".join(f"\n  {option(each)}" for each in options))
        for name, options, _index in widget["optgroups"]
    )
    return format_html(
        '<select name="{}"{}>{}\n</select>',
        widget["name"],
        attributes(widget),
        mark_safe(written),
    )


def in_group(name, written):
    if not name:
        return written
    return format_html(
        '\n  <optgroup label="{}">{}\n  </optgroup>', name, mark_safe(written)
    )


def option(widget):
    return format_html(
        '<option value="{}"{}>{}</option>',
        widget["value"],
        attributes(widget),
        widget["label"],
    )


DRAWN = {
    "django/forms/widgets/select.html": choice,
    "django/forms/widgets/textarea.html": lines,
} | {
    f"django/forms/widgets/{name}.html": one_line
    for name in ("checkbox", "date", "email", "hidden", "number", "text", "url")
}
