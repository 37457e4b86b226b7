"""What any template may ask about languages, names, numbers and pictures."""

from django import template
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext

from .. import images, logged, typography
from ..languages import codes, current

register = template.Library()


@register.simple_tag(takes_context=True)
def alternates(context):
    """This page in each language: the object's own addresses, else the same view.

    ``url`` is where a reader goes on, filters included; ``page`` names the page alone.
    """
    request, subject = context.get("request"), context.get("object")
    speaks = getattr(subject, "languages", codes)()
    found = []
    for code in codes():
        url = _url_in(code, context, subject, speaks, request)
        # How far the list goes is another matter in the other language.
        later = _later(context.get("page_obj")) if code == current() else ""
        found.append(
            {
                "code": code,
                "name": capfirst(get_language_info(code)["name_local"]),
                "current": code == current(),
                "available": code in speaks,
                "url": url,
                "page": url.partition("?")[0] + later,
            }
        )
    return found


def _url_in(code, context, subject, speaks, request):
    if request is None:
        return subject.url_in(code) if hasattr(subject, "url_in") else f"/{code}/"
    if hasattr(subject, "url_in") and code in speaks:
        return subject.url_in(code) + _asked(request)
    if context.get("is_missing"):
        return f"/{code}/"
    return translate_url(request.path, code) + _asked(request)


def _asked(request):
    """What was asked of the page, the number of a further one left out."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return f"?{asked.urlencode()}" if asked else ""


def _later(page):
    """What names a further page of a list; the first needs no number."""
    return f"?page={page.number}" if page and page.number > 1 else ""


@register.simple_tag(takes_context=True)
def whole(context, path):
    """The address with scheme and host."""
    request = context.get("request")
    return request.build_absolute_uri(path) if request else path


class Titled(template.Node):
    """The title for the browser, and without the name of the site for a shared link.

    A node, for a block within ``simple_block_tag`` is not found by what extends it.
    """

    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        # Escaped where the block was written.
        words = mark_safe(self.nodelist.render(context).strip())
        title = format_html("<title>{}</title>", words)
        if context.get("is_missing"):  # nothing to share
            return title
        own = mark_safe(words.removesuffix(f" · {gettext('IOM Panama')}"))
        return format_html('{}<meta property="og:title" content="{}">', title, own)


@register.tag
def titled(parser, token):
    nodelist = parser.parse(["endtitled"])
    parser.delete_first_token()
    return Titled(nodelist)


@register.simple_tag
def named(subject, name):
    """A name in the reader's language, or in its own, marked so."""
    text, code = subject.in_words(name)
    if code == current():
        return text
    return format_html('<span lang="{}">{}</span>', code, text)


@register.filter
def number(value):
    return typography.number(value)


@register.filter
def partial_day(value, precision):
    """A day as precisely as it is known."""
    return typography.day(value, precision)


@register.inclusion_tag("includes/picture.html")
def picture(file, key, alt="", is_first=True):
    """A picture in one of its shapes, in every format, at every width.

    A lead picture is fetched at once, unless it is not the first of its page.
    """
    file = getattr(file, "picture", file)
    shape = file.field.shapes[key]
    width = shape.widths[-1]
    return {
        "sources": [
            (f"image/{extension}", _srcset(file, key, shape, extension))
            for extension in ("avif", "webp")
        ],
        "src": file.url_of(key, shape.widths[0], "jpg"),
        "srcset": _srcset(file, key, shape, "jpg"),
        "sizes": shape.sizes,
        "width": width,
        "height": shape.height(width),
        "is_lead": shape is images.LEAD and is_first,
        "alt": alt,
    }


def _srcset(file, key, shape, extension):
    return ", ".join(
        f"{file.url_of(key, width, extension)} {width}w" for width in shape.widths
    )


@register.filter
def in_words(entry):
    """What a line of the admin's log says."""
    return logged.in_words(entry)
