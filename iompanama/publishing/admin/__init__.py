"""Pieces of which the apps build their admin pages.

``records`` is the page of one record and its inlines, ``days`` the partial dates,
``relations`` autocompletion, ``refusals`` what the database refuses, in words.
"""

from .pictures import PictureInput, PrivateFileInput, thumbnail
from .records import RecordAdmin, RecordForm, StackedInline, TabularInline, pair, sample

__all__ = [
    "PictureInput",
    "PrivateFileInput",
    "RecordAdmin",
    "RecordForm",
    "StackedInline",
    "TabularInline",
    "pair",
    "sample",
    "thumbnail",
]
