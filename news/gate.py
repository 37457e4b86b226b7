"""What must be there before a press release goes out, each as a rule with a name."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from iompanama.publishing.languages import codes, localized


def missing_for_publication(release):
    """Every blocking reason, in words; empty when the edition may go out."""
    return [
        *_texts(release),
        *_facts(release),
        *_photos(release),
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
        yield _("No language is ready to go out.")
    for code in languages:
        for name in release.needed_to_read:
            if not getattr(release, localized(name, code)):
                field = release._meta.get_field(name).verbose_name
                yield _("Missing in %(language)s: %(field)s.") % {
                    "language": _language(code),
                    "field": field,
                }


def _language(code):
    return {
        "es": pgettext("within a sentence", "Spanish"),
        "en": pgettext("within a sentence", "English"),
    }[code]


def _facts(release):
    if release.dateline_on is None:
        yield _("The day of the dateline is missing.")
    if release.dateline_place is None:
        yield _("The place of the dateline is missing.")
    if not release.topics.exists():
        yield _("Choose at least one topic.")


def _photos(release):
    for use in release.uses_to_check:
        if not use.is_showable:
            yield _("“%s” has no consent that allows showing it.") % use.photo
        for code in going_out(release):
            if not use.is_decorative and not getattr(use, localized("alt", code)):
                yield _("“%(photo)s” has no alternative text in %(language)s.") % {
                    "photo": use.photo,
                    "language": _language(code),
                }
