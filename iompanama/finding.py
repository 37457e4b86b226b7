"""One search over everything public, in both languages, accents aside.

One query finds and ranks across kinds; one more for each kind on the page brings what
is shown. What a reader may not see is not searched, and not counted.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import OuterRef, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from iompanama.pages.models import Page
from iompanama.publishing import typography
from iompanama.publishing.languages import current
from iompanama.vocabulary.models import Topic
from news.models import PressRelease
from partners.models import Agreement, Appointment, Institution, Official

LONGEST = 200  # characters of a question
MOST = 1000  # results somebody could page through
WORD = re.compile(r"\w+")


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


@dataclass
class Result:
    """Something found, in the reader's language or in the one it is in."""

    facts: list
    title: str
    why: str
    address: str
    code: str
    is_sample: bool

    @property
    def is_elsewhere(self):
        return self.code != current()


class Search:
    """What a reader asked, of which kind, and what was found."""

    def __init__(self, text, kind, reader):
        self.text = " ".join(text.replace("\x00", " ").split())[:LONGEST]
        self.kind, self.reader = kind, reader

    @cached_property
    def everything(self):
        """Kind and key of all that was found, the best match first."""
        if not self.text:
            return []
        first, *others = (self._ranked(name) for name in KINDS)
        found = first.union(*others, all=True).order_by("-rank", "kind_name", "-pk")
        return [(kind, pk) for kind, pk, _rank in found[:MOST]]

    def _ranked(self, name):
        found = KINDS[name].objects(self.reader).search(self.text, readable=True)
        named = found.annotate(kind_name=Value(name)).order_by()
        return named.values_list("kind_name", "pk", "rank")

    @property
    def found(self):
        return [each for each in self.everything if self.kind in ("", each[0])]

    @property
    def kinds(self):
        """Each kind of which something was found, with its count and address."""
        counts = [(name, self._count(name)) for name in KINDS]
        return [
            {
                "name": KINDS[name].many,
                "count": count,
                "address": self._address(kind=name),
                "is_chosen": name == self.kind,
            }
            for name, count in counts
            if count
        ]

    def _count(self, name):
        return sum(kind == name for kind, _pk in self.everything)

    @property
    def all_address(self):
        return self._address()

    def _address(self, **more):
        return f"{reverse('search')}?{urlencode({'q': self.text, **more})}"

    def results(self, page):
        """The results of one page, in their order."""
        rows = {}
        for name in {kind for kind, _pk in page}:
            keys = [pk for kind, pk in page if kind == name]
            for row in self._rows(name, keys):
                rows[name, row.pk] = row
        return [self._result(*each, rows[each]) for each in page if each in rows]

    def _rows(self, name, keys):
        kind = KINDS[name]
        return kind.rows(kind.objects(self.reader).filter(pk__in=keys).with_languages())

    def _result(self, name, pk, row):
        there = row.languages_here
        code = current() if current() in there else there[0]
        facts = KINDS[name].shown(row)[0]
        with override(code):
            _facts, title, why = KINDS[name].shown(row)
            address = row.get_absolute_url()
        return Result(
            facts=[fact for fact in facts if fact],
            title=marked(title, self.text),
            why=marked(why or "", self.text),
            address=address,
            code=code,
            is_sample=getattr(row, "is_sample", False),
        )


def marked(text, asked):
    """The text with the words that were asked for in ``<mark>``, accents aside."""
    wanted = [folded(word) for word in WORD.findall(asked)]
    pieces, end = [], 0
    for found in WORD.finditer(text):
        if any(_alike(folded(found[0]), word) for word in wanted):
            pieces.append((text[end : found.start()], found[0]))
            end = found.end()
    rest = conditional_escape(text[end:])
    return format_html_join("", "{}<mark>{}</mark>", pieces) + mark_safe(rest)


def folded(text):
    """Lower case without accents."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def _alike(word, wanted):
    """The same word, or one with another ending: cruce, cruces."""
    if min(len(word), len(wanted)) < 4:
        return word == wanted
    return word.startswith(wanted[: max(4, len(wanted) - 2)])
