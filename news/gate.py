"""What stands against a step of a press release, each as a rule with a name."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from iompanama.publishing.fingerprints import fingerprint
from iompanama.publishing.languages import codes, localized
from iompanama.publishing.workflow import Status

from .afterwards import RULES
from .reasons import Reason


def reasons_against(release, key):
    """What stands against a step in the text itself (see workflow.obstacles)."""
    if release.status not in (Status.PUBLISHED, Status.WITHDRAWN):
        return release.missing_for_publication() if key in GOING_OUT else []
    return RULES[key](release) if key in RULES else []


GOING_OUT = ("publish", "publish_alone")


def missing_for_publication(release):
    """Every blocking reason, in words; empty when the edition may go out."""
    return [
        *_texts(release),
        *_facts(release),
        *_photos(release),
        *_note_to_readers(release),
    ]


def begun(release, code):
    """Has somebody started to write in the language? One not begun is not asked for."""
    return any(
        getattr(release, localized(name, code)) for name in ("title", "lead", "body")
    )


def going_out(release):
    """Codes of the languages that would go out: released and begun."""
    return [
        code
        for code in codes()
        if getattr(release, localized("released", code)) and begun(release, code)
    ]


def _texts(release):
    languages = going_out(release)
    if not languages:
        yield Reason(_("No language is ready to go out."), localized("title"))
    for code in languages:
        for name in release.needed_to_read:
            if not getattr(release, localized(name, code)):
                field = release._meta.get_field(name).verbose_name
                yield Reason(
                    _("Missing in %(language)s: %(field)s.")
                    % {"language": _language(code), "field": field},
                    localized(name, code),
                )


def _language(code):
    return {
        "es": pgettext("within a sentence", "Spanish"),
        "en": pgettext("within a sentence", "English"),
    }[code]


def _facts(release):
    if release.dateline_on is None:
        yield Reason(_("The day of the dateline is missing."), "dateline_on")
    if release.dateline_place_id is None:
        yield Reason(_("The place of the dateline is missing."), "dateline_place")
    if not release.topics.exists():
        yield Reason(_("Choose at least one topic."), "topics")


def _photos(release):
    for place, use in enumerate(release.uses_to_check):
        if not use.is_showable:
            yield Reason(_against_showing(use.photo), f"photo_uses-{place}-photo")
        for code in going_out(release):
            if not use.is_decorative and not getattr(use, localized("alt", code)):
                yield Reason(
                    _("“%(photo)s” has no alternative text in %(language)s.")
                    % {"photo": use.photo, "language": _language(code)},
                    f"photo_uses-{place}-{localized('alt', code)}",
                )


def _against_showing(photo):
    if photo.is_delicate:
        words = _("“%s” shows minors or people at risk: no strict consent allows it.")
    else:
        words = _("“%s” has no consent that allows showing it.")
    return words % photo


def _note_to_readers(release):
    """A live text that is changed in substance says what was changed."""
    if release.edition == 1 or release.is_small_change:
        return
    live = release.live_beside
    for code in going_out(release):
        name = localized("change_note", code)
        if (
            live
            and not getattr(release, name)
            and _reads_otherwise(release, live, code)
        ):
            yield Reason(
                _("Say to readers in %s what was changed, or mark it as a small one.")
                % _language(code),
                name,
            )


def _reads_otherwise(release, live, code):
    return live.reads_in(code) and any(
        fingerprint(getattr(release, localized(name, code)))
        != fingerprint(getattr(live, localized(name, code)))
        for name in ("title", "lead", "body")
    )
