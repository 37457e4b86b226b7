"""Who held a post after whom, and what lies between two of them.

Days may be missing: then what is known comes from the days a source attests. Whatever
the record cannot say is said as such (phrases.gap), never filled in.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError

from iompanama.publishing.dates import Precision, parse
from iompanama.publishing.languages import codes, localized
from iompanama.publishing.marking import folded

from . import phrases

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Known:
    """A day with its precision; ``is_end`` where the record gives it as the first or
    last day of the post, and not only as a day between."""

    day: dt.date
    precision: str
    is_end: bool = True


def attested(post, *, last):
    """The first or last day a source shows the person in the post, or None."""
    days = []
    for text in post.attested_on:
        try:
            days.append(parse(text, last=last))
        except ValidationError:  # written by hand: not a day
            continue
    found = [Known(*day, is_end=False) for day in days if day[0]]
    if not found:
        return None
    return (max if last else min)(found, key=lambda known: known.day)


def first_known(post):
    """The earliest day on which the record has the person in the post."""
    if post.since:
        return Known(post.since, post.since_precision)
    if found := attested(post, last=False):
        return found
    return Known(post.until, post.until_precision, is_end=False) if post.until else None


def last_known(post, today):
    """The latest one: of a post still held it is today."""
    if post.until:
        return Known(post.until, post.until_precision)
    if post.is_current:
        return Known(today, Precision.DAY)
    if found := attested(post, last=True):
        return found
    return Known(post.since, post.since_precision, is_end=False) if post.since else None


@dataclass
class Term:
    """One person's time in the post, between the days that the record knows."""

    post: object
    first: Known | None
    last: Known | None
    # Of those who began before, the one who is on record the longest.
    earlier: "Term | None" = None

    @property
    def place(self):
        return self.first.day, self.last.day, self.post.pk

    @property
    def before_it(self):
        """What the record cannot say about the change of hands, in words."""
        return between(self.earlier, self) if self.earlier else ""


class Succession:
    """The holders of one post of an institution."""

    def __init__(self, posts, today):
        self.posts = posts
        self.is_of_heads = posts[0].is_head
        self.is_held = any(post.is_held_on(today) for post in posts)
        terms = [
            Term(post, first_known(post), last_known(post, today)) for post in posts
        ]
        self.undated = [term for term in terms if term.first is None]
        dated = (term for term in terms if term.first is not None)
        self.dated = sorted(dated, key=lambda term: term.place)
        self._link()

    @property
    def terms(self):
        """The newest first; what no day places comes last."""
        return [*reversed(self.dated), *self.undated]

    def _link(self):
        covering = None
        for term in self.dated:
            term.earlier = covering
            if covering is None or term.last.day >= covering.last.day:
                covering = term

    @cached_property
    def _term_of(self):
        return {term.post.pk: term for term in self.dated}

    def before(self, post):
        """The post of whoever held it last before, or None."""
        term = self._term_of.get(post.pk)
        return term and term.earlier and term.earlier.post

    def after(self, post):
        """The post of whoever came next, or None: after somebody who stood in for a
        while, of whoever was there all along."""
        term = self._term_of.get(post.pk)
        if term is None:
            return None
        place = self.dated.index(term)
        there = [*self.dated[:place], *self.dated[place + 1 :]]
        later = (each for each in there if each.last.day > term.last.day)
        found = next(later, None)
        return found and found.post

    def is_placed(self, post):
        """Is there any day that says where in the line the post stands?"""
        return post.pk in self._term_of


def between(earlier, later):
    """What the record cannot say about the change from one to the other."""
    end, start = earlier.last, later.first
    if start.day - end.day > ONE_DAY:
        said = phrases.gap if end.is_end and start.is_end else phrases.doubt
        return said(end.day, end.precision, start.day, start.precision)
    both = earlier.post, later.post
    if start.day < end.day and not any(post.is_acting for post in both):
        return _two_at_once(earlier, later)
    return ""


def _two_at_once(earlier, later):
    """Only where both days are known to the day: a month may hold one after another."""
    ends = earlier.last, later.first
    exact = all(known.is_end and known.precision == Precision.DAY for known in ends)
    if not exact or earlier.post.official == later.post.official:
        return ""
    last = min(earlier.last.day, later.last.day)
    return phrases.both(later.first.day, last)


def is_same_post(one, other):
    """Heads of an institution follow each other whatever they are called; other posts
    by their name in either language, since Spanish names change with the person."""
    if one.is_head or other.is_head:
        return one.is_head and other.is_head
    return bool(names(one) & names(other))


def names(post):
    """What the post is called in each language, accents aside."""
    texts = ((code, getattr(post, localized("post", code))) for code in codes())
    return {(code, folded(text)) for code, text in texts if text}


def successions(posts, today):
    """The posts of an institution by the line of holders each belongs to: the heads,
    then the posts somebody is known to hold today, then the others."""
    lines = []
    for post in posts:
        near = [
            line for line in lines if any(is_same_post(post, each) for each in line)
        ]
        line = [each for one in near for each in one] + [post]
        lines = [one for one in lines if one not in near] + [line]
    found = [Succession(line, today) for line in lines]
    return sorted(found, key=lambda line: (not line.is_of_heads, not line.is_held))


def told(official, today):
    """Each post of a person with whoever held it before and after, the newest first.

    ``official`` comes with ``posts_here`` and, of the same institutions,
    ``posts_beside``.
    """
    lines = defaultdict(list)
    for post in official.posts_beside:
        lines[post.institution_id].append(post)
    of_post = {
        post.pk: line
        for posts in lines.values()
        for line in successions(posts, today)
        for post in line.posts
    }
    return [Told(post, of_post[post.pk]) for post in official.posts_here]


class Told:
    """One post of a person, between those of others."""

    def __init__(self, post, line):
        self.post = post
        self.is_placed = line.is_placed(post)
        self.before, self.after = line.before(post), line.after(post)
