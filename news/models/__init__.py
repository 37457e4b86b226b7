from .links import AgreementLink, Mention
from .photo import Consent, Photo, PhotoUse
from .pressrelease import PressRelease, Work

__all__ = [
    "AgreementLink",
    "Consent",
    "Mention",
    "Photo",
    "PhotoUse",
    "PressRelease",
    "Work",
]
