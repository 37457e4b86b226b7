from .agreement import AgreementAdmin
from .document import DocumentAdmin
from .institution import InstitutionAdmin
from .merges import MergeAdmin
from .official import AppointmentAdmin, OfficialAdmin
from .opening import OpeningAdmin
from .pagetext import PageTextAdmin

__all__ = [
    "AgreementAdmin",
    "AppointmentAdmin",
    "DocumentAdmin",
    "InstitutionAdmin",
    "MergeAdmin",
    "OfficialAdmin",
    "OpeningAdmin",
    "PageTextAdmin",
]
