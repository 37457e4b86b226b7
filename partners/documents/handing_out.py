"""A private file, or a part of it, to somebody who was found to be allowed it.

Read in small pieces and never whole. Whoever gets it may keep it only where anybody
may have it; a browser shows it as a picture or saves it, and runs nothing in it.
"""

import re

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.encoding import iri_to_uri
from django.utils.http import content_disposition_header

# One part alone; who asks for several gets the whole.
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class Part:
    """The bytes of a file from a place on; closes the file with itself."""

    def __init__(self, file, start, length):
        self.file, self.left = file, length
        self.file.seek(start)

    def read(self, size):
        data = self.file.read(min(size, self.left))
        self.left -= len(data)
        return data

    def close(self):
        self.file.close()


def handed_out(request, file, *, etag, media_type, is_public, name=None):
    """The answer to a request for a stored file; with a ``name`` it is to be saved
    under it. ``etag`` is another one as soon as the content is."""
    etag = f'"{etag}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = answered(request, file, etag, media_type, name)
    response.headers.setdefault("ETag", etag)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    if is_public:
        patch_cache_control(response, public=True, no_cache=True)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


def answered(request, file, etag, media_type, name):
    if settings.DOCUMENT_ACCEL:
        return handed_over(file, media_type, name)
    size = file.storage.size(file.name)
    part = asked_part(request, size, etag)
    start, end = part or (0, size)
    if start >= end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = FileResponse(
        Part(file.storage.open(file.name), start, end - start),
        as_attachment=bool(name),
        filename=name or "",
        content_type=media_type,
        status=206 if part else 200,
    )
    response.headers["Content-Length"] = end - start
    if part:
        response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return response


def asked_part(request, size, etag):
    """From where to before where; None is the whole, also for who has another one."""
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if not asked or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = (int(each) if each else None for each in asked.groups())
    if first is None:
        return None if last is None else (max(0, size - last), size)
    if last is None:
        return first, size
    return None if last < first else (first, min(last + 1, size))


def handed_over(file, media_type, name):
    """The proxy sends the file; it answers for parts itself (docs/deployment.md)."""
    response = HttpResponse(content_type=media_type)
    if name:
        saved = content_disposition_header(as_attachment=True, filename=name)
        response.headers["Content-Disposition"] = saved
    response.headers["X-Accel-Redirect"] = iri_to_uri(
        f"{settings.DOCUMENT_ACCEL}{file.name}"
    )
    return response
