"""How a column of one language is called: “Title in Spanish”, not “title [es]”."""

from django.utils.translation import gettext as _


def in_language(name, code):
    """Called by modeltranslation for every label, in the language of the editor."""
    return {"es": _("%(field)s in Spanish"), "en": _("%(field)s in English")}[code] % {
        "field": name
    }
