"""A form that was cut off on its way is refused: half a text must not be saved.

A server in front that buffers refuses it already; granian alone passes it on.
"""

from django.core.exceptions import BadRequest
from django.http import UnreadablePostError


class Whole:
    """What comes with a request, and a fault where it ends before its time."""

    def __init__(self, limited):
        self.stream, self.missing = limited, limited.limit

    def read(self, size=-1):
        wanted = self.missing if size is None or size < 0 else min(size, self.missing)
        data = b""
        while len(data) < wanted:
            data += self.arrived(self.stream.read(wanted - len(data)))
        return data

    def readline(self, size=-1):
        return self.arrived(self.stream.readline(size)) if self.missing else b""

    def arrived(self, data):
        if not data:
            raise OSError(f"{self.missing} bytes did not arrive")
        self.missing -= len(data)
        return data

    def close(self):
        self.stream.close()


class WholeFormsMiddleware:
    """Reads a form before anything is decided by it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method == "POST":
            request._stream = Whole(request._stream)
            try:
                request.POST  # noqa: B018
            except UnreadablePostError as error:
                raise BadRequest(str(error)) from error
        return self.get_response(request)
