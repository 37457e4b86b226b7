"""Who has to know when the posts of people change.

The apps above this one keep things that follow from posts. They say so when they are
loaded (``AppConfig.ready``), and whoever changes posts calls ``hold`` before the record
is locked and ``posts_changed`` after it is written, in one transaction.
"""

from collections import defaultdict
from dataclasses import dataclass

from .references import address, open_to

_followers = []


@dataclass(frozen=True)
class Follower:
    """``hold(officials)`` locks what may change with their posts; ``follow(officials,
    user)`` changes it and answers a list of Change. People are named by their keys."""

    hold: callable
    follow: callable


@dataclass(frozen=True)
class Change:
    """What became of a record because somebody's posts are others now, in words."""

    record: object
    words: str


def follow_posts(follower):
    _followers.append(follower)


def hold(officials):
    for each in _followers:
        each.hold(officials)


def posts_changed(officials, user):
    return [change for each in _followers for change in each.follow(officials, user)]


def in_sight(changes, user):
    """Those of records the user may read, as name, address and words."""
    keys = defaultdict(set)
    for each in changes:
        keys[type(each.record)].add(each.record.pk)
    seen = {
        (model, key)
        for model, wanted in keys.items()
        for key in open_to(model, user)
        .filter(pk__in=wanted)
        .values_list("pk", flat=True)
    }
    return [
        (str(each.record), address(each.record), each.words)
        for each in changes
        if (type(each.record), each.record.pk) in seen
    ]
