from .agreement import AgreementAdmin
from .institution import InstitutionAdmin
from .official import AppointmentAdmin, OfficialAdmin

__all__ = [
    "AgreementAdmin",
    "AppointmentAdmin",
    "InstitutionAdmin",
    "OfficialAdmin",
]
