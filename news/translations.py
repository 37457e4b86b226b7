"""Which language follows which, and whether it still does.

Each text of the translation remembers the fingerprint of the source text it was written
or confirmed against. It is stale when the fingerprint of the source is another now: a
fingerprint, not a clock, so that only changed words make a translation old. What the
source said then is kept, to show a translator what changed since.
"""

from iompanama.publishing.comparing import differences
from iompanama.publishing.fingerprints import fingerprint, normalized
from iompanama.publishing.languages import codes, localized, other_than

from .models.columns import TRANSLATED
from .models.sourcetext import SourceText


def source_of(release):
    return release.source_language


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


def confirm(release, names):
    """The translations of these texts follow the source as it is now.

    ``names`` are those of the translation: ``lead_en``. The release is not saved.
    """
    source = release.source_language
    for code in translations_of(release):
        for name in TRANSLATED:
            if localized(name, code) in names:
                text = getattr(release, localized(name, source))
                release.confirmed[localized(name, code)] = fingerprint(text)
                SourceText.keep(text)


def follow(release, before=None):
    """After writing: a translation that was touched follows its source from now on.

    ``before`` holds the texts as they were, by column; without it everything written
    counts as touched. A source changed alone leaves its translation behind.
    """
    touched = {
        localized(name, code)
        for code in codes()
        for name in TRANSLATED
        if getattr(release, localized(name, code))
        and (
            before is None
            or fingerprint(before.get(localized(name, code)))
            != fingerprint(getattr(release, localized(name, code)))
        )
    }
    confirm(release, touched)


def texts(release):
    """The texts of an edition by column, to tell later what was touched."""
    return {
        localized(name, code): getattr(release, localized(name, code))
        for code in codes()
        for name in TRANSLATED
    }


def changed_since(release, name, code):
    """What the source changed since the translation of ``name`` followed it, word by
    word; None when the text it followed is not known."""
    then = SourceText.objects.filter(
        pk=release.confirmed.get(localized(name, code), "")
    ).first()
    if then is None:
        return None
    now = getattr(release, localized(name, release.source_language))
    return differences(then.text, normalized(now))
