from .agreement import AgreementAdmin
from .institution import InstitutionAdmin
from .merges import MergeAdmin
from .official import AppointmentAdmin, OfficialAdmin

__all__ = [
    "AgreementAdmin",
    "AppointmentAdmin",
    "InstitutionAdmin",
    "MergeAdmin",
    "OfficialAdmin",
]
