"""Which post each person of a text held on the day of its event.

Posts known to have been held that day come first, then those that may have been. Where
several remain, the one in an institution of the text; else it is a question for the
editor, not for us.
"""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models, transaction
from django.db.models import F, Func, OuterRef, Value
from django.db.models.functions import Coalesce

from partners.models import Appointment, Official

# Twin of PressRelease.event_day.
DAY = Coalesce(
    Func(
        F("release__event_days"),
        template="(SELECT max(day) FROM unnest(%(expressions)s) AS day)",
        output_field=models.DateField(),
    ),
    F("release__dateline_on"),
)


def find_posts(release):
    """Write the posts down, but where a person chose one."""
    settle(release.mentions.all())


@transaction.atomic
def settle(mentions):
    """Write down the posts of many mentions in a constant number of queries; answers
    those that have another one now, each with the key of the post ``before``."""
    mentions = mentions.filter(is_chosen=False, official__isnull=False)
    wait_for(mentions)
    through = mentions.model.release.field.related_model.institutions.through
    texts = through.objects.filter(pressrelease=OuterRef(OuterRef("release")))
    found = with_posts(mentions, DAY, "official", texts.values("institution"))
    changed = []
    for mention in found:
        post = the_one(mention)
        if post != mention.appointment_id:
            mention.before, mention.appointment_id = mention.appointment_id, post
            changed.append(mention)
    mentions.model.objects.bulk_update(changed, ["appointment"])
    return changed


def wait_for(mentions):
    """Whoever is changing posts of these people is done, and nobody begins."""
    people = Official._base_manager.filter(pk__in=mentions.values("official"))
    list(people.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def posts_held(release, officials):
    """By key of the person, the post held on the day of the text; who has none, or
    several, is left out."""
    people = Official.objects.filter(pk__in=officials)
    day = Value(release.event_day, output_field=models.DateField())
    here = release.institutions.values("pk")
    keys = filter(None, map(the_one, with_posts(people, day, "pk", here)))
    return {post.official_id: post for post in Appointment.objects.filter(pk__in=keys)}


def with_posts(rows, day, official, here):
    """Rows with the keys of the posts that may be meant: held on the day for certain
    or perhaps, anywhere or in one of the institutions ``here``."""
    rows = rows.annotate(day=day)
    held = Appointment.objects.filter(official=OuterRef(official))
    for name, posts in (
        ("certain", held.certain_on(OuterRef("day"))),
        ("possible", held.on(OuterRef("day"))),
    ):
        there = posts.filter(institution__in=here)
        rows = rows.annotate(**{name: keys_of(posts), f"{name}_here": keys_of(there)})
    return rows


def keys_of(posts):
    return ArraySubquery(posts.order_by("pk").values("pk"))


def the_one(row):
    """The key of the post that is meant; None where nobody can tell."""
    if row.day is None:
        return None
    by_certainty = (row.certain, row.certain_here, row.possible, row.possible_here)
    return next((keys[0] for keys in by_certainty if len(keys) == 1), None)
