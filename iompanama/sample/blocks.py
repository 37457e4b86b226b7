"""Texts in blocks, and the HTML an editor would have written."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from iompanama.publishing.languages import codes

from .checks import Problem, Shape, by_language, each, flag, one_of, reference, text

QUOTE = Shape(
    {
        "type": one_of("quote"),
        "official": reference("officials"),
        "text": text,
        "verbatim": flag,
    },
    {"source_language": one_of("es", "en")},
)
LIST = Shape({"type": one_of("ul"), "items": each(text)})
PARAGRAPH = Shape({"type": one_of("p", "h2"), "text": text})


def block(value, path, context):
    kind = value.get("type") if isinstance(value, dict) else None
    shape = {"p": PARAGRAPH, "h2": PARAGRAPH, "ul": LIST, "quote": QUOTE}.get(kind)
    if shape is None:
        yield Problem((*path, "type"), f"“{kind}” is no kind of block")
    else:
        yield from shape(value, path, context)


BODY = by_language(each(block))


def html(body, speakers=None):
    """By language; ``speakers`` holds the line under a quotation by (id, code)."""
    return {
        code: mark_safe("".join(_block(each, code, speakers) for each in blocks))
        for code, blocks in body.items()
        if code in codes()
    }


def _block(block, code, speakers):
    match block["type"]:
        case "h2":
            return format_html("<h2>{}</h2>", block["text"])
        case "ul":
            items = format_html_join("", "<li><p>{}</p></li>", zip(block["items"]))
            return format_html("<ul>{}</ul>", items)
        case "quote":
            return format_html(
                "<blockquote><p>{}</p><p>— {}</p></blockquote>",
                block["text"],
                speakers[block["official"], code],
            )
        case _:
            return format_html("<p>{}</p>", block["text"])
