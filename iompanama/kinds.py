"""What can be found on the site: where it is kept, what a result shows of it."""

from dataclasses import dataclass

from django.db.models import OuterRef
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from iompanama.pages.models import Page
from iompanama.publishing import typography
from iompanama.publishing.languages import current
from iompanama.vocabulary.models import Topic
from news.models import PressRelease
from partners.models import Agreement, Appointment, Institution, Official


@dataclass(frozen=True)
class Kind:
    """What can be found: its name over a result and its name with a count."""

    name: str
    many: str
    objects: callable  # of the reader
    rows: callable  # of a queryset: what a result shows
    shown: callable  # of a row: facts in the margin, title, why


def _release(row):
    day = row.dateline_on and typography.day(row.dateline_on)
    place = row.dateline_place and row.dateline_place.in_words("name")[0]
    return [row.get_kind_display(), day, place], row.title, row.lead


def _agreement(row):
    if not row.is_open:
        return [_("Agreement")], row.title, row.summary
    signed = row.signed_on and typography.day(row.signed_on, row.signed_on_precision)
    state = format_html(
        '<span class="state state-{}">{}</span>', row.state, row.state_label
    )
    return [_("Agreement"), state, signed], row.title, row.summary


def _institution(row):
    why = row.in_words("description")[0] if row.reads_in(current()) else ""
    return [_("Institution"), row.acronym], row.in_words("name")[0], why


def _official(row):
    post = row.posts_here[0] if row.posts_here else None
    facts = [_("Person"), post and post.institution.in_words("name")[0]]
    return facts, row.name, post.in_words("post")[0] if post else ""


def _topic(row):
    return [_("Topic")], row.name, row.description


def _page(row):
    return [_("Standing page")], row.title, row.lead


def _with_posts(officials):
    posts = Appointment.objects.filter(official=OuterRef("pk")).newest_first()[:1]
    columns = ("id", "post", "institution__id", "institution__name")
    return officials.gathering("posts_here", posts, columns)


KINDS = {
    "news": Kind(
        _("Press release"),
        _("News"),
        lambda reader: PressRelease.objects.announced(),
        lambda rows: rows.for_lists(),
        _release,
    ),
    "agreements": Kind(
        _("Agreement"),
        _("Agreements"),
        lambda reader: Agreement.objects.visible_to(reader).in_some_language(),
        lambda rows: rows.for_lists(timezone.localdate()),
        _agreement,
    ),
    "institutions": Kind(
        _("Institution"),
        _("Institutions"),
        lambda reader: Institution.objects.in_some_language(),
        lambda rows: rows.without_vectors(),
        _institution,
    ),
    "officials": Kind(
        _("Person"),
        _("Officials"),
        lambda reader: Official.objects.all(),
        lambda rows: _with_posts(rows.without_vectors()),
        _official,
    ),
    "topics": Kind(
        _("Topic"),
        _("Topics"),
        lambda reader: Topic.objects.in_some_language(),
        lambda rows: rows.without_vectors(),
        _topic,
    ),
    "pages": Kind(
        _("Standing page"),
        _("Pages"),
        lambda reader: Page.objects.public().in_some_language(),
        lambda rows: rows.without_vectors().defer("body", "body_es", "body_en"),
        _page,
    ),
}
