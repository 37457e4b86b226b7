from .figures import Highlight, Point, Series
from .page import Page
from .site import SiteSettings

__all__ = ["Highlight", "Page", "Point", "Series", "SiteSettings"]
