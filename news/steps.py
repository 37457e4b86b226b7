"""What each step of the workflow means for an edition, written down under its lock.

``publishing.workflow.take`` is the only caller: it has locked the work, asked for every
obstacle and set the status. Each function answers the edition the history speaks of.
"""

from django.utils import timezone

from iompanama.publishing.languages import codes, localized
from iompanama.publishing.workflow import Status

# What a copy does not take over from the edition it is made of.
OF_ONE_EDITION = {
    "published_at": None,
    "superseded_at": None,
    "withdrawn_at": None,
    "submitted_by": None,
    "published_by": None,
    "read_by": None,
    "returned_remark": "",
    "alone_reason": "",
    "withdrawn_to": "",
    "is_small_change": False,
    **{localized("change_note", code): "" for code in ("es", "en")},
    **{localized("withdrawn_reason", code): "" for code in ("es", "en")},
}
LISTS = ("topics", "goals", "places", "institutions", "related")
ROWS = ("mentions", "photo_uses", "agreement_links")


def submit(release, user, at, reason):
    release.submitted_by, release.returned_remark = user, ""
    return saved(release)


def give_back(release, user, at, reason):
    release.returned_remark = reason
    return saved(release)


def publish(release, user, at, reason):
    release.published_by, release.published_at = user, at
    for code in codes():
        name = localized("first_published_at", code)
        if release.reads_in(code) and getattr(release, name) is None:
            setattr(release, name, at)
    release.others().end_at(at)
    return saved(release)


def publish_alone(release, user, at, reason):
    release.alone_reason = reason
    return publish(release, user, at, reason)


def read(release, user, at, reason):
    """Somebody else has read what went out with one pair of eyes."""
    release.read_by = user
    return saved(release)


def move(release, user, at, reason):
    """Another moment for what waits: the edition before ends exactly then."""
    moment = release.published_at
    keys = list(before(release).values_list("pk", flat=True))
    release.others().filter(pk__in=keys).update(superseded_at=min(moment, at))
    release.published_at = at
    saved(first_published(release, moment, at))
    release.others().filter(pk__in=keys).update(superseded_at=at)
    return release


def cancel(release, user, at, reason):
    """Not at that moment after all: a draft again, and the one before stays."""
    moment, earlier = release.published_at, before(release)
    release.published_at = release.published_by = release.read_by = None
    release.alone_reason = ""
    saved(first_published(release, moment, None))
    earlier.update(superseded_at=None)
    return release


def withdraw(release, user, at, reason, instead=""):
    release.withdrawn_at, release.withdrawn_to = timezone.now(), instead
    # Written in one language, and shown in the other as what it is.
    setattr(release, localized("withdrawn_reason"), reason)
    if release.published_at <= release.withdrawn_at:
        return saved(release)
    # Withdrawn before its moment: what it was to follow goes on to be seen.
    moment, earlier = release.published_at, before(release)
    saved(first_published(release, moment, release.superseded_at))
    earlier.update(superseded_at=release.superseded_at)
    return release


def before(release):
    """The edition whose period ends where that of this one begins."""
    return release.others().filter(superseded_at=release.published_at)


def first_published(release, moment, at):
    """No language went out first at the moment, but at the other one, or never; the
    editions that were copied from this one are told too."""
    for code in codes():
        name = localized("first_published_at", code)
        release.others().filter(**{name: moment}).update(**{name: at})
        if getattr(release, name) == moment:
            is_out = release.status == Status.PUBLISHED
            setattr(release, name, at if is_out else None)
    return release


def archive(release, user, at, reason):
    return archived(release, timezone.now())


def unarchive(release, user, at, reason):
    return archived(release, None)


def archived(release, at):
    """Out of the lists, or back: later editions that are on their way as well."""
    later = release.others().filter(edition__gt=release.edition)
    later.update(archived_at=at)
    release.archived_at = at
    return saved(release)


def start_next(release, user, at=None, reason=""):
    """A full copy as the next draft, people, photos and links included."""
    origin = type(release)._base_manager.get(pk=release.pk)
    copy = type(release)._base_manager.get(pk=release.pk)
    copy.pk, copy._state.adding = None, True
    copy.edition = release.work.newest.edition + 1
    copy.is_newest = True
    copy.status, copy.written_by = Status.DRAFT, user
    for name, empty in OF_ONE_EDITION.items():
        setattr(copy, name, empty)
    copy.save()
    take_over(copy, origin)
    return copy


def take_over(copy, origin):
    """Bring topics, people, photos and links of another edition along."""
    for name in LISTS:
        getattr(copy, name).set(getattr(origin, name).all())
    for name in ROWS:
        rows = list(getattr(origin, name).all())
        for row in rows:
            row.pk, row._state.adding, row.release = None, True, copy
        getattr(copy, name).bulk_create(rows)


def saved(release):
    release.save()
    return release


ACTIONS = {
    "submit": submit,
    "return": give_back,
    "publish": publish,
    "publish_alone": publish_alone,
    "read": read,
    "move": move,
    "cancel": cancel,
    "withdraw": withdraw,
    "archive": archive,
    "unarchive": unarchive,
    "edit": start_next,
}
