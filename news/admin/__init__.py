from .photo import PhotoAdmin
from .pressrelease import PressReleaseAdmin, WorkAdmin

__all__ = ["PhotoAdmin", "PressReleaseAdmin", "WorkAdmin"]
