"""The last part of an address belongs to a record when it leads to its page.

The words of the sections come first, and so do years and feeds: a record named like
one of them would have a page that nobody can open.
"""

from django.urls import resolve
from django.utils.translation import override

from .languages import codes


def is_own(model, name, slug):
    """Does this text in the column ``name`` make an address of the record's own?"""
    record = model(**{name: slug})
    code = name.rpartition("_")[2]
    with override(code if code in codes() else codes()[0]):
        return resolve(record.get_absolute_url()).kwargs.get("slug") == slug


def own(model, name, slug):
    """The slug, with a number where it would lead elsewhere."""
    return slug if not slug or is_own(model, name, slug) else f"{slug}-2"
