"""Press releases for the templates of any section, and what their own page prints."""

import json
import re

from django import template
from django.db.models import OuterRef, Q, Subquery
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from iompanama.publishing import typography
from iompanama.publishing.languages import current
from iompanama.publishing.readers import reader_of
from partners.models import Agreement, Institution

from ..models import PressRelease

register = template.Library()
# On the page of a topic.
MOST_INSTITUTIONS = 40

LITERAL = re.compile(r"<blockquote>(?=<p>[«“\"])")
# As json_script does: nothing in a text can end the element it stands in.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def press_releases_about(institution, most=5):
    """The newest texts about an institution, for its page."""
    return PressRelease.objects.listed().about(institution).newest(most)


@register.simple_tag
def press_releases_reporting(agreement, most=5):
    """The newest texts about an agreement."""
    listed = PressRelease.objects.listed().filter(agreement_links__agreement=agreement)
    return listed.newest(most)


@register.simple_tag
def press_releases_on(topic, most=12):
    """The newest texts on a topic."""
    return PressRelease.objects.listed().on_topic(topic).newest(most)


@register.simple_tag(takes_context=True)
def institutions_on(context, topic):
    """Whom texts on a topic name and agreements on it bind, besides the office: so
    many of them, and whether there are others. Each is asked for a first agreement:
    all agreements would be asked for theirs otherwise, however many there are."""
    texts = PressRelease.objects.listed().on_topic(topic)
    agreements = Agreement.objects.open_to(reader_of(context["request"]))
    bound = agreements.on_topic(topic).filter(parties__institution=OuterRef("pk"))
    first = Subquery(bound.order_by().values("pk")[:1])
    named = Institution.objects.alias(bound_by=first).filter(
        Q(pk__in=texts.institutions_named()) | Q(bound_by__isnull=False),
        is_the_office=False,
    )
    found = list(named.in_order().without_vectors()[: MOST_INSTITUTIONS + 1])
    return {
        "shown": found[:MOST_INSTITUTIONS],
        "are_more": len(found) > MOST_INSTITUTIONS,
    }


@register.simple_tag
def opened(release):
    """The text as it is read: it opens with its place and day, and what somebody said
    word for word stands out from what is reported."""
    place = release.dateline_place.in_words("name")[0] if release.dateline_place else ""
    day = typography.day(release.dateline_on) if release.dateline_on else ""
    opening = format_html(
        '<p><span class="prose-place">{}</span> – ',
        ", ".join(filter(None, [place, day])),
    )
    text = LITERAL.sub('<blockquote class="quotation-literal">', release.body)
    if text.startswith("<p>"):
        return mark_safe(opening + text.removeprefix("<p>"))
    return mark_safe(f"{opening}</p>{text}")


@register.simple_tag(takes_context=True)
def picture_for_links(context, release):
    """Whole address of the picture a link to the text is shown with."""
    photo = release.lead_photo
    path = photo.photo.picture.url_of("lead", 1120, "jpg") if photo else ""
    return context["request"].build_absolute_uri(path or static("img/share.jpg"))


@register.simple_tag(takes_context=True)
def article_data(context, release):
    """What search engines read of a press release (schema.org NewsArticle)."""
    request = context["request"]
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": release.title,
        "description": release.lead,
        "inLanguage": current(),
        "url": request.build_absolute_uri(release.get_absolute_url()),
        "datePublished": (
            release.first_published_at or release.published_at
        ).isoformat(),
        "dateModified": release.published_at.isoformat(),
        "image": [picture_for_links(context, release)],
        "publisher": {"@type": "Organization", "name": _("IOM Panama")},
    }
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>', mark_safe(text)
    )
