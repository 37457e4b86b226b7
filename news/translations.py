"""Which language follows which, and whether it still does.

Each text of the translation remembers the fingerprint of the source text it was written
or confirmed against. It is stale when the fingerprint of the source is another now: a
fingerprint, not a clock, so that only changed words make a translation old. What the
source said then is kept, to show a translator what changed since.
"""

from django.utils import timezone

from iompanama.publishing.comparing import differences, shortened
from iompanama.publishing.fingerprints import fingerprint, normalized
from iompanama.publishing.languages import localized, other_than
from iompanama.publishing.workflow import Status

from .models.columns import TRANSLATED
from .models.sourcetext import SourceText

COLUMNS = tuple(localized(name, code) for code in ("es", "en") for name in TRANSLATED)


def translations_of(release):
    return other_than(release.source_language)


def stale_fields(release, code):
    """Texts of a language whose source changed since (twin of ``stale`` in SQL)."""
    source = release.source_language
    if code == source:
        return []
    return [
        name
        for name in TRANSLATED
        if getattr(release, localized(name, code))
        and getattr(release, localized(name, source))
        and release.confirmed.get(localized(name, code), "")
        != fingerprint(getattr(release, localized(name, source)))
    ]


def confirm(release, columns):
    """The translations of these texts follow the source as it is now.

    ``columns`` are those of the translation: ``lead_en``. The release is not saved.
    """
    sources = {
        localized(name, code): getattr(
            release, localized(name, release.source_language)
        )
        for code in translations_of(release)
        for name in TRANSLATED
        if localized(name, code) in columns
    }
    for column, text in sources.items():
        release.confirmed[column] = fingerprint(text)
    SourceText.keep(sources.values())


def can_be_confirmed(release):
    """Somebody still reads it, or will."""
    return release.status != Status.WITHDRAWN and not release.is_superseded


def follow(release, before=None):
    """After writing: a translation that was touched follows its source from now on.

    ``before`` is the edition as it was (``texts``); without it everything written
    counts as touched. A source changed alone leaves its translation behind.
    """
    before = before or {}
    _settle(release)
    _turn(release, before)
    touched = {
        column
        for column in COLUMNS
        if getattr(release, column)
        and fingerprint(before.get(column)) != fingerprint(getattr(release, column))
    }
    confirm(release, touched)
    if touched & {localized(name, release.source_language) for name in TRANSLATED}:
        release.source_changed_at = timezone.now()


def _settle(release):
    """The texts as they will be stored: cleaned and typeset."""
    for column in COLUMNS:
        field = release._meta.get_field(column)
        setattr(release, column, field.settled(getattr(release, column)))


def agree(release):
    """Texts that came together say the same, as an import brings them."""
    before = dict(release.confirmed)
    confirm(release, {column for column in COLUMNS if getattr(release, column)})
    if release.confirmed != before:
        now = timezone.now()
        release.source_changed_at = min(release.published_at or now, now)
        release.save(update_fields=["confirmed", "source_changed_at"])


def _turn(release, before):
    """The other language is the source now: texts that agreed go on agreeing."""
    old, new = before.get("source_language"), release.source_language
    if old in (None, new):
        return
    for name in TRANSLATED:
        was, text = before[localized(name, old)], before[localized(name, new)]
        if before["confirmed"].get(localized(name, new)) == fingerprint(was):
            release.confirmed[localized(name, old)] = fingerprint(text)
            SourceText.keep([text])


def texts(release):
    """An edition's texts by column and what they follow, to tell later what changed."""
    return {
        **{name: getattr(release, name) for name in COLUMNS},
        "source_language": release.source_language,
        "confirmed": dict(release.confirmed),
    }


def changes(release, code):
    """For each stale text of a language, its column and what the source changed since,
    word by word; None where the text it followed is not known."""
    names = stale_fields(release, code)
    if not names:
        return {}
    followed = {name: release.confirmed.get(localized(name, code)) for name in names}
    then = SourceText.objects.in_bulk(filter(None, followed.values()))
    return {
        localized(name, code): _since(then.get(followed[name]), release, name)
        for name in names
    }


def _since(then, release, name):
    if then is None or not then.text:
        return None
    now = getattr(release, localized(name, release.source_language))
    return shortened(differences(then.text, normalized(now)))
