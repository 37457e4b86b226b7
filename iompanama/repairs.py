"""What should be put right, counted in one query; each number leads to its list."""

from dataclasses import dataclass

from django.db import connection
from django.urls import reverse
from django.utils.translation import ngettext_lazy

from news.models import Mention, Photo, PressRelease, Repair

# Beyond that the desk says “more than”: nobody acts on the difference.
MOST_COUNTED = 1000
RELEASES, NAMES, PHOTOS, POINTS = (
    f"admin:news_{model}_changelist"
    for model in ("pressrelease", "mention", "photo", "repair")
)


@dataclass(frozen=True)
class Number:
    """How many rows want to be put right; who can do it, and where."""

    key: str
    permission: str
    rows: object
    words: object
    page: str
    query: str = ""

    @property
    def url(self):
        return reverse(self.page) + self.query


NUMBERS = (
    Number(
        "repairs",
        "news.change_pressrelease",
        lambda: Repair.objects.standing(),
        ngettext_lazy("point in what is public", "points in what is public", "n"),
        POINTS,
    ),
    Number(
        "stale",
        "news.change_pressrelease",
        lambda: PressRelease.objects.to_translate().stale(),
        ngettext_lazy(
            "text with a translation behind", "texts with a translation behind", "n"
        ),
        RELEASES,
        "?question=stale",
    ),
    Number(
        "incomplete",
        "news.change_pressrelease",
        lambda: PressRelease.objects.to_translate().missing(),
        ngettext_lazy("text without one language", "texts without one language", "n"),
        RELEASES,
        "?question=incomplete",
    ),
    Number(
        "names",
        "news.change_mention",
        lambda: Mention.objects.waiting(),
        ngettext_lazy(
            "name to be tied to a person", "names to be tied to a person", "n"
        ),
        NAMES,
    ),
    Number(
        "consents",
        "news.change_photo",
        lambda: Photo.objects.consent_ending(),
        ngettext_lazy(
            "photo whose consent ends in 30 days",
            "photos whose consent ends in 30 days",
            "n",
        ),
        PHOTOS,
        "?consent=ending",
    ),
)


def counted(user):
    """The numbers this person can make smaller, those that are not nothing."""
    mine = [each for each in NUMBERS if user.has_perm(each.permission)]
    found = count(mine) if mine else {}
    return [
        {
            "number": min(found[each.key], MOST_COUNTED),
            "is_more": found[each.key] > MOST_COUNTED,
            "words": each.words % {"n": found[each.key]},
            "url": each.url,
        }
        for each in mine
        if found[each.key]
    ]


def count(numbers):
    """How many rows each has, in one query, and none counted beyond the most."""
    selects, values = [], []
    for each in numbers:
        rows = each.rows().order_by().values("pk")[: MOST_COUNTED + 1]
        sql, given = rows.query.sql_with_params()
        selects.append(f"SELECT %s::text, count(*) FROM ({sql}) AS counted")
        values += [each.key, *given]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), values)
        return dict(cursor.fetchall())
