from .address import FormerAddress
from .agreement import Agreement
from .attention import Attention
from .change import Change
from .document import Document
from .focalpoint import FocalPoint
from .institution import Institution
from .official import Appointment, Official
from .opening import Opening
from .pagetext import PageText
from .party import Party, Signature
from .relation import Relation
from .version import DocumentVersion

__all__ = [
    "Agreement",
    "Appointment",
    "Attention",
    "Change",
    "Document",
    "DocumentVersion",
    "FocalPoint",
    "FormerAddress",
    "Institution",
    "Official",
    "Opening",
    "PageText",
    "Party",
    "Relation",
    "Signature",
]
