from .address import FormerAddress
from .agreement import Agreement
from .attention import Attention
from .change import Change
from .document import Document
from .focalpoint import FocalPoint
from .institution import Institution
from .official import Appointment, Official
from .party import Party, Signature
from .relation import Relation

__all__ = [
    "Agreement",
    "Appointment",
    "Attention",
    "Change",
    "Document",
    "FocalPoint",
    "FormerAddress",
    "Institution",
    "Official",
    "Party",
    "Relation",
    "Signature",
]
