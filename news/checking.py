"""Texts that are out, or soon will be, read again with today's eyes.

Rules grow while texts stay: what the gate would refuse now, and what the lint notices
now, is written down for somebody to put right. Titles like another are left aside, for
a title that is out does not change for that.
"""

from collections import Counter

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import override

from iompanama.publishing.languages import codes, localized

from .models import Mention, PressRelease, Repair
from .warnings import Office, of_words

GATE = "gate"


def check():
    """Replace all findings by those of now; answers how many there are of each rule."""
    counts = Counter()

    def find():
        found_at, office = timezone.now(), Office()
        for release in to_check():
            for repair in (*refusals(release), *remarks(release, office)):
                counts[repair.rule] += 1
                repair.release, repair.found_at = release, found_at
                yield repair

    Repair.objects.replace(find)
    return counts


def to_check():
    mentions = Mention.objects.select_related("official")
    return (
        PressRelease.objects.live_or_waiting()
        .for_desk()
        .with_checks()
        .prefetch_related(Prefetch("mentions", mentions, to_attr="mentions_here"))
        .order_by("pk")
        .iterator(chunk_size=200)
    )


def refusals(release):
    """What the gate would say today."""
    said = {}
    for code in codes():
        with override(code):
            said[code] = release.missing_for_publication()
    for reasons in zip(*said.values(), strict=True):
        field = getattr(reasons[0], "field", "")
        words = dict(zip(said, map(str, reasons), strict=True))
        yield Repair(
            rule=GATE,
            field=field,
            language=language_of(field),
            words=words,
            is_blocking=True,
        )


def remarks(release, office):
    """What a careful reader would notice today."""
    for finding in of_words(release, office):
        words = {}
        for code in codes():
            with override(code):
                words[code] = str(finding)
        yield Repair(
            rule=finding.rule,
            field=localized(finding.field, finding.language),
            language=finding.language,
            what=finding.what,
            words=words,
        )


def language_of(field):
    ending = field.rpartition("_")[2]
    return ending if ending in codes() else ""
