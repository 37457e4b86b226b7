from .address import FormerAddress
from .agreement import Agreement
from .attention import Attention
from .change import Change
from .document import Document
from .focalpoint import FocalPoint
from .imported import ImportedSheet
from .institution import Institution
from .merge import Merge
from .official import Appointment, Official
from .opening import Opening
from .pagetext import PageText
from .party import Party, Signature
from .relation import Relation
from .reminder import DeadlineCalendar, Reminder
from .traits import Traits
from .version import DocumentVersion
from .view import SavedView, ViewKnown, ViewWatch

__all__ = [
    "Agreement",
    "Appointment",
    "Attention",
    "Change",
    "DeadlineCalendar",
    "Document",
    "DocumentVersion",
    "FocalPoint",
    "FormerAddress",
    "ImportedSheet",
    "Institution",
    "Merge",
    "Official",
    "Opening",
    "PageText",
    "Party",
    "Relation",
    "Reminder",
    "SavedView",
    "Signature",
    "Traits",
    "ViewKnown",
    "ViewWatch",
]
