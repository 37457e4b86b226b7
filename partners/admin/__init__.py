from .agreement import AgreementAdmin
from .document import DocumentAdmin
from .institution import InstitutionAdmin
from .official import AppointmentAdmin, OfficialAdmin
from .opening import OpeningAdmin
from .pagetext import PageTextAdmin

__all__ = [
    "AgreementAdmin",
    "AppointmentAdmin",
    "DocumentAdmin",
    "InstitutionAdmin",
    "OfficialAdmin",
    "OpeningAdmin",
    "PageTextAdmin",
]
