from .links import AgreementLink, Mention
from .photo import Consent, Photo, PhotoUse
from .presence import Presence
from .pressrelease import PressRelease
from .preview import PreviewLink, PreviewOpening
from .repair import Repair
from .sourcetext import SourceText
from .work import Work

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
    "Repair",
    "SourceText",
    "Work",
]
