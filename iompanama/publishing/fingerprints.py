"""The fingerprint of a text: the same as long as its words are the same.

Marks and spaces do not count, so that moving, re-saving or re-tagging a text never
makes its translation look old. ``public.fingerprint`` is the twin in the database.
"""

import hashlib
import re

from django.db import models
from django.db.models import Func

TAG = re.compile(r"<[^>]*>")
SPACE = re.compile(r"[ \t\n\r\f\v\u00a0]+")


def normalized(text):
    return SPACE.sub(" ", TAG.sub(" ", text or "")).strip(" ")


def fingerprint(text):
    return hashlib.md5(normalized(text).encode(), usedforsecurity=False).hexdigest()


def fingerprint_of(expression):
    return Func(
        expression, function="public.fingerprint", output_field=models.TextField()
    )
