"""Links to read an edition before it is out."""

import datetime as dt

from django.utils import timezone

from news.models import PreviewLink

from .people import user
from .releases import press_release
from .rows import made


def preview_link(release=None, **values):
    """Open for a week, in Spanish."""
    return made(
        PreviewLink,
        values,
        release=release or press_release(),
        language="es",
        note="La Prensa",
        made_by=values.get("made_by") or user("ines"),
        expires_at=timezone.now() + dt.timedelta(days=7),
    )
