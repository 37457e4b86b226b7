from .names import MentionAdmin
from .photo import PhotoAdmin
from .pressrelease import PressReleaseAdmin, WorkAdmin
from .repair import RepairAdmin

__all__ = [
    "MentionAdmin",
    "PhotoAdmin",
    "PressReleaseAdmin",
    "RepairAdmin",
    "WorkAdmin",
]
