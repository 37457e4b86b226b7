from .links import AgreementLink, Mention
from .photo import Consent, Photo, PhotoUse
from .presence import Presence
from .pressrelease import PressRelease, Work
from .preview import PreviewLink, PreviewOpening
from .sourcetext import SourceText

__all__ = [
    "AgreementLink",
    "Consent",
    "Mention",
    "Photo",
    "PhotoUse",
    "Presence",
    "PressRelease",
    "PreviewLink",
    "PreviewOpening",
    "SourceText",
    "Work",
]
