"""Rules over the words that go with a picture."""

import re

from django.utils.translation import gettext_lazy as _

from .finding import Finding

# A reader of the alternative text is told already that it is a picture.
OPENING = {
    "es": re.compile(
        r"^(?:una? |la )?(?:foto(?:grafía)?|imagen|retrato) (?:de|del|en|con)\b", re.I
    ),
    "en": re.compile(
        r"^(?:an? |the )?(?:photo(?:graph)?|picture|image) (?:of|showing|with)\b", re.I
    ),
}


def findings(place, captions, alternatives):
    """What is noticed of the picture ``place``; its texts by language."""
    for code, alternative in alternatives.items():
        if not alternative:
            continue
        if _words(alternative) == _words(captions.get(code)):
            sentence = _("It repeats the caption: say what can be seen.")
            yield Finding("alternative text", f"{place}alt", code, "", sentence)
        if found := OPENING[code].match(alternative):
            sentence = _("Begin with what can be seen, not with “%(what)s”.")
            yield Finding("alternative text", f"{place}alt", code, found[0], sentence)


def _words(text):
    return re.findall(r"\w+", (text or "").lower())
