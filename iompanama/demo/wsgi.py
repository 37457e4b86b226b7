"""The site's application inside a worker of the demonstration, with the public files
that deploy/nginx.conf hands out elsewhere, under the same headers."""

import os

from django.conf import settings
from whitenoise import WhiteNoise

from iompanama.wsgi import application as site

from .serving import end_with

__all__ = ["application"]

WEEK = 7 * 24 * 60 * 60


def only_a_file(headers, path, url):
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = "default-src 'none'; sandbox"


application = WhiteNoise(
    site,
    settings.MEDIA_ROOT,
    settings.MEDIA_URL,
    autorefresh=True,  # what is uploaded now is asked for now
    allow_all_origins=False,
    max_age=WEEK,
    add_headers_function=only_a_file,
)

end_with(os.getppid())
