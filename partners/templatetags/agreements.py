"""What the templates say and draw of agreements: their time in words and lines."""

from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from iompanama.publishing.languages import current, localized
from iompanama.publishing.marking import excerpt
from iompanama.publishing.readers import reader_of

from .. import countries, lines, phrases, status, wording
from ..models import Agreement
from ..showing import part_of_register

register = template.Library()


@register.simple_tag
def on_one_axis(agreements, day):
    """The axis of a list on a day; each of its rows carries its line and sentence."""
    axis = lines.list_axis([each for each in agreements if each.is_open], day)
    for agreement in agreements:
        if agreement.is_open:
            agreement.is_told = status.is_told(agreement, day)
            agreement.line = lines.line(agreement, axis)
            agreement.sentence = wording.in_a_list(agreement, day)
    return axis


@register.simple_tag
def on_day(day):
    """For the end of an address: the same day there, where it is not today."""
    return "" if phrases.is_today(day) else f"?on={day.isoformat()}"


@register.simple_tag
def instrument(other, day):
    """A link to another agreement, in a language that it is in."""
    code = other.language_nearest
    address = f"{other.url_in(code)}{on_day(day)}"
    if code == current():
        return format_html('<a href="{}">{}</a>', address, other.title)
    there = get_language_info(code)["name_translated"]
    return format_html(
        '<a href="{}" hreflang="{}"><span lang="{}">{}</span></a>'
        ' <span class="label">{}</span>',
        address,
        code,
        code,
        getattr(other, localized("title", code)),
        _("Only in %(language)s") % {"language": there},
    )


@register.filter
def is_today(day):
    return phrases.is_today(day)


@register.filter
def held(post):
    return phrases.held(post)


@register.filter
def signed_on(signature):
    return phrases.signed_by(signature)


@register.filter
def language_called(code):
    """Not ``language_name``: Django's filter of that name speaks English."""
    return phrases.language_name(code)


@register.filter
def country_name(code):
    return countries.name(code)


@register.filter
def signatures_for(agreement, party):
    """Those given for one party; for none, those given for no party on record."""
    key = party and party.pk
    return [each for each in agreement.signatures_here if each.party_id == key]


@register.filter
def site_name(address):
    """www.iom.int of https://www.iom.int/"""
    return urlsplit(address).netloc.removeprefix("www.")


@register.simple_tag(takes_context=True)
def agreements_on(context, topic):
    """What there is about a topic that the reader may open, ending first: to find the
    others here would tell what they are about."""
    rows, reader = Agreement.objects.on_topic(topic), reader_of(context["request"])
    found = part_of_register(rows, context["day"], reader, topic=topic.key)
    context.update(found)
    return found["agreements"]


@register.filter
def acronym_besides(institution):
    """The acronym in brackets, where the name does not hold it already."""
    acronym = institution.acronym
    return (
        f" ({acronym})" if acronym and acronym not in (institution.name or "") else ""
    )


@register.filter
def file_of(agreement, document):
    """The newest file of a paper of the agreement, or None."""
    return next((f for f in agreement.files_here if f.document_id == document.pk), None)


@register.filter
def standing_in(document, agreement):
    """Authentic text or translation, where the agreement says what is authentic."""
    if document.is_authentic:
        return _("authentic text")
    authentic = agreement.authentic_languages
    if authentic and document.language not in authentic:
        return _("translation")
    return ""


@register.simple_tag
def excerpt_of(text, words):
    return excerpt(text, words)
