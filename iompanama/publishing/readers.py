"""Who reads: visitors carry no session, and their pages vary on nothing."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser


def reader_of(request):
    """The user of a request. Without a session cookie the session is not touched, so
    that a visitor's page needs neither a cookie nor ``Vary: Cookie``."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return request.user
    return AnonymousUser()
